"""Cached counts: the engine counts once, the cache is bounded, and a new commit starts a new cache."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.caching_engine import CachingEngine
from dateline.search.engine import Counts, Found, Hit
from dateline.search.plan import Every, Matching, OneOf
from dateline.search.request import Sort

AZ = OneOf(ValueColumn.COUNTRY, ("AZ",))
BY = OneOf(ValueColumn.COUNTRY, ("BY",))
COUNTS = {
    ValueColumn.YEAR: Counts({"2020": 1, "2021": 2}, without=3),
    ValueColumn.SOURCE: Counts({"wire": 4}, without=0),
}


class RecordingSnapshot:
    """A snapshot that records what it is asked to count."""

    def __init__(self) -> None:
        self.counted: list[tuple[Matching, tuple[ValueColumn, ...]]] = []
        self.totalled: list[Matching] = []

    def commit(self) -> str:
        return "first"

    def articles(self) -> int:
        return 6

    def languages(self) -> frozenset[str]:
        return frozenset({"en"})

    def search(self, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
        del matching, sort, offset, size
        return Found(6, ())

    def walk(self, matching: Matching, sort: Sort) -> Iterator[Hit]:
        del matching, sort
        return iter((Hit("1", 0.0),))

    def count(self, matching: Matching) -> int:
        self.totalled.append(matching)
        return 6

    def terms(self, column: TextColumn, start: str, most: int) -> Sequence[str]:
        del column
        return [f"{start}ister"][:most]

    def counts(self, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
        self.counted.append((matching, tuple(columns)))
        return {column: COUNTS[column] for column in columns}


class FakeEngine:
    """An engine whose latest commit is set by the test."""

    def __init__(self) -> None:
        self.latest = RecordingSnapshot()
        self.closed = False

    def snapshot(self) -> RecordingSnapshot:
        return self.latest

    def close(self) -> None:
        self.closed = True


def test_repeated_counts_are_cached() -> None:
    real = FakeEngine()
    engine = CachingEngine(real)
    for _ in range(2):
        assert engine.snapshot().counts(AZ, list(COUNTS)) == COUNTS
    assert real.latest.counted == [(AZ, tuple(COUNTS))]


def test_totals_are_cached_until_a_new_commit() -> None:
    real = FakeEngine()
    engine = CachingEngine(real)
    assert [engine.snapshot().count(matching) for matching in (AZ, BY, AZ)] == [6, 6, 6]
    assert real.latest.totalled == [AZ, BY]
    real.latest = RecordingSnapshot()
    engine.snapshot().count(AZ)
    assert real.latest.totalled == [AZ]


def test_only_uncached_columns_are_counted() -> None:
    real = FakeEngine()
    snapshot = CachingEngine(real).snapshot()
    snapshot.counts(AZ, [ValueColumn.YEAR])
    assert snapshot.counts(AZ, list(COUNTS)) == COUNTS
    assert real.latest.counted == [(AZ, (ValueColumn.YEAR,)), (AZ, (ValueColumn.SOURCE,))]


def test_each_search_has_its_own_counts() -> None:
    real = FakeEngine()
    snapshot = CachingEngine(real).snapshot()
    for matching in (AZ, BY, Every()):
        snapshot.counts(matching, [ValueColumn.YEAR])
    assert [matching for matching, _ in real.latest.counted] == [AZ, BY, Every()]


def test_a_new_commit_has_a_new_cache_and_the_old_one_still_works() -> None:
    real = FakeEngine()
    engine = CachingEngine(real)
    held = engine.snapshot()
    held.counts(AZ, [ValueColumn.YEAR])
    old, real.latest = real.latest, RecordingSnapshot()
    engine.snapshot().counts(AZ, [ValueColumn.YEAR])
    assert real.latest.counted == old.counted == [(AZ, (ValueColumn.YEAR,))]
    held.counts(AZ, [ValueColumn.SOURCE])
    assert len(old.counted) == 2


def test_one_commit_has_one_snapshot() -> None:
    engine = CachingEngine(FakeEngine())
    assert engine.snapshot() is engine.snapshot()


def test_the_least_recently_used_counts_are_evicted_first() -> None:
    # An entry of two values has size 3, so there is room for two of the three searches.
    real = FakeEngine()
    snapshot = CachingEngine(real, most_values=6).snapshot()
    for matching in (AZ, BY, AZ, Every(), AZ, BY):
        snapshot.counts(matching, [ValueColumn.YEAR])
    assert [matching for matching, _ in real.latest.counted] == [AZ, BY, Every(), BY]


def test_counts_larger_than_the_cache_are_returned_but_not_cached() -> None:
    real = FakeEngine()
    snapshot = CachingEngine(real, most_values=2).snapshot()
    for _ in range(2):
        assert snapshot.counts(AZ, [ValueColumn.YEAR]) == {ValueColumn.YEAR: COUNTS[ValueColumn.YEAR]}
    assert len(real.latest.counted) == 2


def test_everything_else_is_passed_through() -> None:
    real = FakeEngine()
    engine = CachingEngine(real)
    snapshot = engine.snapshot()
    assert snapshot.commit() == "first"
    assert (snapshot.articles(), snapshot.languages(), snapshot.count(AZ)) == (6, frozenset({"en"}), 6)
    assert snapshot.search(AZ, Sort.NEWEST, 0, 10) == Found(6, ())
    assert list(snapshot.walk(AZ, Sort.NEWEST)) == [Hit("1", 0.0)]
    assert list(snapshot.terms(TextColumn.BODY_FOLDED, "min", 1)) == ["minister"]
    engine.close()
    assert real.closed
