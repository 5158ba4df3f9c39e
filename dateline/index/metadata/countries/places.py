"""The country in which a place lies, for places that datelines name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from dateline.index.analysis import folded_value
from dateline.index.metadata.tables import entries, read_table

_FORMER_STATES = {
    "SU": (1923, 1991, "RU UA BY MD EE LV LT GE AM AZ KZ UZ TM KG TJ".split()),
    "YU": (1919, 1991, "RS HR SI BA MK ME XK".split()),
    "CS": (1919, 1992, "CZ SK".split()),
}
"""Former states: first and last year in which news means them, and the countries there now."""


_AMBIGUOUS_STATES = {"georgia", "washington", "district of columbia"}
"""Names of US states that may also mean a country."""


def country_of_place(place: str, year: int | None = None, text: str = "") -> str | None:
    """The country of a city, or of a country's own name; with `year`, the state it belonged to then.

    If several countries have such a place, the first one that `text` mentions by name wins, else the likeliest.
    """
    codes = _places().get(_key(place.split("/", 1)[0]), ())
    positions = {code: text.find(entries()[code].name) for code in codes} if len(codes) > 1 else {}
    named = sorted((position, code) for code, position in positions.items() if position >= 0)
    likeliest = named[0][1] if named else next(iter(codes), None)
    return state_in_year(likeliest, year) if likeliest else None


def country_of_region(region: str, place: str | None = None, year: int | None = None) -> str | None:
    """The country meant by what follows a place: a country name, or a state or province."""
    wanted = _key(region)
    if wanted == "georgia":
        return "GE" if place and "GE" in _places().get(_key(place), ()) else "US"
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


@cache
def _places() -> Mapping[str, tuple[str, ...]]:
    """Country codes by place; precedence: country names, namesakes in several countries, capitals, other places."""
    table: dict[str, tuple[str, ...]] = {name: (code,) for name, code in _names().items()}
    for codes, places in read_table("namesakes.txt"):
        table |= {_key(place): tuple(codes.split()) for place in places.split(";")}
    single: dict[str, str] = {}
    for entry in entries().values():
        _add(single, entry.capitals, entry.code)
    for tag, listed in read_table("multilingual_demonyms.txt"):
        for code, *capitals in map(str.split, listed.split(";") if tag.endswith("*") else ()):
            _add(single, capitals, code)
    for table_name in ("places.txt", "cldr_cities.txt"):
        for code, places in read_table(table_name):
            _add(single, places.split(";"), code)
    return {**{name: (code,) for name, code in single.items()}, **table}


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
