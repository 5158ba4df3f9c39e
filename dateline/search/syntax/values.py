"""`country:azerbaijani`, `office:az/defence`, `lang:german`: what a value is compared as."""

from __future__ import annotations

from functools import cache

import msgspec

from dateline.index.analysis import folded_value
from dateline.index.office import Office, split
from dateline.search.query.tree import Value, quoted
from dateline.search.sentences import Message, Sentence
from dateline.search.syntax.vocabulary import Vocabulary


class ReadValue(msgspec.Struct, frozen=True):
    """How a value was read."""

    query: Value | None
    """None where there is no such value, nor one near it."""
    problem: Message | None = None
    """Why the text is not a value, or only similar to one; None if the reading is certain."""
    instead: str | None = None
    """The value that was probably meant, as it can be typed."""


def listed(text: str) -> list[str]:
    """The values of `az,by`, which other systems let stand for either."""
    return [part.strip() for part in text.split(",") if part.strip()]


def country(field: str, text: str, vocabulary: Vocabulary) -> ReadValue:
    """A country by code, name or adjective."""
    code = vocabulary.country_code(text)
    if code is not None:
        return ReadValue(Value(field, code))
    for suggestion in vocabulary.country_suggestions(text):
        near = vocabulary.country_code(suggestion)
        if near is not None:
            instead = quoted(suggestion) if " " in suggestion else suggestion
            return ReadValue(Value(field, near), Sentence.COUNTRY_MISSPELT.message(typed=text, near=instead), instead)
    return ReadValue(None, Sentence.COUNTRY_UNKNOWN.message(typed=text))


def region(field: str, text: str, vocabulary: Vocabulary) -> ReadValue:
    """A region or group of countries."""
    key = vocabulary.region_key(text)
    return ReadValue(None, Sentence.REGION_UNKNOWN.message(typed=text)) if key is None else ReadValue(Value(field, key))


def office(field: str, text: str, vocabulary: Vocabulary) -> ReadValue:
    """A portfolio, or a country's: `defence`, `az/defence`, `azerbaijan/defence minister`."""
    title, land = split(text)
    portfolio = vocabulary.portfolio_of(title)
    if portfolio is None:
        return ReadValue(None, Sentence.OFFICE_UNKNOWN.message(typed=text))
    if land is None:
        return ReadValue(Value(field, portfolio))
    code = vocabulary.country_code(land)
    if code is None:
        return ReadValue(Value(field, portfolio), Sentence.COUNTRY_OF_OFFICE_UNKNOWN.message(typed=land), portfolio)
    return ReadValue(Value(field, str(Office(portfolio, code))))


def language(field: str, text: str, _vocabulary: Vocabulary) -> ReadValue:
    """BCP 47 codes as they are; ISO 639-2 codes and English names as theirs."""
    from babel.core import get_global

    names = _language_names()
    code = text.strip().casefold().replace("_", "-")
    if len(code) == 3:
        code = str(get_global("language_aliases").get(code, code))
    if code.partition("-")[0] not in names.values():
        code = names.get(folded_value(text), "")
    if code:
        return ReadValue(Value(field, code))
    return ReadValue(Value(field, folded_value(text)), Sentence.LANGUAGE_UNKNOWN.message(typed=text))


def name(field: str, text: str, _vocabulary: Vocabulary) -> ReadValue:
    """A name that is compared folded."""
    return ReadValue(Value(field, folded_value(text)))


def key(field: str, text: str, _vocabulary: Vocabulary) -> ReadValue:
    """The key of an official, in lower case."""
    return ReadValue(Value(field, text.casefold()))


def exactly(field: str, text: str, _vocabulary: Vocabulary) -> ReadValue:
    """An id or address, as typed."""
    return ReadValue(Value(field, text))


@cache
def _language_names() -> dict[str, str]:
    """The English names of languages, folded, and their codes (Unicode CLDR)."""
    from babel.core import Locale

    names: dict[str, str] = dict(Locale("en").languages)
    return {folded_value(name): code.casefold().replace("_", "-") for code, name in names.items()}
