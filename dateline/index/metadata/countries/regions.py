"""Regions: sets of countries, from UN M49 and from groups such as the EU."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.index.analysis import folded_value
from dateline.index.metadata.tables import read_table


def region_keys() -> tuple[str, ...]:
    """All region keys, in table order."""
    return tuple(_regions())


def region_name(key: str) -> str:
    """The name of a region; an unknown key is returned unchanged."""
    found = _regions().get(key)
    return found[0] if found else key


def region_members(key: str) -> frozenset[str]:
    """The countries of a region; empty for an unknown key."""
    found = _regions().get(key)
    return found[1] if found else frozenset()


def regions_of(code: str) -> tuple[str, ...]:
    """The keys of the regions a country belongs to."""
    return _by_country().get(code, ())


def region_key(text: str) -> str | None:
    """The key meant by typed text: a key or a name, with or without `the`."""
    return _by_name().get(folded_value(text).replace("-", " ").removeprefix("the "))


@cache
def _regions() -> Mapping[str, tuple[str, frozenset[str]]]:
    return {key: (name, frozenset(codes.split())) for key, name, _, codes in read_table("regions.txt")}


@cache
def _by_name() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for key, name, others, _ in read_table("regions.txt"):
        for called in (key, name, *others.split(";")):
            if called.strip():
                table.setdefault(folded_value(called).replace("-", " "), key)
    return table


@cache
def _by_country() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for key, (_, codes) in _regions().items():
        for code in codes:
            table.setdefault(code, []).append(key)
    return {code: tuple(keys) for code, keys in table.items()}
