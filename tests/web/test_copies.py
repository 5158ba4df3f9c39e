"""Copies on pages, over a real index: their number, and links that show them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace

from dateline.search.engines import tantivy
from dateline.web.app import create_app
from tests.copies.conftest import report
from tests.engine.opened import opened
from tests.web.conftest import Seen

ARTICLES = (
    report("first", "talks on oil", 0, "Talks are held"),
    replace(report("second", "talks on oil", 1, "Talks held again"), duplicate_of="first"),
    replace(report("third", "talks on oil today", 2, "Talks today"), duplicate_of="first"),
    report("alone", "talks on grain", 3, "Grain"),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[FlaskClient]:
    with opened(tantivy, ARTICLES) as service:
        yield create_app(service).test_client()


def seen(browser: FlaskClient, address: str) -> Seen:
    reply = browser.get(address)
    assert reply.status_code == 200
    return Seen(reply.text)


def test_a_result_has_its_number_of_copies_with_a_link_to_all(browser: FlaskClient) -> None:
    page = seen(browser, "/search?q=talks")
    assert page.total == 2
    (link,) = (link for link in page.links if link.text == "+2 copies")
    assert seen(browser, link.href).total == 3


def test_the_total_names_the_copies_left_out_with_a_link(browser: FlaskClient) -> None:
    page = seen(browser, "/search?q=talks OR nothing")
    (link,) = (link for link in page.links if link.text == "and 2 copies not shown")
    shown = seen(browser, link.href)
    assert shown.total == 4
    assert "not shown" not in shown.text


def test_if_only_copies_match_they_are_offered(browser: FlaskClient) -> None:
    page = seen(browser, "/search?q=today")
    assert page.total == 0
    assert "1 copy of another article matches" in page.text
    (link,) = (link for link in page.links if link.text == "Show copies too")
    assert seen(browser, link.href).total == 1


def test_the_page_of_an_article_lists_its_copies(browser: FlaskClient) -> None:
    page = seen(browser, "/article/first")
    assert "Copies of this article" in page.text
    assert [link.href for link in page.links if link.href in {"/article/second", "/article/third"}] == [
        "/article/second",
        "/article/third",
    ]


def test_the_page_of_a_copy_leads_to_the_first(browser: FlaskClient) -> None:
    page = seen(browser, "/article/third")
    assert "This is a copy" in page.text
    assert next(link.href for link in page.links if link.href.startswith("/article/f")) == "/article/first"
    (link,) = (link for link in page.links if link.text == "All 3 articles that say the same")
    assert seen(browser, link.href).total == 3


def test_an_article_without_copies_does_not_mention_them(browser: FlaskClient) -> None:
    assert "cop" not in seen(browser, "/article/alone").text.replace("BibTeX to copy", "").replace("RIS to copy", "")


def test_json_contains_the_number_of_copies(browser: FlaskClient) -> None:
    found = browser.get("/search.json?q=talks").get_json()
    assert (found["total"], found["copies_left_out"]) == (2, 2)
    assert {one["id"]: one.get("copies", 0) for one in found["results"]} == {"first": 2, "alone": 0}
    every = browser.get("/search.json?q=duplicates:second").get_json()
    assert {one["id"]: one.get("duplicate_of") for one in every["results"]} == {
        "first": None,
        "second": "first",
        "third": "first",
    }


def test_files_follow_the_query_and_name_the_first_copy(browser: FlaskClient) -> None:
    assert len(browser.get("/search.csv?q=talks").text.splitlines()) == 3
    rows = browser.get("/search.csv?q=talks+duplicates:all").text.splitlines()
    assert sorted(row.rpartition(",")[2] for row in rows[1:]) == ["", "", "first", "first"]


@pytest.fixture(scope="module")
def copied_late() -> Iterator[FlaskClient]:
    """An archive in which only copies belong to the first and last month, and to one source."""
    copies = (
        replace(report("copy-before", "talks on oil", -60), duplicate_of="first", source="Copier"),
        replace(report("copy-after", "talks on oil", 60), duplicate_of="first", source="Copier"),
    )
    articles = (*(replace(article, source="Wire") for article in ARTICLES), *copies)
    with opened(tantivy, articles) as service:
        yield create_app(service).test_client()


def test_the_first_page_counts_without_copies(copied_late: FlaskClient) -> None:
    page = seen(copied_late, "/")
    assert "2 articles, by country, minister and day" in page.text
    assert "From 18 May 2021 to 21 May 2021, naming 0 countries and 0 officials, from 1 source." in page.text
    assert seen(copied_late, "/search").total == 2
    (link,) = (link for link in page.links if link.text == "and 4 copies not shown")
    assert seen(copied_late, link.href).total == 6


def test_every_number_of_the_first_page_is_the_number_behind_it(copied_late: FlaskClient) -> None:
    links = [link for link in seen(copied_late, "/").links if link.kind == "value"]
    assert links
    for link in links:
        assert seen(copied_late, link.href).total == link.count, link


def test_the_json_of_the_first_page_counts_without_copies(copied_late: FlaskClient) -> None:
    overview = copied_late.get("/index.json").get_json()
    everything = copied_late.get("/search.json").get_json()
    assert (
        (overview["articles"], overview["copies_left_out"])
        == (everything["total"], everything["copies_left_out"])
        == (2, 4)
    )
    assert (overview["first"], overview["last"], overview["sources"]) == ("2021-05-18", "2021-05-21", 1)


def test_health_and_metrics_count_all_articles(copied_late: FlaskClient) -> None:
    assert copied_late.get("/healthz").get_json()["articles"] == 6
