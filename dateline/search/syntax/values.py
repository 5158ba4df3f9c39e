"""`country:azerbaijani`, `office:az/defence`, `lang:german`: what a value is compared as."""

from __future__ import annotations

from functools import cache

import msgspec

from dateline.index.analysis import folded_value
from dateline.search.query.tree import Value, ValueField, quoted
from dateline.search.sentences import Saying, Sentence, say
from dateline.search.syntax.vocabulary import Vocabulary


class ReadValue(msgspec.Struct, frozen=True):
    """How a value was read."""

    query: Value | None
    """None where there is no such value, nor one near it."""
    doubt: Saying | None = None
    instead: str | None = None
    """The value that was probably meant, as it can be typed."""


def listed(text: str) -> list[str]:
    """The values of `az,by`, which other systems let stand for either."""
    return [part.strip() for part in text.split(",") if part.strip()]


def read_value(field: ValueField, text: str, vocabulary: Vocabulary) -> ReadValue:
    """Read the value of a field; `text` has a letter or digit."""
    match field:
        case ValueField.COUNTRY | ValueField.ABOUT:
            return _country(field, text, vocabulary)
        case ValueField.REGION:
            return _region(text, vocabulary)
        case ValueField.OFFICE:
            return _office(text, vocabulary)
        case ValueField.LANGUAGE:
            return _language(text)
        case ValueField.SOURCE | ValueField.KEYWORD:
            return ReadValue(Value(field, folded_value(text)))
        case ValueField.HOLDER:
            return ReadValue(Value(field, text.casefold()))
        case ValueField.ID | ValueField.URL | ValueField.DUPLICATES:
            return ReadValue(Value(field, text))


def _country(field: ValueField, text: str, vocabulary: Vocabulary) -> ReadValue:
    code = vocabulary.country_code(text)
    if code is not None:
        return ReadValue(Value(field, code))
    for suggestion in vocabulary.country_suggestions(text):
        near = vocabulary.country_code(suggestion)
        if near is not None:
            instead = quoted(suggestion) if " " in suggestion else suggestion
            return ReadValue(Value(field, near), say(Sentence.COUNTRY_MISSPELT, typed=text, near=instead), instead)
    return ReadValue(None, say(Sentence.COUNTRY_UNKNOWN, typed=text))


def _region(text: str, vocabulary: Vocabulary) -> ReadValue:
    key = vocabulary.region_key(text)
    if key is not None:
        return ReadValue(Value(ValueField.REGION, key))
    return ReadValue(None, say(Sentence.REGION_UNKNOWN, typed=text))


def _office(text: str, vocabulary: Vocabulary) -> ReadValue:
    """A portfolio, or a country's: `defence`, `az/defence`, `azerbaijan/defence minister`."""
    place, slash, name = text.rpartition("/")
    portfolio = vocabulary.portfolio_of(name)
    if portfolio is None:
        return ReadValue(None, say(Sentence.OFFICE_UNKNOWN, typed=text))
    if not slash:
        return ReadValue(Value(ValueField.OFFICE, portfolio))
    code = vocabulary.country_code(place)
    if code is None:
        doubt = say(Sentence.COUNTRY_OF_OFFICE_UNKNOWN, typed=place)
        return ReadValue(Value(ValueField.OFFICE, portfolio), doubt, portfolio)
    return ReadValue(Value(ValueField.OFFICE, f"{code.lower()}/{portfolio}"))


def _language(text: str) -> ReadValue:
    """BCP 47 codes as they are; ISO 639-2 codes and English names as theirs."""
    from babel.core import get_global

    names = _language_names()
    code = text.strip().casefold().replace("_", "-")
    if len(code) == 3:
        code = str(get_global("language_aliases").get(code, code))
    if code.partition("-")[0] not in names.values():
        code = names.get(folded_value(text), "")
    if code:
        return ReadValue(Value(ValueField.LANGUAGE, code))
    return ReadValue(Value(ValueField.LANGUAGE, folded_value(text)), say(Sentence.LANGUAGE_UNKNOWN, typed=text))


@cache
def _language_names() -> dict[str, str]:
    """The English names of languages, folded, and their codes (Unicode CLDR)."""
    from babel.core import Locale

    names: dict[str, str] = dict(Locale("en").languages)
    return {folded_value(name): code.casefold().replace("_", "-") for code, name in names.items()}
