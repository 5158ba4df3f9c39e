"""Suggestions on every engine: which are made, and that each finds as many articles as it says."""

from __future__ import annotations

from collections.abc import Generator
from itertools import product

import pytest

from dateline.index.article import Article
from dateline.search.archive_service import ArchiveService
from dateline.search.facets.label import ENGLISH, Language
from dateline.search.facets.registry import COUNTRY, YEAR
from dateline.search.request import Choice, Request
from dateline.search.suggest import MOST, Suggestion
from tests.engine.conformance import GivenArticle, GivenOfficial, article_of
from tests.engine.opened import OpenService

HASANOV = GivenOfficial("Zakir Hasanov", "defence", "AZ")
KHRENIN = GivenOfficial("Viktor Khrenin", "defence", "BY")


def _given() -> list[GivenArticle]:
    body = "The minister and the ministers of ministries talked of minting, réserves and defence"
    return [
        GivenArticle(
            id="1", body=body, countries=("AZ", "BY"), officials=(HASANOV,), source="Sample Wire", date="2021-05-18"
        ),
        GivenArticle(id="2", body="The minister met", countries=("AZ",), officials=(HASANOV,), date="2021-06-01"),
        GivenArticle(id="3", body="A minister spoke", countries=("BE",), officials=(KHRENIN,), date="2020-01-01"),
        GivenArticle(id="4", body="Nothing of the kind", headline="Ministry", countries=("ZA",), place="Baku"),
    ]


ARTICLES: list[Article] = [article_of(given) for given in _given()]


@pytest.fixture(scope="module")
def service(open_service: OpenService) -> Generator[ArchiveService, None, None]:
    with open_service(ARTICLES) as opened:
        yield opened


def suggested(service: ArchiveService, text: str, *choices: Choice) -> tuple[Suggestion, ...]:
    return service.suggest(Request(service.read(text), choices=choices), MOST)


# Typed texts with their suggestions, in order.
TYPED = {
    "country:": ["country:azerbaijan", "country:belgium", "country:belarus", 'country:"south africa"'],
    "country:bel": ["country:belgium", "country:belarus"],
    "country:by": ["country:belarus"],
    "about:aze": [],
    "-country:aze": ["-country:azerbaijan"],
    'country:"south a': ['country:"south africa"'],
    "south a": ['country:"south africa"'],
    "minister:": ['minister:"Zakir Hasanov"', 'minister:"Viktor Khrenin"'],
    "minister:khr": ['minister:"Viktor Khrenin"'],
    'minister:"zakir has': ['minister:"Zakir Hasanov"'],
    "hasan": ['minister:"Zakir Hasanov"'],
    "office:": ["office:defence", "office:az/defence", "office:by/defence"],
    "office:az/": ["office:az/defence"],
    "source:": ['source:"sample wire"'],
    "dateline:b": ["dateline:baku"],
    "date:20": ["date:2021", "date:2020"],
    "mini": ["minister:", "minister", "ministries"],
    "réser": ["reserves"],
    "reser": ["reserves"],
    "headline:mi": ["headline:ministry"],
    "defe": ["office:defence", "defence"],
    "spoke defe": ["spoke office:defence"],
    "cou": ["country:"],
    "m": [],
    "zzz": [],
    "spoke country:": ["spoke country:belgium"],
}


@pytest.mark.parametrize("text", TYPED)
def test_typed_text_has_suggestions(service: ArchiveService, text: str) -> None:
    assert [suggestion.text for suggestion in suggested(service, text)] == TYPED[text]


CHOSEN = ((), (Choice(COUNTRY, ("AZ",)),), (Choice(YEAR, ("2020", "none")),))


@pytest.mark.parametrize(("text", "choices"), list(product(TYPED, CHOSEN)))
def test_a_suggestion_finds_as_many_articles_as_it_says(
    service: ArchiveService, text: str, choices: tuple[Choice, ...]
) -> None:
    for suggestion in suggested(service, text, *choices):
        if suggestion.count is not None:
            request = Request(service.read(suggestion.text), choices=choices)
            assert (service.search(request).total.count, bool(request.query.problems)) == (suggestion.count, False)
            assert suggestion.count > 0


IN_GERMAN = Language("de", lambda text: {"Defence": "Äußere Verteidigung"}.get(text, text))
IN_FRENCH = Language("fr", str)
# What is typed in German, and what it may become.
TYPED_IN_GERMAN = {
    "aserb": ["country:azerbaijan", "office:az/defence"],
    "country:Aserb": ["country:azerbaijan"],
    "office:äuß": ["office:defence", "office:az/defence", "office:by/defence"],
    "office:auss": ["office:defence", "office:az/defence", "office:by/defence"],
    "sudaf": ['country:"south africa"'],
    "spoke verteid": ["spoke office:defence"],
    "country:south": ['country:"south africa"'],
    "country:by": ["country:belarus"],
    "hasan": ['minister:"Zakir Hasanov"'],
}


@pytest.mark.parametrize("text", TYPED_IN_GERMAN)
def test_names_in_the_user_s_language_become_query_words(service: ArchiveService, text: str) -> None:
    found = service.suggest(Request(service.read(text)), MOST, IN_GERMAN)
    assert [suggestion.text for suggestion in found] == TYPED_IN_GERMAN[text]


def test_names_of_one_language_are_not_looked_up_for_another(service: ArchiveService) -> None:
    for language, typed in product((IN_GERMAN, IN_FRENCH, ENGLISH), ("country:aserb", "country:biél")):
        found = service.suggest(Request(service.read(typed)), MOST, language)
        assert bool(found) is ((language, typed) in [(IN_GERMAN, "country:aserb"), (IN_FRENCH, "country:biél")])


def test_the_number_of_suggestions_is_limited(service: ArchiveService) -> None:
    assert [each.text for each in service.suggest(Request(service.read("country:")), 2)] == [
        "country:azerbaijan",
        "country:belgium",
    ]
