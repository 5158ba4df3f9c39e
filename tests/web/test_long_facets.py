"""Facets with more values, and archives with more years, than a page shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from dateline.index.article import Article
from dateline.web.app import create_app
from dateline.web.pages.facet import SIZE
from dateline.web.parts.dates import YEARS_OPEN
from dateline.web.parts.facets import SHOWN
from tests.web.conftest import Seen
from tests.web.memory import ARTICLES, MemoryArchive, make_article

Open = Callable[[str], Seen]


def opener(articles: list[Article]) -> Open:
    client = create_app(MemoryArchive(articles)).test_client()
    return lambda address: Seen(client.get(address).text)


def of_sources(number: int) -> list[Article]:
    """One article of each of `number` sources, and one of none."""
    named = (replace(ARTICLES[0], id=f"a{place}", source=f"Wire {place:03}") for place in range(number))
    return [*named, replace(ARTICLES[0], id="none", source=None)]


def test_if_all_values_are_shown_none_is_too() -> None:
    shown = opener(of_sources(SHOWN))("/search")
    assert len(shown.facet("source")) == SHOWN + 1
    assert shown.facet("source")[-1].text == "no source given 1 article"
    assert "/search/source" not in [link.href for link in shown.links]


def test_more_values_are_one_link_away() -> None:
    shown = opener(of_sources(SHOWN + 1))("/search?q=talks")
    assert len(shown.facet("source")) == SHOWN
    assert "/search/source?q=talks" in [link.href for link in shown.links]


def test_a_chosen_value_is_shown_however_rare_it_is() -> None:
    shown = opener(of_sources(SHOWN + 5))("/search?source=Wire+012")
    assert shown.value("source", "Wire 012").text == "Remove Wire 012 1 article"


def test_the_pages_of_a_facet_hold_every_value_once() -> None:
    see, address, found = opener(of_sources(2 * SIZE + 1)), "/search/source?order=name", list[str]()
    visited = 0
    while address:
        page = see(address)
        visited += 1
        found += [link.text for link in page.links if link.kind == "value"]
        address = next((link.href for link in page.links if link.text == "Next →"), "")
    assert visited == 3
    assert len(found) == len(set(found)) == 2 * SIZE + 2


def test_the_pages_of_a_facet_link_back() -> None:
    page = opener(of_sources(2 * SIZE))(f"/search/source?order=name&start={SIZE}")
    assert "/search/source?order=name" in [link.href for link in page.links if link.text == "← Previous"]


def test_older_years_are_collapsed_but_counted() -> None:
    days = [f"{1990 + year}-03-04" for year in range(YEARS_OPEN + 3)]
    page = opener([make_article(day, "BY", "Minsk", day, None, "Talks in {}.") for day in days])("/search")
    assert "3 earlier years" in page.text
    assert len([link for link in page.facet("date") if link.href.startswith("/search?year=")]) == len(days)


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("/search?from=2021-05-01&to=2021-05-31", "18 May"),
        ("/search?from=2021-01-01&to=2021-12-31", "May"),
        ("/search?from=2021-05-01", None),
        ("/search?year=2021&year=2022", None),
    ],
)
def test_dates_open_at_the_chosen_period(see: Open, address: str, opened: str | None) -> None:
    labels = [link.text.rsplit(" ", 2)[0] for link in see(address).facet("date")]
    if opened is None:
        assert all(label.removeprefix("Remove ").isdigit() or label == "undated" for label in labels)
    else:
        assert opened in labels


def test_each_sentence_is_quoted_once() -> None:
    text = "{} first, Belarus again. Then Belarus once more. And Belarus in the third. A fourth on Belarus."
    article = make_article("many", "BY", "Minsk", None, None, text)
    body = article.body
    places = [place for place in range(len(body)) if body.startswith("Belarus", place)]
    [country] = article.countries
    mentions = tuple(replace(country.mentions[0], start=place, end=place + len("Belarus")) for place in places)
    page = opener([replace(article, countries=(replace(country, mentions=mentions),))])("/article/many")
    quoted = [link.text for link in page.links if link.href.startswith("#body-") and link.kind != "way"]
    assert quoted == ["Belarus first, Belarus again.", "Then Belarus once more.", "And Belarus in the third."]
