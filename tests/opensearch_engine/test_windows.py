"""Results read in windows equal results read at once, for hits and for values."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.archive.engines import ENGINES
from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.engine import EngineKind
from dateline.search.engines.opensearch import counting, pages
from dateline.search.plan import Every
from dateline.search.request import Sort
from tests.cluster.nodes import Cluster
from tests.engine import conformance
from tests.engine.conformance import CasesOf, GivenArticle, article_of
from tests.engine.effort import A_LITTLE
from tests.engine.opened import indexed

pytestmark = pytest.mark.cluster

COUNTRIES = ("AZ", "BY", "GE", "KZ", "TR")


@pytest.fixture
def kind(cluster: Cluster, tmp_path: Path) -> EngineKind:
    """The engine on the cluster."""
    del cluster
    return ENGINES["opensearch"](tmp_path)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few values per request, windows of two values and of three hits."""
    monkeypatch.setattr(counting, "_AT_ONCE", 5)
    monkeypatch.setattr(counting, "_WINDOW", 2)
    monkeypatch.setattr(pages, "WINDOW", 3)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("group", ["facets", "paging", "ties", "dates"])
def test_cases_pass_with_small_windows(kind: EngineKind, group: str) -> None:
    assert group in conformance.groups()
    CasesOf(group).check(kind, A_LITTLE)


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
def test_walks_and_counts_in_windows_equal_those_at_once(
    kind: EngineKind, sort: Sort, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [
        article_of(
            GivenArticle(
                id=f"a{number}",
                body="talks on oil",
                date=f"2021-05-{number % 4 + 1:02}" if number % 5 else None,
                countries=COUNTRIES[: number % 6],
            )
        )
        for number in range(23)
    ]
    columns = [ValueColumn.COUNTRY, ValueColumn.DAY, ValueColumn.ID]
    with indexed(kind, articles) as engine:
        snapshot = engine.snapshot()
        at_once = list(snapshot.walk(Every(), sort)), snapshot.counts(Every(), columns)
        # Two values for each of three columns: countries fit into a request of their own, ids do not.
        monkeypatch.setattr(counting, "_AT_ONCE", 6)
        monkeypatch.setattr(counting, "_WINDOW", 2)
        monkeypatch.setattr(pages, "WINDOW", 3)
        assert (list(snapshot.walk(Every(), sort)), snapshot.counts(Every(), columns)) == at_once
        page = snapshot.search(Every(), sort, 7, 9)
        assert (page.total, list(page.hits)) == (23, at_once[0][7:16])
    assert len(at_once[1][ValueColumn.ID].values) == 23


def test_text_columns_list_their_terms(kind: EngineKind) -> None:
    article = article_of(GivenArticle(id="1", headline="Talks on oil", body="Ministers met.", lang="en", place="Baku"))
    with indexed(kind, [article]) as engine:
        snapshot = engine.snapshot()
        found = {column: list(snapshot.terms(column, "", 10)) for column in (TextColumn.BODY, TextColumn.DATELINE)}
    assert found == {TextColumn.BODY: ["met", "minist"], TextColumn.DATELINE: ["baku"]}
