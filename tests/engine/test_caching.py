"""Remembered counts: the engine is asked once, memory has a bound, a new commit begins anew."""

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


class Asked:
    """A commit that tells what it was asked."""

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


class Archive:
    """An engine whose latest commit a test sets."""

    def __init__(self) -> None:
        self.latest = Asked()
        self.closed = False

    def snapshot(self) -> Asked:
        return self.latest

    def close(self) -> None:
        self.closed = True


def test_what_was_counted_is_not_counted_again() -> None:
    archive = Archive()
    engine = CachingEngine(archive)
    for _ in range(2):
        assert engine.snapshot().counts(AZ, list(COUNTS)) == COUNTS
    assert archive.latest.counted == [(AZ, tuple(COUNTS))]


def test_a_total_is_not_counted_again_until_there_is_a_new_commit() -> None:
    archive = Archive()
    engine = CachingEngine(archive)
    assert [engine.snapshot().count(matching) for matching in (AZ, BY, AZ)] == [6, 6, 6]
    assert archive.latest.totalled == [AZ, BY]
    archive.latest = Asked()
    engine.snapshot().count(AZ)
    assert archive.latest.totalled == [AZ]


def test_only_missing_columns_are_counted() -> None:
    archive = Archive()
    snapshot = CachingEngine(archive).snapshot()
    snapshot.counts(AZ, [ValueColumn.YEAR])
    assert snapshot.counts(AZ, list(COUNTS)) == COUNTS
    assert archive.latest.counted == [(AZ, (ValueColumn.YEAR,)), (AZ, (ValueColumn.SOURCE,))]


def test_each_search_has_counts_of_its_own() -> None:
    archive = Archive()
    snapshot = CachingEngine(archive).snapshot()
    for matching in (AZ, BY, Every()):
        snapshot.counts(matching, [ValueColumn.YEAR])
    assert [matching for matching, _ in archive.latest.counted] == [AZ, BY, Every()]


def test_a_new_commit_is_counted_anew_and_the_old_one_still_answers() -> None:
    archive = Archive()
    engine = CachingEngine(archive)
    held = engine.snapshot()
    held.counts(AZ, [ValueColumn.YEAR])
    old, archive.latest = archive.latest, Asked()
    engine.snapshot().counts(AZ, [ValueColumn.YEAR])
    assert archive.latest.counted == old.counted == [(AZ, (ValueColumn.YEAR,))]
    held.counts(AZ, [ValueColumn.SOURCE])
    assert len(old.counted) == 2


def test_one_commit_has_one_snapshot() -> None:
    engine = CachingEngine(Archive())
    assert engine.snapshot() is engine.snapshot()


def test_what_was_not_asked_for_longest_is_forgotten_first() -> None:
    # Two values and the entry itself are 3; so there is room for two of the three searches.
    archive = Archive()
    snapshot = CachingEngine(archive, most_values=6).snapshot()
    for matching in (AZ, BY, AZ, Every(), AZ, BY):
        snapshot.counts(matching, [ValueColumn.YEAR])
    assert [matching for matching, _ in archive.latest.counted] == [AZ, BY, Every(), BY]


def test_what_is_larger_than_the_bound_is_answered_and_not_kept() -> None:
    archive = Archive()
    snapshot = CachingEngine(archive, most_values=2).snapshot()
    for _ in range(2):
        assert snapshot.counts(AZ, [ValueColumn.YEAR]) == {ValueColumn.YEAR: COUNTS[ValueColumn.YEAR]}
    assert len(archive.latest.counted) == 2


def test_all_else_is_the_engine_s_own_answer() -> None:
    archive = Archive()
    engine = CachingEngine(archive)
    snapshot = engine.snapshot()
    assert snapshot.commit() == "first"
    assert (snapshot.articles(), snapshot.languages(), snapshot.count(AZ)) == (6, frozenset({"en"}), 6)
    assert snapshot.search(AZ, Sort.NEWEST, 0, 10) == Found(6, ())
    assert list(snapshot.walk(AZ, Sort.NEWEST)) == [Hit("1", 0.0)]
    assert list(snapshot.terms(TextColumn.BODY_FOLDED, "min", 1)) == ["minister"]
    engine.close()
    assert archive.closed
