"""Many small commits give the same answers as one large commit, and few segments."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.article import Article
from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.engine import Snapshot
from dateline.search.engines import whoosh
from dateline.search.engines.whoosh.library import Segment
from dateline.search.engines.whoosh.merging import ALWAYS_MERGED, FANOUT, to_merge
from dateline.search.plan import Any, Every, Matching, Sequence, Term
from dateline.search.request import Sort
from tests.store.conftest import article
from tests.strategies import archives
from tests.whoosh_engine.conftest import commit, latest

QUERIES: tuple[Matching, ...] = (
    Every(),
    Any((Term(TextColumn.BODY, "talk"), Term(TextColumn.HEADLINE, "talk"))),
    Sequence(TextColumn.BODY_FORMS, ("oil", "talks")),
    Term(TextColumn.HEADLINE_FOLDED, "minister"),
)


def answers(snapshot: Snapshot) -> list[object]:
    """Return ids by date and all counts; scores depend on deleted articles until these are merged away."""
    ordered = [
        [hit.id for hit in snapshot.search(matching, sort, 0, 50).hits]
        for matching in QUERIES
        for sort in (Sort.NEWEST, Sort.OLDEST)
    ]
    ranked = [{hit.id for hit in snapshot.search(matching, Sort.RELEVANCE, 0, 50).hits} for matching in QUERIES]
    return [ordered, ranked, [snapshot.counts(matching, list(ValueColumn)) for matching in QUERIES]]


@settings(max_examples=25)
@given(first=archives(), second=archives(), gone=st.sets(st.integers(0, 29).map(str), max_size=8))
def test_replaced_and_deleted_articles_leave_no_trace(
    tmp_path_factory: pytest.TempPathFactory, first: list[Article], second: list[Article], gone: set[str]
) -> None:
    one_by_one, at_once = tmp_path_factory.mktemp("a"), tmp_path_factory.mktemp("b")
    kept = {one.id: one for one in [*first, *second] if one.id not in gone}
    for folder in (one_by_one, at_once):
        whoosh.create(folder)
    writer = whoosh.open_writer(one_by_one)
    for one in [*first, *second]:
        commit(writer, [one])
    commit(writer, deleted=gone)
    commit(whoosh.open_writer(at_once), kept.values())
    assert answers(latest(one_by_one)) == answers(latest(at_once))


def test_an_id_added_twice_before_a_commit_is_indexed_once(folder: Path) -> None:
    writer = whoosh.open_writer(folder)
    commit(writer, [article("first", given="1"), article("second", given="1"), article("other", given="2")])
    snapshot = latest(folder)
    assert snapshot.articles() == 2
    assert snapshot.count(Term(TextColumn.BODY, "first")) == 0
    assert snapshot.count(Term(TextColumn.BODY, "second")) == 1


def test_hundreds_of_commits_leave_few_segments(folder: Path) -> None:
    writer = whoosh.open_writer(folder)
    for number in range(200):
        commit(writer, [article("talks", given=str(number))])
    assert latest(folder).count(Term(TextColumn.BODY, "talk")) == 200
    assert len(list(folder.glob("*.trm"))) <= 3 * FANOUT


def test_the_next_writer_removes_uncommitted_files(folder: Path) -> None:
    files = set(folder.iterdir())
    (folder / "MAIN_0123456789abcdef.trm").write_bytes(b"half")
    (folder / "_MAIN_1.toc.1700000000.5").write_bytes(b"half")
    whoosh.open_writer(folder).close()
    assert set(folder.iterdir()) == files


def test_a_small_commit_does_not_merge_large_segments() -> None:
    large = [Segment(str(number), ALWAYS_MERGED) for number in range(FANOUT)]
    assert to_merge(large, added=100) == []
    assert to_merge(large, added=ALWAYS_MERGED * FANOUT) == large


def test_a_segment_of_mostly_deleted_articles_is_rewritten() -> None:
    hollow = Segment("hollow", 10, set(range(6)))
    assert to_merge([Segment("whole", 10, {1}), hollow], added=0) == [hollow]
