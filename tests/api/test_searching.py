"""The Python API answers as the command line and the page do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import dateline
from dateline import query
from dateline.archive.reading import open_archive
from dateline.cli import run
from dateline.web.app import create_app

BELARUS = query.Value(query.ValueField.COUNTRY, "BY")
QUERIES = ["", "oil OR gas", "country:belarus minister:khrenin", "office:defence", "-minister:aliyev date:2021", "zzz"]

Answer = dict[str, object]


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], sample_data: Path) -> Callable[..., str]:
    """What a command prints on the same archive."""

    def call(command: str, *arguments: str) -> str:
        capsys.readouterr()
        run([command, "--data", str(sample_data), *arguments])
        return capsys.readouterr().out

    return call


@pytest.fixture(scope="module")
def page(sample_data: Path) -> Iterator[Callable[[str], str]]:
    """The body of a page on the same archive."""
    with open_archive(sample_data) as opened:
        client = create_app(opened.service, opened.officials).test_client()
        yield lambda address: client.get(address).get_data(as_text=True)


def counts(facet: dateline.Facet) -> list[tuple[str, int]]:
    return [(value.value, value.count) for value in facet]


@pytest.mark.parametrize("text", QUERIES)
def test_search_agrees_with_the_command_line(text: str, archive: dateline.Archive, printed: Callable[..., str]) -> None:
    answer = json.loads(printed("search", "--format", "json", "--facet", "country", "--facet", "office", "--", text))
    results = archive.search(text, facets=["country", "office"])
    assert results.total == answer["total"] == archive.count(text) == int(printed("count", "--", text))
    assert [result.id for result in results] == [result["id"] for result in answer["results"]]
    for name in ("country", "office"):
        values = [(value["value"], value["count"]) for value in answer["facets"][name]]
        assert counts(results.facets[name]) == values


@pytest.mark.parametrize("name", ["country", "minister", "lang", "year"])
def test_a_facet_agrees_with_the_command_line(
    name: str, archive: dateline.Archive, printed: Callable[..., str]
) -> None:
    values = json.loads(printed("facets", name, "country:azerbaijan", "--format", "json"))
    assert archive.facet(name, "country:azerbaijan").to_dicts() == values


def test_search_agrees_with_the_page(archive: dateline.Archive, page: Callable[[str], str]) -> None:
    address = "/search.json?q=minister&country=AZ&country=BY&from=2019-01-01&to=2021-12-31&sort=oldest&page=2&n=3"
    answer = json.loads(page(address))
    results = archive.search(
        "minister",
        choose={"country": ["AZ", "BY"]},
        since="2019-01-01",
        until=date(2021, 12, 31),
        sort="oldest",
        page=2,
        size=3,
        facets=[dateline.FacetRequest("country", size=100)],
    )
    assert results.total == answer["total"] > 3
    assert [result.id for result in results] == [result["id"] for result in answer["results"]]
    page_counts = {value["value"]: value["count"] for value in answer["facets"]["country"]}
    assert page_counts
    assert page_counts.items() <= dict(counts(results.facets["country"])).items()


def test_an_archive_opens_by_text_or_path(sample_data: Path) -> None:
    for path in (sample_data, str(sample_data)):
        with dateline.open(path) as opened:
            assert opened.count() == opened.search().total > 100
            assert opened.path == sample_data


def test_a_tree_finds_what_its_text_finds(archive: dateline.Archive) -> None:
    tree = query.And((BELARUS, query.Word("khrenin", query.TextField.MINISTER)))
    results = archive.search(tree)
    assert results.total == archive.count(str(tree)) == archive.count("country:belarus minister:khrenin") == 2
    assert results.query.read_as == "country:BY minister:khrenin"
    assert archive.parse("country:belarus minister:khrenin").query == tree


def test_a_tree_is_simplified(archive: dateline.Archive) -> None:
    assert archive.search(query.And((BELARUS, query.And((BELARUS, query.Everything()))))).query.query == BELARUS
    assert archive.count(query.And(())) == archive.count()


def test_walk_gives_every_match_in_order(archive: dateline.Archive) -> None:
    articles = list(archive.walk("office:defence", sort="newest"))
    assert len(articles) == archive.count("office:defence") > 10
    first = archive.search("office:defence", sort="newest")
    assert [article.id for article in articles[:10]] == [result.id for result in first]
    assert all(article.body for article in articles)


def test_walk_takes_choices_and_days(archive: dateline.Archive) -> None:
    found = {article.id for article in archive.walk(choose={"country": "BY"}, since="2021-01-01", until="2021-12-31")}
    assert len(found) == archive.count("country:BY date:2021")


def test_choices_in_one_facet_are_alternatives(archive: dateline.Archive) -> None:
    either = archive.count(choose={"country": ["AZ", "BY"]})
    assert either == archive.count("country:AZ OR country:BY")
    assert archive.count(choose={"country": {"azerbaijan", "belarus"}}) == either
    assert archive.count(choose={"country": "AZ", "office": "defence"}) == archive.count("country:AZ office:defence")


def test_days_are_utc_days(archive: dateline.Archive) -> None:
    midnight_in_baku = datetime(2021, 5, 19, 0, 30, tzinfo=timezone(timedelta(hours=4)))
    expected = archive.count("date:2021-05-18")
    assert expected > 0
    for day in ("2021-05-18", date(2021, 5, 18), datetime(2021, 5, 18, 23, tzinfo=UTC), midnight_in_baku):
        assert archive.count(since=day, until=day) == expected


def test_a_facet_request_limits_and_orders_values(archive: dateline.Archive) -> None:
    every = archive.facet("country", order="name")
    wanted = dateline.FacetRequest("country", size=2, offset=1, order="name")
    results = archive.search(facets=[wanted, "lang"])
    assert list(results.facets) == ["country", "lang"]
    assert results.facets["country"].values == every.values[1:3]
    assert results.facets["country"].distinct == every.distinct > 20
    assert archive.search(facets="country").facets.keys() == {"country"}
    assert [value.value for value in archive.facet("country", contains="belar")] == ["BY"]
    assert len(archive.facet("country", size=3)) == 3


def test_pages_cover_every_match_once(archive: dateline.Archive) -> None:
    first = archive.search("minister", size=7)
    pages = [archive.search("minister", size=7, page=number) for number in range(1, first.pages + 1)]
    ids = [result.id for page in pages for result in page]
    assert len(ids) == len({*ids}) == first.total
    assert [len(page) for page in pages[:-1]] == [7] * (first.pages - 1)


def test_article_returns_the_stored_article_or_none(archive: dateline.Archive) -> None:
    (first, *_) = archive.search("minister:khrenin")
    article = archive.article(first.id)
    assert article is not None
    assert "Khrenin" in article.body
    assert archive.article("az-123") is None


def test_officials_have_the_offices_they_held(archive: dateline.Archive) -> None:
    (khrenin,) = archive.officials("khrenin")
    assert khrenin.name == "Viktor Khrenin"
    assert [(held.country, held.portfolio) for held in khrenin.offices] == [("BY", "defence")]
    assert len(archive.officials()) == archive.facet("minister").distinct
    assert archive.officials()[:3] == archive.officials(size=3)
    assert archive.officials("zzz") == ()


def test_problems_of_a_text_are_returned(archive: dateline.Archive) -> None:
    results = archive.search("contry:belarus")
    (problem,) = results.query.problems
    assert problem.suggestion == "country:belarus"
    assert problem in results.problems


def test_problems_of_choices_are_returned(archive: dateline.Archive) -> None:
    results = archive.search(choose={"country": ["Atlantis"]})
    assert results.total == 0
    assert ["Atlantis" in problem.text for problem in results.problems] == [True]
    assert results.query.problems == ()


def test_results_cannot_be_changed(archive: dateline.Archive) -> None:
    results = archive.search("minister", facets=["country"])
    for one in (results, results.facets["country"], results.results[0]):
        with pytest.raises(AttributeError):
            setattr(one, "total", 0)  # noqa: B010 - type checkers know that it cannot be set


def test_several_threads_search_one_archive(archive: dateline.Archive) -> None:
    def countries(text: str) -> dateline.Facet:
        return archive.search(text, facets=["country"]).facets["country"]

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(countries, QUERIES * 10))
    assert found == [countries(text) for text in QUERIES] * 10
