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


class Follower:
    """Lets one generation follow the store."""

    def __init__(self, store: Store, generation: Generation, writer: IndexWriter) -> None:
        self._store = store
        self._generation = generation
        self._writer = writer
        self._serial = self._committed = generation.mark().serial

    def follow(self, most: int | None = None) -> int:
        """Index the next changes, `most` of them where it is given, and return how many; visible after `commit`."""
        batch = _Batch(self._store, self._serial, most)
        self._writer.add(batch)
        self._serial = batch.serial
        return batch.taken

    def commit(self) -> None:
        """Make what was indexed durable and visible, then say how far that is. Raises SearchIndexError.

        Where that is nothing the index stays as it is, and so does all that clients have kept of its answers.
        """
        if self._serial == self._committed:
            return
        self._writer.commit()
        self._committed = self._serial
        self._generation.set_mark(Mark(self._serial, self._store.count()))


def catch_up(
    store: Store, generation: Generation, writer: IndexWriter, on_progress: Callable[[int], None] | None = None
) -> int:
    """Index all that the generation's mark says is missing and return how many articles that were.

    `on_progress` is told how many are done. Raises SearchIndexError.
    """
    follower = Follower(store, generation, writer)
    done = 0
    while taken := follower.follow(COMMIT_EVERY):
        follower.commit()
        done += taken
        if on_progress is not None:
            on_progress(done)
    return done


class _Batch:
    """The next articles to index, read from the store as the writer takes them."""

    def __init__(self, store: Store, after: int, most: int | None) -> None:
        self._store = store
        self._most = most
        self.serial = after
        self.taken = 0

    def __iter__(self) -> Iterator[Article]:
        for change in self._store.changes(self.serial):
            yield change.article
            self.serial = change.serial
            self.taken += 1
            if self.taken == self._most:
                return
