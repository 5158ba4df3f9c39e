"""Labels of facet values: from a table, from the register of officials, or as articles write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Protocol

import msgspec

from dateline.index.analysis import folded_value
from dateline.index.article import Article
from dateline.index.metadata.countries.regions import region_name
from dateline.index.metadata.officials.portfolios import DEPUTY, portfolio_name
from dateline.index.metadata.tables import country_name, names_in
from dateline.index.office import Office


class Language(msgspec.Struct, frozen=True):
    """A language for labels."""

    code: str
    """BCP 47."""
    translate: Callable[[str], str]
    """Translates an English text into this language."""


ENGLISH = Language("en", str)


class Lookup(Protocol):
    """Where labels are looked up: the articles of one commit and the register of officials."""

    def official_names(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Return the names of officials by key."""
        ...

    def in_newest(self, value: str, find: Callable[[Article], str | None]) -> str | None:
        """Return the result of `find` for the newest article with a value of the facet."""
        ...


class Label(Protocol):
    """Gives the values of one facet their labels."""

    def known(self, value: str, language: Language) -> str | None:
        """Return the label if it is known without looking at articles or the register."""
        ...

    def folded_name(self, value: str, language: Language) -> str:
        """Return the folded name that values are ordered and searched by; never looks at articles."""
        ...

    def look_up(self, values: Sequence[str], lookup: Lookup) -> Mapping[str, str | None]:
        """Return the English labels of values; None for a value without a label."""
        ...


class FromTable:
    """Labels from a table, in every language."""

    def __init__(self, name: Callable[[str, Language], str]) -> None:
        self._name = name

    def known(self, value: str, language: Language) -> str | None:
        """Return the name in the table."""
        return self._name(value, language)

    def folded_name(self, value: str, language: Language) -> str:
        """Return the folded name in the table."""
        return folded_value(self._name(value, language))

    def look_up(self, values: Sequence[str], lookup: Lookup) -> Mapping[str, str | None]:
        """Return the English names."""
        del lookup
        return {value: self._name(value, ENGLISH) for value in values}


class FromRegister:
    """Names of officials from the register; the values are keys."""

    def known(self, value: str, language: Language) -> str | None:
        """Return None: names are in the register."""
        del value, language
        return None

    def folded_name(self, value: str, language: Language) -> str:
        """Return `zakir hasanov` for `az-zakir-hasanov`: avoids looking up the names of thousands of officials."""
        del language
        return value.partition("-")[2].replace("-", " ")

    def look_up(self, values: Sequence[str], lookup: Lookup) -> Mapping[str, str | None]:
        """Return the names in the register."""
        return dict(lookup.official_names(values))


class FromArticles:
    """Labels as the newest article writes them; the values are folded."""

    def __init__(self, read: Callable[[Article], Iterable[str | None]]) -> None:
        self._read = read

    def known(self, value: str, language: Language) -> str | None:
        """Return None: labels are in articles."""
        del value, language
        return None

    def folded_name(self, value: str, language: Language) -> str:
        """Return the value, which is folded already."""
        del language
        return folded_value(value)

    def look_up(self, values: Sequence[str], lookup: Lookup) -> Mapping[str, str | None]:
        """Return the spelling in the newest article with each value."""
        return {value: lookup.in_newest(value, partial(self._spelling, value)) for value in values}

    def _spelling(self, value: str, article: Article) -> str | None:
        return next((text for text in self._read(article) if text and folded_value(text) == value), None)


def country_label(code: str, language: Language = ENGLISH) -> str:
    """Return the name of a country; translates those of former states, which Unicode CLDR does not have."""
    english = country_name(code)
    if language.code == ENGLISH.code:
        return english
    return names_in(language.code).get(code) or language.translate(english)


def region_label(key: str, language: Language = ENGLISH) -> str:
    """Return the name of a region."""
    return language.translate(region_name(key))


def portfolio_label(portfolio: str, language: Language = ENGLISH) -> str:
    """Return `Defence` or `Deputy: Defence`; for an unknown portfolio, its key."""
    if portfolio.startswith(DEPUTY):
        bare = portfolio_label(portfolio.removeprefix(DEPUTY), language)
        return language.translate("Deputy: %(portfolio)s") % {"portfolio": bare}
    return language.translate(portfolio_name(portfolio))


@lru_cache(maxsize=10_000)
def _english_office(office: str) -> str:
    return _office_label(office, ENGLISH)


def office_label(office: str, language: Language = ENGLISH) -> str:
    """Return `Defence` for `defence`, `Azerbaijan: Defence` for `az/defence`."""
    return _english_office(office) if language == ENGLISH else _office_label(office, language)


def _office_label(text: str, language: Language) -> str:
    office = Office.parse(text)
    name = portfolio_label(office.portfolio, language)
    return name if office.country is None else f"{country_label(office.country, language)}: {name}"


def language_label(code: str, language: Language = ENGLISH) -> str:
    """Return `German` for `de`; for a language without a name, its code."""
    return _language_names(language.code).get(code, code)


def date_label(value: str, language: Language = ENGLISH) -> str:
    """Return a year, month or day as in the index: `2021-05`."""
    del language
    return value


@cache
def _language_names(locale: str) -> Mapping[str, str]:
    from babel import Locale

    return dict(Locale(locale).languages)
