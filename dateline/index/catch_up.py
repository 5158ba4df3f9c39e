"""From store to index: indexes all changes that are stored but not yet indexed.

It can be killed at any point and the next run completes the work: the mark is set after the engine's commit, and
indexing an article twice replaces it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from dateline.index.article import TextKey, text_key
from dateline.index.generations import Generation, Mark
from dateline.index.store import Store
from dateline.index.terms import AnalysedArticle, ArticleTerms, terms_of
from dateline.index.writer import IndexWriter

COMMIT_EVERY = 50_000
"""Articles per commit while an index catches up; each commit adds a segment to an engine's index."""

Analysed: TypeAlias = Mapping[TextKey, AnalysedArticle]
"""The terms of texts that have been analysed already."""


class Follower:
    """Keeps one generation up to date with the store."""

    def __init__(self, store: Store, generation: Generation, writer: IndexWriter) -> None:
        self._store = store
        self._generation = generation
        self._writer = writer
        self._serial = self._committed = generation.mark().serial

    def follow(self, most: int | None = None, analysed: Analysed | None = None) -> int:
        """Index the next changes, at most `most`, and return their number; they are visible after `commit`.

        Texts that are not among `analysed` are analysed now.
        """
        batch = _Batch(self._store, self._serial, most, analysed or {})
        self._writer.add(batch)
        self._writer.delete(batch.hidden)
        self._serial = batch.serial
        return batch.taken

    def commit(self) -> None:
        """Make the indexed changes durable and visible, then set the mark. Raises SearchIndexError.

        If nothing changed, skip the commit so that clients' caches stay valid.
        """
        if self._serial == self._committed:
            return
        self._writer.commit()
        self._committed = self._serial
        self._generation.set_mark(Mark(self._serial, self._store.count()))


def catch_up(
    store: Store, generation: Generation, writer: IndexWriter, on_progress: Callable[[int], None] | None = None
) -> int:
    """Index all changes after the generation's mark and return their number.

    `on_progress` is called with the number done so far. Raises SearchIndexError.
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
    """The terms of the next articles to index, read from the store as the writer consumes them."""

    def __init__(self, store: Store, after: int, most: int | None, analysed: Analysed) -> None:
        self._store = store
        self._most = most
        self._analysed = analysed
        self.serial = after
        self.taken = 0
        self.hidden: list[str] = []
        """Articles that cannot be found any more."""

    def __iter__(self) -> Iterator[ArticleTerms]:
        for change in self._store.changes(self.serial):
            if change.is_live:
                yield terms_of(change.article, self._analysed.get(text_key(change.article)))
            else:
                self.hidden.append(change.article.id)
            self.serial = change.serial
            self.taken += 1
            if self.taken == self._most:
                return
