"""The tables of countries: what they are called, in English with all it takes, in other languages by name.

`data/english.txt` is curated; `data/cldr.txt` is made from Unicode CLDR by `build_names.py`. Both load when first used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import msgspec

from dateline.index.analysis import folded_value

_DATA = files("dateline.index.metadata") / "data"


class Entry(msgspec.Struct, frozen=True):
    """One country as `data/english.txt` has it."""

    code: str
    name: str
    other_names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]


def read_table(name: str) -> list[list[str]]:
    """The rows of a table in `data/`: cells between bars, without comments."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


@cache
def entries() -> Mapping[str, Entry]:
    """All countries by code, those that are gone after those that are."""
    found = (_entry(row) for row in read_table("english.txt") if len(row) > 1)
    return {entry.code: entry for entry in found}


def country_codes() -> frozenset[str]:
    """Codes of ISO 3166-1 and of states of ISO 3166-3 that are gone, and XK."""
    return frozenset(entries())


def is_country(code: str) -> bool:
    """Whether this is one of the codes."""
    return code in entries()


def country_name(code: str, locale: str = "en") -> str:
    """What a country is called in a language (its English name where it has none there); a code unknown is itself."""
    if locale != "en" and (name := names_in(locale).get(code)):
        return name
    entry = entries().get(code)
    return entry.name if entry else code


def country_code(text: str) -> str | None:
    """The country that a name in any language, a two- or three-letter code, a demonym or a capital means."""
    wanted = folded_value(text).strip(" .")
    return (
        _english().get(wanted)
        or _renamed().get(text.strip().upper())
        or _three_letters().get(text.strip().upper())
        or _any_language().get(wanted)
    )


def country_suggestions(text: str, limit: int = 3) -> tuple[str, ...]:
    """English names that a misspelled one may mean, best first."""
    from rapidfuzz import fuzz, process

    names = {folded_value(entry.name): entry.name for entry in entries().values()}
    found = process.extract(folded_value(text), names.keys(), scorer=fuzz.ratio, limit=limit, score_cutoff=70)
    return tuple(names[name] for name, _, _ in found)


@cache
def names_in(locale: str) -> Mapping[str, str]:
    """Country names by code in a language of CLDR; empty for any other."""
    start = f"{locale.replace('_', '-').split('-')[0]}\t"
    for line in _cldr():
        if line.startswith(start):
            return dict(_pairs(line))
    return {}


@cache
def _english() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for entry in entries().values():
        for name in (entry.code, entry.name, *entry.other_names, *entry.demonyms, *entry.capitals, *entry.seats):
            table.setdefault(folded_value(name).strip(" ."), entry.code)
    return table


@cache
def _renamed() -> Mapping[str, str]:
    """Codes of states that were renamed, with today's."""
    rows = (row[0].split("=") for row in read_table("english.txt") if len(row) == 1)
    return {old.strip(): new.strip() for old, new in rows}


@cache
def _three_letters() -> Mapping[str, str]:
    return dict(read_table("alpha3.txt"))


@cache
def _any_language() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for line in _cldr():
        for code, name in _pairs(line):
            table.setdefault(folded_value(name), code)
    return table


@cache
def _cldr() -> tuple[str, ...]:
    lines = (_DATA / "cldr.txt").read_text(encoding="utf-8").splitlines()
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
