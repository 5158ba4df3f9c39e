"""An engine that remembers counts and totals: the pages of one search, and its readers, ask for the same again."""

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
"""Values with their counts that are kept, of all searches together: about 60 MB."""

MOST_TOTALS = 500
"""Each page of one search asks for the same, and on a cluster each is a request."""

_Asked: TypeAlias = tuple[Matching, ValueColumn]


class CachingEngine:
    """Another engine's answers; counts are remembered as long as the commit they are of is the latest."""

    def __init__(self, engine: Engine, most_values: int = MOST_VALUES) -> None:
        self._engine = engine
        self._most_values = most_values
        self._lock = threading.Lock()
        self._latest: CachingSnapshot | None = None

    def snapshot(self) -> CachingSnapshot:
        """The latest commit."""
        snapshot = self._engine.snapshot()
        with self._lock:
            if self._latest is None or self._latest.of is not snapshot:
                self._latest = CachingSnapshot(snapshot, self._most_values)
            return self._latest

    def close(self) -> None:
        """Close the other engine."""
        self._engine.close()


class CachingSnapshot:
    """One commit, and its counts that were asked for lately."""

    def __init__(self, of: Snapshot, most_values: int) -> None:
        self.of = of
        self._most_values = most_values
        self._lock = threading.Lock()
        self._counts: OrderedDict[_Asked, Counts] = OrderedDict()
        self._values = 0
        self._total = lru_cache(MOST_TOTALS)(of.count)

    def commit(self) -> str:
        """Names the commit."""
        return self.of.commit()

    def articles(self) -> int:
        """How many articles there are."""
        return self.of.articles()

    def languages(self) -> frozenset[str]:
        """The languages of the articles."""
        return self.of.languages()

    def search(self, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
        """A page of hits."""
        return self.of.search(matching, sort, offset, size)

    def walk(self, matching: Matching, sort: Sort) -> Iterator[Hit]:
        """Every hit."""
        return self.of.walk(matching, sort)

    def count(self, matching: Matching) -> int:
        """How many articles match."""
        return self._total(matching)

    def terms(self, column: TextColumn, start: str, most: int) -> Sequence[str]:
        """The commonest terms that begin so."""
        return self.of.terms(column, start, most)

    def counts(self, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
        """Values of these columns with their counts; only columns not remembered are counted."""
        known = self._remembered(matching, columns)
        missing = [column for column in columns if column not in known]
        if missing:
            counted = self.of.counts(matching, missing)
            self._remember(matching, counted)
            known.update(counted)
        return known

    def _remembered(self, matching: Matching, columns: Sequence[ValueColumn]) -> dict[ValueColumn, Counts]:
        known: dict[ValueColumn, Counts] = {}
        with self._lock:
            for column in columns:
                if (matching, column) in self._counts:
                    self._counts.move_to_end((matching, column))
                    known[column] = self._counts[matching, column]
        return known

    def _remember(self, matching: Matching, counted: Mapping[ValueColumn, Counts]) -> None:
        with self._lock:
            for column, counts in counted.items():
                # Another thread may have counted the same meanwhile.
                if (matching, column) not in self._counts:
                    self._values += _size(counts)
                self._counts[matching, column] = counts
            while self._values > self._most_values:
                _, forgotten = self._counts.popitem(last=False)
                self._values -= _size(forgotten)


def _size(counts: Counts) -> int:
    """Values, and one for the entry itself."""
    return len(counts.values) + 1
