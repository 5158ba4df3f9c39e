"""No text of a page stays English: in a fake language that brackets every text, all text outside brackets is data."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest
from babel.dates import format_date
from babel.support import NullTranslations
from flask import Flask
from flask.testing import FlaskClient

from dateline.index.metadata.tables import names_in
from dateline.search.facets.label import Language, language_label

BRACKETS = "⟦", "⟧"
DATA = {"bdi", "code", "time", "script", "style", "kbd", "pre"}
"""Elements with article texts, typed texts, or texts of Unicode CLDR."""
SAID = {"title", "aria-label", "placeholder"}
"""Attributes that are shown or read aloud."""
CLDR = (
    *names_in("de").values(),
    *(language_label(code, Language("de", str)) for code in ("ar", "de", "en", "fr")),
    *(
        format_date(date(2021, month, 1), pattern, locale="de")
        for month in range(1, 13)
        for pattern in ("MMMM", "MMM", "LLL")
    ),
)


def words(text: str) -> list[str]:
    return "".join(letter if letter.isalpha() else " " for letter in text).split()


NAMES = {
    "Dateline",
    *(word for name in CLDR for word in words(name) if word.istitle() or word == "und"),
}
VOID = {"meta", "link", "input", "br", "img", "line", "rect", "use", "path", "circle"}

PAGES = (
    "/",
    "/search",
    "/search?q=talks&country=BY&country=AZ&year=2021&office=defence&source=none&n=3",
    "/search?q=contry:belarus+talks+AND&from=2021-05-01&to=2021-05-31&sort=x&page=zzz&nonsense=1&ui=xx",
    "/search?q=nothing+like+it&country=BY&from=2021-05-01",
    "/search?q=qqqqq",
    "/search?q=minister:hasanov&lang=en&region=caucasus&dateline=none&month=none&day=2021-05-18",
    "/search/country",
    "/search/office?q=talks&contains=zz",
    "/search/source?order=name&start=x",
    "/article/minsk-1",
    "/article/minsk-1?q=talks&at=2",
    "/article/baku-1?q=talks",
    "/article/hostile",
    "/country",
    "/country?order=name",
    "/country/AZ",
    "/country/ZW",
    "/country/nowhere",
    "/official/by-ivan-sample",
    "/office/by/defence",
    "/official/az-hasanov",
    "/official/nobody",
    "/office/az/defence",
    "/office/az/nothing",
    "/office/az/finance",
    "/advanced",
    "/advanced?q=talks",
    "/docs",
    "/nothing/here",
    "/search?strict=1&q=contry:x",
)


class Bracketing(NullTranslations):
    """Brackets every text."""

    def gettext(self, message: str) -> str:
        return message.join(BRACKETS)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return (msgid1 if n == 1 else msgid2).join(BRACKETS)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - as its base
        # A comma is no word.
        return message.join(BRACKETS) if message.strip(" ,") else message


class Outside(HTMLParser):
    """Texts outside brackets that are not data."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._depth = 0
        self._open: list[bool] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if not any(self._open):
            said = [given[name] or "" for name in sorted(SAID & given.keys())]
            self.found += [text for text in said if _is_english(_outside(text)[0])]
        if tag not in VOID:
            self._open.append(tag in DATA or given.get("dir") == "auto" or given.get("lang", "de") != "de")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        outside, self._depth = _outside(data, self._depth)
        if not any(self._open) and _is_english(outside):
            self.found.append(data)


def _outside(text: str, depth: int = 0) -> tuple[str, int]:
    """The part of a text outside brackets, and the number of brackets open after it."""
    kept = ""
    for letter in text:
        depth += (letter == BRACKETS[0]) - (letter == BRACKETS[1])
        kept += " " if depth or letter in BRACKETS else letter
    return kept, depth


def _is_english(text: str) -> bool:
    return any(word not in NAMES for word in words(text))


@pytest.fixture
def bracketed(app: Flask) -> FlaskClient:
    """Pages whose German is English in brackets."""
    app.extensions["babel"].instance.domain_instance.cache["de", "messages"] = Bracketing()
    return app.test_client()


@pytest.mark.parametrize("address", PAGES)
def test_every_text_of_a_page_is_translated(bracketed: FlaskClient, address: str) -> None:
    response = bracketed.get(address, headers={"Accept-Language": "de"})
    assert response.mimetype == "text/html", address
    assert "⟦" in response.text
    found = Outside(response.text).found
    # The title of an article is its headline, that of an official the name.
    assert [
        text for text in found if not (address.startswith(("/article/", "/official/")) and text.endswith(" · Dateline"))
    ] == []


def test_a_text_that_is_left_in_english_is_found() -> None:
    assert Outside("<p>⟦Read⟧ as</p><p>⟦Read <b>it</b>⟧ <bdi>him</bdi></p><a title='Show'>⟦b⟧</a>").found == [
        "⟦Read⟧ as",
        "Show",
    ]
