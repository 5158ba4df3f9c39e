"""How the values of a facet are called: from a table, by the register of officials, or as articles write them."""

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
    """A language that values are named in."""

    code: str
    """BCP 47."""
    translate: Callable[[str], str]
    """An English text in this language."""


ENGLISH = Language("en", str)


class Sources(Protocol):
    """What labels are looked up in: the articles of one commit, and the register of officials."""

    def official_names(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Names of officials by key."""
        ...

    def in_newest(self, value: str, find: Callable[[Article], str | None]) -> str | None:
        """What `find` finds in the newest article that has a value of the facet."""
        ...


class Label(Protocol):
    """How the values of one facet are called."""

    def known(self, value: str, language: Language) -> str | None:
        """The label, where it is known without looking at articles."""
        ...

    def sought(self, value: str, language: Language) -> str:
        """The folded name by which a list of values is searched and ordered; it looks at no articles."""
        ...

    def look_up(self, values: Sequence[str], sources: Sources) -> Mapping[str, str | None]:
        """The English labels of values; None where a value has none."""
        ...


class Table:
    """Values that a table names, in every language."""

    def __init__(self, name: Callable[[str, Language], str]) -> None:
        self._name = name

    def known(self, value: str, language: Language) -> str | None:
        """The name in the table."""
        return self._name(value, language)

    def sought(self, value: str, language: Language) -> str:
        """The name in the table, folded."""
        return folded_value(self._name(value, language))

    def look_up(self, values: Sequence[str], sources: Sources) -> Mapping[str, str | None]:
        """The English names."""
        del sources
        return {value: self._name(value, ENGLISH) for value in values}


class OfficialName:
    """Keys of officials, whose names are in the register."""

    def known(self, value: str, language: Language) -> str | None:
        """Nothing: names are in the register."""
        del value, language
        return None

    def sought(self, value: str, language: Language) -> str:
        """`zakir hasanov` of `az-zakir-hasanov`: an archive has ten thousand officials, and keys are folded names."""
        del language
        return value.partition("-")[2].replace("-", " ")

    def look_up(self, values: Sequence[str], sources: Sources) -> Mapping[str, str | None]:
        """The names in the register."""
        return dict(sources.official_names(values))


class AsWritten:
    """Folded values, which are shown as the newest article writes them."""

    def __init__(self, read: Callable[[Article], Iterable[str | None]]) -> None:
        self._read = read

    def known(self, value: str, language: Language) -> str | None:
        """Nothing: only articles tell."""
        del value, language
        return None

    def sought(self, value: str, language: Language) -> str:
        """The value: it is folded already."""
        del language
        return folded_value(value)

    def look_up(self, values: Sequence[str], sources: Sources) -> Mapping[str, str | None]:
        """The spelling in the newest article that has the value."""
        return {value: sources.in_newest(value, partial(self._spelling, value)) for value in values}

    def _spelling(self, value: str, article: Article) -> str | None:
        return next((text for text in self._read(article) if text and folded_value(text) == value), None)


def country_label(code: str, language: Language = ENGLISH) -> str:
    """The name of a country; Unicode CLDR has none for states of the past, so these are translated."""
    english = country_name(code)
    if language.code == ENGLISH.code:
        return english
    return names_in(language.code).get(code) or language.translate(english)


def region_label(key: str, language: Language = ENGLISH) -> str:
    """The name of a region."""
    return language.translate(region_name(key))


def portfolio_label(portfolio: str, language: Language = ENGLISH) -> str:
    """`Defence`, `Deputy: Defence`; an unknown portfolio is itself."""
    if portfolio.startswith(DEPUTY):
        bare = portfolio_label(portfolio.removeprefix(DEPUTY), language)
        return language.translate("Deputy: %(portfolio)s") % {"portfolio": bare}
    return language.translate(portfolio_name(portfolio))


@lru_cache(maxsize=10_000)
def _english_office(office: str) -> str:
    return _office_label(office, ENGLISH)


def office_label(office: str, language: Language = ENGLISH) -> str:
    """`Defence` of `defence`; `Azerbaijan: Defence` of `az/defence`."""
    return _english_office(office) if language == ENGLISH else _office_label(office, language)


def _office_label(text: str, language: Language) -> str:
    office = Office.parse(text)
    name = portfolio_label(office.portfolio, language)
    return name if office.country is None else f"{country_label(office.country, language)}: {name}"


def language_label(code: str, language: Language = ENGLISH) -> str:
    """`German` of `de`; the code itself where it has no name."""
    return _language_names(language.code).get(code, code)


def date_label(value: str, language: Language = ENGLISH) -> str:
    """A year, month or day as the index has it: `2021-05`."""
    del language
    return value


@cache
def _language_names(locale: str) -> Mapping[str, str]:
    from babel import Locale

    return dict(Locale(locale).languages)
