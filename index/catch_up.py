"""From store to index: whatever is stored and not yet indexed is indexed.

Killed anywhere, it is right again after the next run: the mark is set after the engine's commit, and indexing an
article twice leaves it there once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline.index.article import Article
from dateline.index.generations import Generation, Mark
from dateline.index.store import Store
from dateline.index.writer import IndexWriter

COMMIT_EVERY = 50_000
"""Articles between commits while an index catches up; each commit costs an engine a segment."""


def catch_up(
    store: Store, generation: Generation, writer: IndexWriter, on_progress: Callable[[int], None] | None = None
) -> int:
    """Index what the generation's mark says is missing and return how many articles that were. Raises SearchIndexError.

    `on_progress` is told how many are done.
    """
    done = 0
    while True:
        batch = _Batch(store, generation.mark().serial)
        writer.add(batch)
        if not batch.taken:
            return done
        writer.commit()
        generation.set_mark(Mark(batch.serial, store.count()))
        done += batch.taken
        if on_progress is not None:
            on_progress(done)


class _Batch:
    """The next articles to index, read from the store as the writer takes them."""

    def __init__(self, store: Store, after: int) -> None:
        self._store = store
        self.serial = after
        self.taken = 0

    def __iter__(self) -> Iterator[Article]:
        for change in self._store.changes(self.serial):
            yield change.article
            self.serial = change.serial
            self.taken += 1
            if self.taken == COMMIT_EVERY:
                return
