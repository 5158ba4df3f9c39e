"""The first page and the page that explains the language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.web.app import create_app
from dateline.web.pages.docs import WORDS, Row
from tests.web.conftest import Seen
from tests.web.memory import MemoryArchive

Open = Callable[[str], Seen]


def test_the_first_page_says_what_the_archive_holds(see: Open) -> None:
    text = see("/").text
    assert "9 articles, by country, minister and day" in text
    assert "From 18 May 2021 to 31 December 2023, naming 4 countries and 1 official, from 3 sources." in text


def test_the_first_page_has_the_latest_articles_newest_first(see: Open) -> None:
    links = [link.href for link in see("/").links if link.href.startswith("/article/")]
    assert links[:2] == ["/article/paris-1", "/article/nowhere"]
    assert len(links) == 6


def test_every_example_search_finds_its_number(see: Open) -> None:
    page = see("/")
    links = (link for link in page.links if link.kind != "example")
    tries = [link for link in links if link.href.startswith("/search?q=")]
    assert 1 <= len(tries) <= 3
    for link in tries:
        shown = page.text.rsplit(link.text, 1)[1].split()[0]
        assert see(link.href).total == int(shown) > 0


def test_every_number_of_the_first_page_is_the_number_behind_it(see: Open) -> None:
    links = [link for link in see("/").links if link.kind == "value"]
    assert {link.facet for link in links} == {"country", "minister", "office", "source", "date"}
    for link in links:
        assert see(link.href).total == link.count, link


def test_an_empty_archive_says_how_to_fill_it() -> None:
    client = create_app(MemoryArchive([])).test_client()
    assert "dateline index FOLDER" in client.get("/").text
    assert client.get("/search?q=talks").status_code == 200


def test_the_help_explains_every_field_with_an_example(see: Open) -> None:
    from dateline.search.query.fields import FIELDS

    page = see("/docs")
    for field in FIELDS:
        assert field.example in [link.text for link in page.links]
        assert f'id="{field.name}"' in page.html


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row.typed)
def test_every_example_of_the_help_is_a_search(see: Open, row: Row) -> None:
    links = {link.text: link.href for link in see("/docs").links}
    assert see(links[row.typed]).total is not None


def test_the_help_shows_typed_text_as_code(see: Open) -> None:
    assert "`" not in see("/docs").text


def test_the_first_page_shows_whom_the_last_month_names_most(see: Open) -> None:
    page = see("/")
    assert "Named most in December 2023 the latest month in the archive, with 1 article" in page.text
    assert "/country/FR" in {link.href for link in page.links}
    for link in (link for link in page.links if link.kind == "counted" and "month=2023-12" in link.href):
        assert see(link.href).total == 1
