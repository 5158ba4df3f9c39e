"""The page of results: choices, total, articles, and next steps."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Seen

Open = Callable[[str], Seen]


def test_the_number_of_articles_is_shown(see: Open) -> None:
    page = see("/search?q=talks")
    assert page.total == 6
    assert "6 articles for talks" in page.text


def test_the_same_search_is_offered_as_files_and_as_a_feed(client: FlaskClient, see: Open) -> None:
    page = see("/search?q=talks&country=BY&sort=oldest&n=1&page=2")
    hrefs = [link.href for link in page.links if link.href.startswith("/search.")]
    assert hrefs == [
        "/search.csv?q=talks&country=BY&sort=oldest",
        "/search.jsonl?q=talks&country=BY&sort=oldest",
        "/search.atom?q=talks&country=BY",
        "/search.json?q=talks&country=BY&sort=oldest&page=2&n=1",
    ]
    for href in hrefs:
        element = re.search(f'<link rel="alternate" type="([^"]*)" href="{re.escape(escape(href))}"', page.html)
        assert element
        assert client.get(href, buffered=True).mimetype == element[1]


def test_without_a_query_every_article_is_listed(see: Open) -> None:
    assert see("/search").total == 9


def test_the_search_box_keeps_the_query(see: Open) -> None:
    assert 'value="talks &#34;x"' in see('/search?q=talks+"x').html


def test_a_new_query_in_the_box_keeps_what_is_chosen_but_not_the_page(see: Open) -> None:
    html = see("/search?q=talks&country=BY&country=GE&sort=oldest&page=2&n=1").html
    form = html[html.index('<form action="/search"') : html.index("</form>")]
    for kept in (
        'name="country" value="BY"',
        'name="country" value="GE"',
        'name="sort" value="oldest"',
        'name="n" value="1"',
    ):
        assert kept in form
    assert 'name="page"' not in form


def test_what_is_chosen_reads_as_a_sentence(see: Open) -> None:
    page = see("/search?q=talks&country=BY&country=AZ&year=2021&source=Sample+Wire+Europe")
    expected = (
        "2 articles for Remove talks×, mentioning Remove Belarus× or Remove Azerbaijan×, "
        "from Remove Sample Wire Europe×, published in Remove 2021×"
    )
    assert expected in page.text


def test_every_part_of_the_sentence_removes_itself(see: Open) -> None:
    page = see("/search?q=talks&country=BY&country=AZ&from=2021-05-01")
    assert {chip.text.removeprefix("Remove ").removesuffix("×"): chip.href for chip in page.chips()} == {
        "talks": "/search?country=BY&country=AZ&from=2021-05-01",
        "Belarus": "/search?q=talks&country=AZ&from=2021-05-01",
        "Azerbaijan": "/search?q=talks&country=BY&from=2021-05-01",
        "from 1 May 2021": "/search?q=talks&country=BY&country=AZ",
    }


def test_one_link_removes_all_filters_and_keeps_the_query(see: Open) -> None:
    page = see("/search?q=talks&country=BY&office=defence&to=2022")
    assert [link.href for link in page.links if link.text == "Remove all 3 filters"] == ["/search?q=talks"]


def test_without_choices_nothing_offers_to_remove_filters(see: Open) -> None:
    assert "Remove all" not in see("/search?q=talks").text


def test_a_query_read_differently_is_shown_as_read(see: Open) -> None:
    assert "Read as talks" in see("/search?q=TALKS").text
    assert "Read as" not in see("/search?q=talks").text


def test_a_problem_links_to_the_corrected_search(see: Open) -> None:
    page = see("/search?q=contry:belarus&country=BY")
    assert "contry: no such field" in page.text
    assert [link.href for link in page.links if link.kind == "mend"] == ["/search?q=belarus&country=BY"]


def test_problems_of_the_address_are_shown(see: Open) -> None:
    page = see("/search?q=talks&page=99&n=1000&colour=red&from=2021-02-30")
    problems = (
        "page: 99 is not between 1 and 1",
        "n: 1000 is not between 0 and 100",
        "colour: no such parameter",
        "there is no 2021-02-30",
    )
    for problem in problems:
        assert problem in page.text


def test_a_result_shows_headline_source_day_and_dateline_before_anything_else(see: Open) -> None:
    text = see("/search?q=office:defence").text
    place = text.index("1–1 of 1")
    for part in (
        "Minsk: Defence talks",
        "Sample Wire Europe",
        "18 May 2021",
        "Minsk",
        "Defence talks open",
        "Ivan Sample, Min",
    ):
        place = text.index(part, place) + len(part)


def test_the_words_of_the_query_are_marked(see: Open) -> None:
    assert "New <mark>rail</mark> line in Azerbaijan" in see("/search?q=rail").html


def test_an_article_without_headline_is_shown_by_its_first_words(see: Open) -> None:
    links = see("/search?q=bread").links
    assert any(link.text.startswith("An undated report from France about bread") for link in links)


def test_an_undated_article_says_so(see: Open) -> None:
    assert "undated" in see("/search?q=bread").text


def test_a_result_links_to_its_article_with_the_query(see: Open) -> None:
    assert "/article/baku-2?q=rail&country=AZ&at=1" in [link.href for link in see("/search?q=rail&country=AZ").links]


def test_pages_link_to_each_other_and_have_every_article_once(see: Open) -> None:
    address, found = "/search?n=4", list[str]()
    while address:
        page = see(address)
        found += [link.href.partition("?")[0] for link in page.links if link.href.startswith("/article/")]
        address = next((link.href for link in page.links if link.text == "Next →"), "")
    assert len(found) == len(set(found)) == 9


def test_the_position_among_all_results_is_shown(see: Open) -> None:
    page = see("/search?n=4&page=2")
    assert "5–8 of 9" in page.text
    assert "Page 2 of 3" in page.text
    assert [link.href for link in page.links if link.text == "← Previous"] == ["/search?n=4"]


@pytest.mark.parametrize(("sort", "first"), [("newest", "/article/paris-1"), ("oldest", "/article/paris-2")])
def test_the_order_can_be_chosen(see: Open, sort: str, first: str) -> None:
    links = see(f"/search?sort={sort}").links
    assert next(link.href for link in links if link.href.startswith("/article/")) == f"{first}?sort={sort}&at=1"


def test_the_orders_are_links_and_the_current_one_is_named(see: Open) -> None:
    html = see("/search?q=talks&page=2&n=2&sort=oldest").html
    assert '<a href="/search?q=talks&amp;sort=newest&amp;n=2">newest first</a>' in html
    assert '<a href="/search?q=talks&amp;sort=oldest&amp;n=2" aria-current="true">oldest first</a>' in html


def test_an_empty_result_shows_the_count_without_each_filter(see: Open) -> None:
    page = see("/search?q=talks+rail&country=BY")
    assert page.total == 0
    assert "No articles" in page.text
    assert "without rail 2 articles" in page.text
    assert "without Belarus" not in page.text, "talks and rail stand together nowhere"


def test_the_count_without_a_filter_is_the_number_behind_it(see: Open) -> None:
    page = see("/search?q=bread&country=GE&year=2023")
    ways = [link for link in page.links if link.text.startswith("without ")]
    assert ways
    for way in ways:
        shown = page.text.split(way.text)[1].split()[0]
        assert see(way.href).total == int(shown)


def test_an_empty_result_for_one_word_gives_advice(see: Open) -> None:
    page = see("/search?q=xylophone")
    assert "minist*" in page.text
    assert "/search" in [link.href for link in page.links]


def test_a_page_of_size_zero_only_counts(see: Open) -> None:
    assert see("/search?q=talks&n=0").total == 6
