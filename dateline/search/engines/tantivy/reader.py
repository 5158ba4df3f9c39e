"""Reads one generation through snapshots of the latest commit."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import tantivy

from dateline.errors import IndexDamagedError
from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.engine import Counts, Found, Hit
from dateline.search.engines.tantivy import counting, order, walking
from dateline.search.engines.tantivy.schema import NO_VALUE
from dateline.search.engines.tantivy.searching import Searching
from dateline.search.engines.tantivy.translate import translate
from dateline.search.plan import Matching
from dateline.search.request import Sort

_COMMITTED = "meta.json"
"""Tantivy replaces this file with each commit."""


def open_index(folder: Path) -> tantivy.Index:
    """Open a generation's index. Raises IndexDamagedError."""
    try:
        index = tantivy.Index.open(str(folder))
        index.config_reader(reload_policy="manual")
        index.reload()
    except (OSError, ValueError) as error:
        message = f"the index in {folder} cannot be opened: {error}"
        raise IndexDamagedError(message, remedy="rebuild it with: dateline reindex") from error
    return index


class TantivyReader:
    """The reading half of the engine Protocol."""

    def __init__(self, folder: Path) -> None:
        self._committed = folder / _COMMITTED
        self._index = open_index(folder)
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._latest = TantivySnapshot(self._index, "")

    def snapshot(self) -> TantivySnapshot:
        """Return the latest commit."""
        state = self._committed.stat()
        now = (state.st_mtime_ns, state.st_ino)
        with self._lock:
            if now != self._seen:
                self._index.reload()
                self._latest = TantivySnapshot(self._index, "-".join(map(str, now)))
                self._seen = now
            return self._latest

    def close(self) -> None:
        """Do nothing: files close with the last snapshot."""


class TantivySnapshot:
    """One commit."""

    def __init__(self, index: tantivy.Index, name: str) -> None:
        self._name = name
        self._searching = Searching(index)

    def commit(self) -> str:
        """Return the time and inode of the commit's file."""
        return self._name

    def articles(self) -> int:
        """Return the number of articles."""
        return self._searching.searcher.num_docs

    def languages(self) -> frozenset[str]:
        """Return the languages of the articles."""
        return self._languages

    @cached_property
    def _languages(self) -> frozenset[str]:
        return frozenset(self._searching.values(ValueColumn.LANGUAGE)) - {NO_VALUE}

    def search(self, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
        """Return a page of hits in the total order of `sort`."""
        query = translate(matching, self._searching.schema)
        if sort is Sort.RELEVANCE:
            return order.by_score(self._searching, query, offset, size)
        return order.by_date(self._searching, query, sort, offset, size)

    def walk(self, matching: Matching, sort: Sort) -> Iterator[Hit]:
        """Yield every hit in the total order of `sort`."""
        query = translate(matching, self._searching.schema)
        if sort is Sort.RELEVANCE:
            return walking.by_score(self._searching, query)
        return walking.by_date(self._searching, query, sort)

    def count(self, matching: Matching) -> int:
        """Return the number of matching articles."""
        return self._searching.total(translate(matching, self._searching.schema))

    def terms(self, column: TextColumn, start: str, most: int) -> Sequence[str]:
        """Return the commonest terms with a prefix."""
        return self._searching.terms(column, start, most)

    def counts(self, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
        """Count the matching articles by each value of these columns."""
        return counting.counts(self._searching, matching, columns)
