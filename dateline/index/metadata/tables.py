"""The data tables: names of countries in English and other languages, and the word lists of the rules.

`data/english_countries.txt` is curated, `data/cldr_countries.txt` is generated from Unicode CLDR by
`tools/build_names.py`. Every table loads on first use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import msgspec

from dateline.index.analysis import folded_value

_DATA = files("dateline.index.metadata") / "data"


class Entry(msgspec.Struct, frozen=True):
    """One country: a row of `data/english_countries.txt`."""

    code: str
    name: str
    other_names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]


def read_table(name: str) -> list[list[str]]:
    """Rows of a table in `data/`, each a list of its cells; comments and empty lines are skipped."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


def words(kind: str) -> frozenset[str]:
    """The words of one kind in `data/word_lists.txt`. Raises KeyError for an unknown kind."""
    return _word_lists()[kind]


@cache
def _word_lists() -> Mapping[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for kind, listed in read_table("word_lists.txt"):
        lists.setdefault(kind, set()).update(listed.split())
    return {kind: frozenset(found) for kind, found in lists.items()}


@cache
def entries() -> Mapping[str, Entry]:
    """All countries by code; present states first, then former ones."""
    found = (_entry(row) for row in read_table("english_countries.txt") if len(row) > 1)
    return {entry.code: entry for entry in found}


def country_codes() -> frozenset[str]:
    """Codes of ISO 3166-1, of former states (ISO 3166-3), and XK for Kosovo."""
    return frozenset(entries())


def is_country(code: str) -> bool:
    """Whether this is a known country code."""
    return code in entries()


def country_name(code: str, locale: str = "en") -> str:
    """The name of a country in a language, else its English name; an unknown code is returned unchanged."""
    if locale != "en" and (name := names_in(locale).get(code)):
        return name
    entry = entries().get(code)
    return entry.name if entry else code


def country_code(text: str) -> str | None:
    """The country meant by a name in any language, a two- or three-letter code, a demonym or a capital."""
    wanted = folded_value(text).strip(" .")
    return (
        _by_english_name().get(wanted)
        or _renamed_codes().get(text.strip().upper())
        or _by_alpha3().get(text.strip().upper())
        or _by_any_name().get(wanted)
    )


def country_suggestions(text: str, limit: int = 3) -> tuple[str, ...]:
    """English country names similar to a misspelled one, best first."""
    from rapidfuzz import fuzz, process

    names = {folded_value(entry.name): entry.name for entry in entries().values()}
    found = process.extract(folded_value(text), names.keys(), scorer=fuzz.ratio, limit=limit, score_cutoff=70)
    return tuple(names[name] for name, _, _ in found)


@cache
def names_in(locale: str) -> Mapping[str, str]:
    """Country names by code in a CLDR language; empty for a language CLDR does not have."""
    start = f"{locale.replace('_', '-').split('-')[0]}\t"
    for line in _cldr_lines():
        if line.startswith(start):
            return dict(_pairs(line))
    return {}


@cache
def _by_english_name() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for entry in entries().values():
        for name in (entry.code, entry.name, *entry.other_names, *entry.demonyms, *entry.capitals, *entry.seats):
            table.setdefault(folded_value(name).strip(" ."), entry.code)
    return table


@cache
def _renamed_codes() -> Mapping[str, str]:
    """Former codes of renamed states, each with the current code."""
    rows = (row[0].split("=") for row in read_table("english_countries.txt") if len(row) == 1)
    return {old.strip(): new.strip() for old, new in rows}


@cache
def _by_alpha3() -> Mapping[str, str]:
    return dict(read_table("alpha3.txt"))


@cache
def _by_any_name() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for line in _cldr_lines():
        for code, name in _pairs(line):
            table.setdefault(folded_value(name), code)
    return table


@cache
def _cldr_lines() -> tuple[str, ...]:
    lines = (_DATA / "cldr_countries.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))


def _pairs(line: str) -> Iterable[tuple[str, str]]:
    _, _, names = line.partition("\t")
    return ((code, name) for code, _, name in (pair.partition("=") for pair in names.split("|")))


def _entry(row: list[str]) -> Entry:
    code, name, *lists = row
    other_names, demonyms, capitals, seats = (_listed(cell) for cell in (*lists, "", "", "", "")[:4])
    return Entry(code, name, other_names, demonyms, capitals, seats)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
