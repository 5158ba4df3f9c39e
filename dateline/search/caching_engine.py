"""Caches counts and totals per commit: the pages of one search ask for the same ones again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.engine import Counts, Engine, Found, Hit, Snapshot
from dateline.search.plan import Matching
from dateline.search.request import Sort

MOST_VALUES = 400_000
"""Cached values with their counts, for all searches together: about 60 MB."""

MOST_TOTALS = 500
"""Cached totals: each page of a search asks for the same one, and on a cluster each costs a request."""

_Key: TypeAlias = tuple[Matching, ValueColumn]


class CachingEngine:
    """Wraps an engine; counts are cached for as long as their commit is the latest."""

    def __init__(self, engine: Engine, most_values: int = MOST_VALUES) -> None:
        self._engine = engine
        self._most_values = most_values
        self._lock = threading.Lock()
        self._latest: CachingSnapshot | None = None

    def snapshot(self) -> CachingSnapshot:
        """The latest commit."""
        snapshot = self._engine.snapshot()
        with self._lock:
            if self._latest is None or self._latest.wrapped is not snapshot:
                self._latest = CachingSnapshot(snapshot, self._most_values)
            return self._latest

    def close(self) -> None:
        """Close the wrapped engine."""
        self._engine.close()


class CachingSnapshot:
    """One commit with its most recently used counts."""

    def __init__(self, wrapped: Snapshot, most_values: int) -> None:
        self.wrapped = wrapped
        self._most_values = most_values
        self._lock = threading.Lock()
        self._counts: OrderedDict[_Key, Counts] = OrderedDict()
        self._values = 0
        self._total = lru_cache(MOST_TOTALS)(wrapped.count)

    def commit(self) -> str:
        """Return the name of the commit."""
        return self.wrapped.commit()

    def articles(self) -> int:
        """Return the number of articles."""
        return self.wrapped.articles()

    def languages(self) -> frozenset[str]:
        """Return the languages of the articles."""
        return self.wrapped.languages()

    def search(self, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
        """Return a page of hits."""
        return self.wrapped.search(matching, sort, offset, size)

    def walk(self, matching: Matching, sort: Sort) -> Iterator[Hit]:
        """Yield every hit."""
        return self.wrapped.walk(matching, sort)

    def count(self, matching: Matching) -> int:
        """Return the number of matching articles."""
        return self._total(matching)

    def terms(self, column: TextColumn, start: str, most: int) -> Sequence[str]:
        """Return the commonest terms with a prefix."""
        return self.wrapped.terms(column, start, most)

    def counts(self, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
        """Count the values of these columns; only columns that are not cached are counted."""
        known = self._cached(matching, columns)
        missing = [column for column in columns if column not in known]
        if missing:
            counted = self.wrapped.counts(matching, missing)
            self._cache(matching, counted)
            known.update(counted)
        return known

    def _cached(self, matching: Matching, columns: Sequence[ValueColumn]) -> dict[ValueColumn, Counts]:
        known: dict[ValueColumn, Counts] = {}
        with self._lock:
            for column in columns:
                if (matching, column) in self._counts:
                    self._counts.move_to_end((matching, column))
                    known[column] = self._counts[matching, column]
        return known

    def _cache(self, matching: Matching, counted: Mapping[ValueColumn, Counts]) -> None:
        with self._lock:
            for column, counts in counted.items():
                # Another thread may have counted the same in the meantime.
                if (matching, column) not in self._counts:
                    self._values += _size(counts)
                self._counts[matching, column] = counts
            while self._values > self._most_values:
                _, evicted = self._counts.popitem(last=False)
                self._values -= _size(evicted)


def _size(counts: Counts) -> int:
    """The number of values, plus one for the entry itself."""
    return len(counts.values) + 1
