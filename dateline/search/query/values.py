"""`country:azerbaijani`, `office:az/defence`, `lang:german`: reads typed values in normalised form."""

from __future__ import annotations

from functools import cache

import msgspec

from dateline.index.analysis import folded_value
from dateline.index.office import Office, split
from dateline.search.query.tree import Value, quoted
from dateline.search.query.vocabulary import Vocabulary
from dateline.search.sentences import Message, Sentence


class ReadValue(msgspec.Struct, frozen=True):
    """A typed value as it was read."""

    query: Value | None
    """None if there is no such value and none similar to it."""
    problem: Message | None = None
    """Why the text is not a value, or only similar to one; None if the reading is certain."""
    instead: str | None = None
    """The value that was probably meant, as typed."""


def listed(text: str) -> list[str]:
    """Return the values of `az,by`, which means either of them in other systems."""
    return [part.strip() for part in text.split(",") if part.strip()]


def country(field: str, text: str, vocabulary: Vocabulary) -> ReadValue:
    """Read a country from its code, name or adjective."""
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
    """Read a region or group of countries."""
    key = vocabulary.region_key(text)
    return ReadValue(None, Sentence.REGION_UNKNOWN.message(typed=text)) if key is None else ReadValue(Value(field, key))


def office(field: str, text: str, vocabulary: Vocabulary) -> ReadValue:
    """Read a portfolio, of one country or of any: `defence`, `az/defence`, `azerbaijan/defence minister`."""
    title, country_text = split(text)
    portfolio = vocabulary.portfolio_of(title)
    if portfolio is None:
        return ReadValue(None, Sentence.OFFICE_UNKNOWN.message(typed=text))
    if country_text is None:
        return ReadValue(Value(field, portfolio))
    code = vocabulary.country_code(country_text)
    if code is None:
        return ReadValue(
            Value(field, portfolio), Sentence.COUNTRY_OF_OFFICE_UNKNOWN.message(typed=country_text), portfolio
        )
    return ReadValue(Value(field, str(Office(portfolio, code))))


def language(field: str, text: str, _vocabulary: Vocabulary) -> ReadValue:
    """Read a BCP 47 code; ISO 639-2 codes and English names become BCP 47 codes."""
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
    """Read a name; case and accents do not matter."""
    return ReadValue(Value(field, folded_value(text)))


def key(field: str, text: str, _vocabulary: Vocabulary) -> ReadValue:
    """Read the key of an official, in lower case."""
    return ReadValue(Value(field, text.casefold()))


def exactly(field: str, text: str, _vocabulary: Vocabulary) -> ReadValue:
    """Read an id or address, unchanged."""
    return ReadValue(Value(field, text))


@cache
def _language_names() -> dict[str, str]:
    """Return the codes of languages by their folded English names (Unicode CLDR)."""
    from babel.core import Locale

    names: dict[str, str] = dict(Locale("en").languages)
    return {folded_value(name): code.casefold().replace("_", "-") for code, name in names.items()}
