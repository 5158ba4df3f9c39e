"""The list below the search box is in the language of the page; replies to programs and browsers are English."""

from __future__ import annotations

import msgspec
import pytest
from flask.testing import FlaskClient

from dateline.search.facets.label import ENGLISH, Language
from dateline.search.facets.registry import FACETS
from dateline.search.request import Request
from dateline.search.suggest import FIELD, WORD, Suggestion
from dateline.web.app import create_app
from dateline.web.pages.suggest import Offer
from tests.web.memory import MemoryArchive

OFFERED = {
    Suggestion("country:belarus", "country", "Belarus", 1, "BY"): ("Беларусь", "страна", "1 сообщение"),
    Suggestion("region:caucasus", "region", "Caucasus", 2, "caucasus"): ("Кавказ", "регион", "2 сообщения"),
    Suggestion("office:az/defence", "office", "Azerbaijan: Defence", 5, "az/defence"): (
        "Азербайджан: Оборона",
        "должность",
        "5 сообщений",
    ),
    Suggestion("lang:de", "lang", "German", 21, "de"): ("немецкий", "язык", "21 сообщение"),
    Suggestion("date:2021", "date", "2021", 1_000, "2021"): ("2021", "год", "1\u00a0000 сообщений"),
    Suggestion('minister:"A B"', "minister", "A B", 1, "az-a-b"): ("A B", "на должности", "1 сообщение"),
    Suggestion("source:trend", "source", "Trend", 1, "trend"): ("Trend", "источник", "1 сообщение"),
    Suggestion("dateline:baku", "dateline", "BAKU", 1, "baku"): ("BAKU", "откуда", "1 сообщение"),
    Suggestion("talks", WORD, "talks", 1): ("talks", "слово", "1 сообщение"),
    Suggestion("headline:", FIELD, "words of the headline", None, "headline"): (
        "headline:",
        "слова заголовка",
        "",
    ),
}
"""A suggestion of each kind, with its label, kind and count in Russian."""


class Suggesting(MemoryArchive):
    """Suggests one of each kind, whatever is typed."""

    def suggest(self, request: Request, most: int, language: Language = ENGLISH) -> tuple[Suggestion, ...]:
        del request, most, language
        return tuple(OFFERED)


@pytest.fixture
def archive() -> Suggesting:
    return Suggesting()


def test_every_kind_of_suggestion_is_covered() -> None:
    assert {suggestion.kind for suggestion in OFFERED} == {*(facet.field.name for facet in FACETS), WORD, FIELD}


def test_the_list_below_the_box_is_in_the_language_of_the_page(client: FlaskClient) -> None:
    said = msgspec.json.decode(client.get("/suggestions?q=xx&ui=ru").data, type=list[Offer])
    assert [(each.said, each.what, each.found) for each in said] == list(OFFERED.values())
    assert [each.text for each in said] == [suggestion.text for suggestion in OFFERED]
    assert [each.text for each in said if each.waits] == ["headline:"]


def test_the_list_follows_the_language_of_the_browser(client: FlaskClient) -> None:
    first, *_ = client.get("/suggestions?q=xx", headers={"Accept-Language": "fr"}).get_json()
    assert (first["said"], first["what"], first["found"]) == ("Biélorussie", "pays", "1 dépêche")


def test_json_suggestions_are_english_with_the_value(client: FlaskClient) -> None:
    office = client.get("/suggest.json?q=xx&ui=ru").get_json()["suggestions"][2]
    assert (office["label"], office["value"]) == ("Azerbaijan: Defence", "az/defence")
    assert client.get("/suggest?q=xx&ui=ru").get_json()[2][:2] == ["1 article", "2 articles"]


@pytest.mark.parametrize(("language", "typed"), [("de", "aserb"), ("ru", "азерб"), ("ar", "أذرب"), ("en", "azer")])
def test_a_country_is_found_by_its_name_in_the_language_of_the_page(language: str, typed: str) -> None:
    with create_app(MemoryArchive()).test_client() as client:
        found, *_ = client.get("/suggestions", query_string={"q": typed, "ui": language}).get_json()
        assert found["text"] == "country:azerbaijan"
        assert client.get("/suggest.json", query_string={"q": "aserb", "ui": "de"}).get_json()["suggestions"] == []
