"""Names, numbers, dates and the order of lists follow the language of the page."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dateline.errors import IndexDamagedError
from dateline.index.article import DateOrigin, Precision, Published
from dateline.search.officials.officials import NOBODY_KNOWN
from dateline.search.request import Request
from dateline.search.results import Relation, Results, Total
from dateline.web.app import create_app
from dateline.web.language import formatting, wording
from tests.people.test_search import searching
from tests.web.conftest import Seen
from tests.web.memory import MemoryArchive
from tests.web.test_random_archives import random_archive

NARROW, THIN = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("language", "number", "day", "month"),
    [
        ("en", "12,345", "8 September 2021", "September 2021"),
        ("fr", f"12{THIN}345", "8 septembre 2021", "septembre 2021"),
        ("de", "12.345", "8. September 2021", "September 2021"),
        ("es", "12.345", "8 de septiembre de 2021", "septiembre de 2021"),
        ("ru", f"12{NARROW}345", f"8 сентября 2021{THIN}г.", f"сентябрь 2021{THIN}г."),
        ("ar", "12,345", "8 سبتمبر 2021", "سبتمبر 2021"),
        ("az", "12.345", "8 sentyabr 2021", "sentyabr 2021"),
    ],
)
def test_numbers_and_dates_are_those_of_the_language(
    app: Flask, language: str, number: str, day: str, month: str
) -> None:
    with app.test_request_context(f"/?ui={language}"):
        app.preprocess_request()
        assert formatting.number(12345) == number
        assert formatting.day(date(2021, 9, 8)) == day
        assert formatting.date_value("2021-09") == month
        assert formatting.date_value("2021") == "2021"
        at = Published(datetime(2021, 9, 8, 9, 5, tzinfo=UTC), Precision.MINUTE, DateOrigin.HEADER)
        said = formatting.published(at)
        assert said is not None
        assert said.startswith(day)
        assert said.endswith("09:05 UTC")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["No articles", "1 article", "2 articles", "5 articles", "21 articles", "at least 1,000 articles"]),
        ("fr", ["Aucune dépêche", "1 dépêche", "2 dépêches", "5 dépêches", "21 dépêches", None]),
        ("ru", ["Нет сообщений", "1 сообщение", "2 сообщения", "5 сообщений", "21 сообщение", None]),
        ("ar", ["لا أخبار", "خبر واحد (1)", "خبران (2)", "5 أخبار", "21 خبرًا", None]),
    ],
)
def test_plurals_follow_the_language(app: Flask, language: str, said: list[str | None]) -> None:
    with app.test_request_context(f"/?ui={language}"):
        app.preprocess_request()
        for count, text in zip((0, 1, 2, 5, 21), said, strict=False):
            assert wording.articles(Total(count)) == text
        if said[5]:
            assert wording.articles(Total(1000, Relation.AT_LEAST)) == said[5]


def test_countries_offices_and_regions_have_their_names(client: FlaskClient) -> None:
    html = client.get("/search?country=BY&office=defence&region=caucasus&ui=de").text
    for name in ("Belarus", "Verteidigung", "Kaukasus"):
        assert f"<bdi>{name}</bdi>" in html, name
    everything = client.get("/search?ui=de").text
    for name in ("Aserbaidschan", "Englisch"):
        assert f"<bdi>{name}</bdi>" in everything, name


@pytest.mark.parametrize("path", ["/search", "/search/country"])
def test_problems_have_the_language_and_direction_of_the_page(client: FlaskClient, path: str) -> None:
    assert '<bdi dir="ltr">sort : « x » n’est pas l’un de relevance, newest' in client.get(f"{path}?sort=x&ui=fr").text
    assert '<bdi dir="rtl">\u2068sort\u2069: «\u2068x\u2069» ليس واحدًا من' in client.get(f"{path}?sort=x&ui=ar").text


def test_only_english_texts_are_marked_as_english(
    client: FlaskClient, archive: MemoryArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = client.get("/search?q=contry:belarus&strict=1&ui=ar").text
    assert '<p class="standfirst"><bdi dir="rtl">' in refused
    monkeypatch.setattr(archive, "search", _broken)
    broken = client.get("/search?ui=ar").text
    assert '<p class="standfirst" lang="en"><bdi dir="ltr">the index is in pieces' in broken


def _broken(_: Request) -> Results:
    raise IndexDamagedError("the index is in pieces", remedy="build it again")


def test_lists_are_sorted_and_filtered_by_translated_names() -> None:
    with searching(random_archive(1), "tantivy") as (service, _):
        client = create_app(service, NOBODY_KNOWN).test_client()

        def names(address: str) -> list[str]:
            return [link.text.split(" ")[0] for link in Seen(client.get(address).text).links if link.kind == "value"]

        assert names("/search/country?order=name") == ["Azerbaijan", "Belarus", "France", "Georgia", "Singapore", "no"]
        german = ["Aserbaidschan", "Belarus", "Frankreich", "Georgien", "Singapur", "kein"]
        assert names("/search/country?order=name&ui=de") == german
        spanish = ["Azerbaiyán", "Bielorrusia", "Francia", "Georgia", "Singapur", "ningún"]
        assert names("/search/country?order=name&ui=es") == spanish
        assert names("/search/country?contains=frankr&ui=de") == ["Frankreich"]
        assert names("/search/country?contains=verteid&ui=de") == []
        # In Russian Georgia comes before France, and Belarus after Azerbaijan.
        assert names("/search/country?order=name&ui=ru")[:3] == ["Азербайджан", "Беларусь", "Грузия"]
        html = client.get("/country?order=name&ui=ru").text
        assert html.index(">Грузия<") < html.index(">Франция<")


@pytest.mark.parametrize(("language", "seed"), [("de", 4), ("ar", 5)])
def test_numbers_and_links_are_the_same_in_every_language(language: str, seed: int) -> None:
    """Numbers of English pages are checked against their links by other tests."""
    with searching(random_archive(seed), "tantivy") as (service, _):
        client = create_app(service, NOBODY_KNOWN).test_client()
        for address in ("/", "/search?country=AZ&year=2020", "/search?q=talks&office=defence", "/country/BY"):
            there, here = (
                Seen(client.get(address, headers={"Accept-Language": accept}).text) for accept in ("en", language)
            )
            assert here.total == there.total
            counted = [
                {(link.href, _number(link.text)) for link in page.links if _number(link.text)} for page in (there, here)
            ]
            assert counted[0] == counted[1]
            assert len(counted[0]) > 10


def _number(text: str) -> str | None:
    found = re.findall(r"\d+", text)
    return found[-1] if found else None
