"""The country in which a place lies, for places that datelines name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dateline.index.analysis import folded_value
from dateline.index.metadata.tables import entries, read_table

_FORMER_STATES = {
    "SU": (1923, 1991, "RU UA BY MD EE LV LT GE AM AZ KZ UZ TM KG TJ".split()),
    "YU": (1919, 1991, "RS HR SI BA MK ME XK".split()),
    "CS": (1919, 1992, "CZ SK".split()),
}
"""Former states: first and last year in which news means them, and the countries there now."""


_AFTER_LATIN = "\u0370"
"""The first letter after those of the Latin scripts: tables of other scripts are read when such a name is looked up."""
_SEVERAL = re.compile("[/·・]")
"""What stands between several places."""
_AMBIGUOUS_STATES = {"georgia", "washington", "district of columbia"}
"""Names of US states that may also mean a country."""


def country_of_place(place: str, year: int | None = None, text: str = "") -> str | None:
    """The country of a city, or of a country's own name; with `year`, the state it belonged to then.

    If several countries have such a place, the first one that `text` mentions by name wins, else the likeliest.
    """
    codes = _place(place).codes
    likeliest = (_first_named(codes, text) if len(codes) > 1 else None) or next(iter(codes), None)
    return state_in_year(likeliest, year) if likeliest else None


def _first_named(codes: Iterable[str], text: str) -> str | None:
    """The country that a text names first."""
    found = [(at, code) for code in codes if (at := text.find(entries()[code].name)) >= 0]
    return min(found)[1] if found else None


def is_city(name: str) -> bool:
    """Whether a city of this name is listed, in any country."""
    return bool(_place(name).spellings)


def listed_spelling(name: str) -> str | None:
    """The spelling of a city that is written in capitals; None if no such city is listed.

    Capitals have no accents in Greek. In Latin scripts they do, and spellings without accents are English.
    """
    listed = _place(name).spellings if "/" not in name else ()
    same_letters = (spelling for spelling in listed if spelling.upper() == name.upper())
    without_accents = None if _is_latin(name) else next(iter(listed), None)
    return next(same_letters, without_accents)


def country_of_region(region: str, place: str | None = None, year: int | None = None) -> str | None:
    """The country meant by what follows a place: a country name, or a state or province."""
    wanted = _key(region)
    if wanted == "georgia":
        return "GE" if place and "GE" in _place(place).codes else "US"
    code = _states().get(wanted) or _names().get(wanted) or _provinces().get(wanted)
    if code is None and region.strip().isupper() and len(region.strip()) == 2:
        code = "US" if region.strip() in _postal_codes() else None
    return code and state_in_year(code, year)


def is_state_or_province(name: str) -> bool:
    """Whether a lower-case name is a state or province, which may have ministers and an attorney general too."""
    return name in _states_and_provinces()


def state_in_year(code: str, year: int | None) -> str:
    """The code of the state that a country belonged to in a year."""
    if year is not None:
        for former, (first, last, parts) in _FORMER_STATES.items():
            if first <= year <= last and code in parts:
                return former
    return code


def _key(name: str) -> str:
    return " ".join(folded_value(name).replace(".", " ").split()).removeprefix("the ")


class _Place(NamedTuple):
    """The countries that have a place of one name, the likeliest first, and the forms in which it is listed."""

    codes: tuple[str, ...]
    spellings: tuple[str, ...]


@lru_cache(maxsize=4_096)
def _place(name: str) -> _Place:
    key = _key(_SEVERAL.split(name, maxsplit=1)[0])
    return (_places_in_latin() if _is_latin(key) else _places_in_other_scripts()).get(key, _Place((), ()))


@cache
def _places_in_latin() -> Mapping[str, _Place]:
    return _read_places(_is_latin)


@cache
def _places_in_other_scripts() -> Mapping[str, _Place]:
    return _read_places(lambda name: not _is_latin(name))


def _is_latin(name: str) -> bool:
    return name.lstrip()[:1] < _AFTER_LATIN


def _read_places(wanted: Callable[[str], bool]) -> Mapping[str, _Place]:
    """Places by name; precedence: namesakes in several countries, country names, capitals, other places."""
    several: dict[str, tuple[str, ...]] = {name: (code,) for name, code in _names().items()}
    several |= {_key(place): tuple(codes.split()) for codes, places in _namesakes() for place in places}
    listed: dict[str, _Place] = {name: _Place(codes, ()) for name, codes in several.items() if wanted(name)}
    for codes, places in (*_namesakes(), *_cities()):
        for name in filter(wanted, places):
            key = _key(name)
            before = listed.get(key)
            listed[key] = _Place(
                before.codes if before else (codes,), (*(before.spellings if before else ()), name.strip())
            )
    return listed


def _namesakes() -> list[tuple[str, Sequence[str]]]:
    return [(codes, places.split(";")) for codes, places in read_table("namesakes.txt")]


def _cities() -> Iterator[tuple[str, Sequence[str]]]:
    """Country codes, each with some of its cities; capitals come first."""
    for entry in entries().values():
        yield entry.code, entry.capitals
    for tag, listed in read_table("multilingual_demonyms.txt"):
        for code, *capitals in map(str.split, listed.split(";") if tag.endswith("*") else ()):
            yield code, capitals
    for table_name in ("places.txt", "cldr_cities.txt"):
        for code, places in read_table(table_name):
            yield code, places.split(";")


@cache
def _names() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for entry in entries().values():
        _add(table, (entry.name, *entry.other_names), entry.code)
    return table


@cache
def _provinces() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for code, names in read_table("provinces.txt"):
        _add(table, names.split(";"), code)
    return table


@cache
def _states() -> Mapping[str, str]:
    return {_key(name): "US" for name in _state_names() if len(name) > 2}


@cache
def _states_and_provinces() -> frozenset[str]:
    states = {_key(name) for name, _ in read_table("us_states.txt")} - _AMBIGUOUS_STATES
    return frozenset(states | _provinces().keys())


@cache
def _postal_codes() -> frozenset[str]:
    return frozenset(name for name in _state_names() if len(name) == 2)


def _state_names() -> Iterator[str]:
    for name, short in read_table("us_states.txt"):
        yield name
        yield from (form.strip() for form in short.split(";"))


def _add(table: dict[str, str], names: Iterable[str], code: str) -> None:
    for name in names:
        table.setdefault(_key(name), code)
