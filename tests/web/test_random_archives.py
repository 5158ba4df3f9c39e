"""On random archives and a real index, every number on every page is what its link finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace

from dateline.index.article import Article, Country
from dateline.index.corrections.corrections import Corrections
from dateline.search.officials.officials import Officials
from dateline.web.app import create_app
from tests.people.conftest import official, report
from tests.people.test_search import searching
from tests.web.conftest import Link, Seen

STARTS = (
    "/",
    "/search",
    "/search?country=AZ",
    "/search?country=AZ&country=BY&year=2020",
    "/search?year=2020&year=2021",
    "/search?month=2020-05&office=defence",
    "/search?from=2020-01-15&to=2020-02-20",
    "/search?from=2020-12-20&to=2021-01-10",
    "/search?q=talks&minister=none",
    "/search?region=caucasus",
)
MANY = 300
"""Minimum number of different links with numbers in one archive."""
CODES = ("AZ", "BY", "GE", "FR", "SG")
HOLDERS = (
    ("Zakir Hasanov", "AZ", "defence"),
    ("Zakir Gasanov", "AZ", "defence"),
    ("Zakir Hasanov", "AZ", "interior"),
    ("Viktor Khrenin", "BY", "defence"),
    ("Anna Sample", "FR", "foreign"),
    ("Anna Sample", "BY", "foreign"),
    ("Lee Example", "SG", "deputy-foreign"),
    ("Nobody Known", None, "defence"),
)
TITLED = re.compile(r'<a href="([^"]*)" tabindex="-1"[^>]*><title>[^<]*?: ([\d,]+) articles?</title>')


def counted_links(page: Seen) -> Iterator[tuple[str, int]]:
    """Every link with a number of articles on a page, in text and pictures."""
    for link in page.links:
        if not link.text.startswith("Remove ") and (link.kind in {"value", "count alone"} or "counted" in link.kind):
            number = _number(link)
            if number is not None:
                yield link.href, number
    for href, number in TITLED.findall(page.html):
        yield href.replace("&amp;", "&"), int(number.replace(",", ""))


def _number(link: Link) -> int | None:
    if link.kind == "count alone":
        return link.count
    found = re.search(r"([\d,]+) articles?\Z", link.text)
    return int(found[1].replace(",", "")) if found else None


def pages_about(client: FlaskClient) -> Iterator[str]:
    """The pages of every country, official and office that other pages link to."""
    seen = {"/country"}
    waiting = ["/country"]
    while waiting:
        address = waiting.pop()
        yield address
        links = {link.href for link in Seen(client.get(address).text).links}
        new = {href for href in links if href.startswith(("/country/", "/official/", "/office/"))} - seen
        waiting += sorted(href for href in new if not href.endswith(".json"))
        seen |= new


def random_archive(seed: int) -> list[Article]:
    """Forty articles with many combinations of countries, officials and days."""
    chance = Random(seed)  # noqa: S311 - seeded randomness is wanted
    return [_random_report(str(number), chance) for number in range(40)]


def _random_report(article_id: str, chance: Random) -> Article:
    day = (date(2019, 11, 20) + timedelta(days=chance.randrange(800))).isoformat()
    held = [official(*chance.choice(HOLDERS)) for _ in range(chance.randrange(4))]
    codes = chance.sample(CODES, chance.randrange(4))
    made = report(
        article_id, chance.choice((day, day, day, None)), *held, text=chance.choice(("Talks.", "Oil.", "Rail."))
    )
    countries = tuple(Country(code, 0.5, primary=chance.random() < 0.5, mentions=()) for code in codes)
    return replace(made, countries=countries, source=chance.choice(("Trend", "Apa", None)), language="en")


@pytest.mark.parametrize(("engine", "seed"), [("tantivy", 1), ("tantivy", 2), ("whoosh", 3)])
def test_every_number_is_the_number_behind_its_link(engine: str, seed: int) -> None:
    with searching(random_archive(seed), engine) as (service, store):
        client = create_app(service, Officials(service, store.people, store, Corrections)).test_client()
        about = list(pages_about(client))
        assert {address.split("/")[1] for address in about} == {"country", "official", "office"}
        totals: dict[str, int | None] = {}
        for address in (*STARTS, *about):
            for href, number in counted_links(Seen(client.get(address).text)):
                if href not in totals:
                    totals[href] = Seen(client.get(href).text).total
                assert totals[href] == number, (address, href)
        assert len(totals) > MANY
