"""The parts of a personal name, and whether two names can denote one person."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

import msgspec

from dateline.index.metadata.tables import words
from dateline.index.people.sound import likeness, skeleton, sound

_ALIKE, _ALIKE_ALONE, _GIVEN_ALIKE = 0.75, 0.85, 0.7
"""Minimum likeness of last names with a given name, of last names alone, and of given names."""
_LONGEST_INITIALS = 3


class Fullness(IntEnum):
    """How complete the given name is."""

    FULL = 0
    INITIAL = 1
    BARE = 2


class Name(msgspec.Struct, frozen=True):
    """A name reduced to its sounds."""

    last: str
    given: tuple[str, ...]
    fullness: Fullness
    end: str
    """A suffix such as `iii` or `jr`; empty if there is none."""


@lru_cache(maxsize=100_000)
def name_in(key: str) -> Name:
    """Return the name in an official's key: `az-zakir-hasanov` is Hasanov, given name Zakir."""
    _, *found = key.split("-")
    end = found.pop() if len(found) > 1 and found[-1] in words("name-end") else ""
    *before, last = found or [""]
    given = [word for word in before if word not in words("particle")]
    if not given:
        return Name(sound(last), (), Fullness.BARE, end)
    if _is_initials(given[0]):
        return Name(sound(last), (sound(given[0][0]),), Fullness.INITIAL, end)
    return Name(sound(last), tuple(map(sound, given)), Fullness.FULL, end)


@lru_cache(maxsize=100_000)
def country_in(key: str) -> str | None:
    """Return the country code in an official's key, or None if it is unknown."""
    code = key.split("-", 1)[0]
    return None if code == "xx" else code.upper()


@lru_cache(maxsize=100_000)
def block_of(key: str) -> str:
    """Return country and consonants of the last name: keys of different blocks are never compared."""
    return f"{key.split('-', 1)[0]}:{skeleton(name_in(key).last)}"


@lru_cache(maxsize=100_000)
def are_compatible(one: Name, other: Name) -> bool:
    """Whether two names can denote one person: similar last names; compatible given names, initials and suffixes."""
    if one.end and other.end and one.end != other.end:
        return False
    least = _ALIKE if one.given and other.given else _ALIKE_ALONE
    return likeness(one.last, other.last) >= least and _given_agree(one, other)


def _given_agree(one: Name, other: Name) -> bool:
    if not one.given or not other.given:
        return True
    if Fullness.INITIAL in (one.fullness, other.fullness):
        return one.given[0][:1] == other.given[0][:1]
    if one.given[0] in other.given or other.given[0] in one.given:
        return True
    return likeness(one.given[0], other.given[0]) >= _GIVEN_ALIKE


def _is_initials(word: str) -> bool:
    """Whether a word is initials, such as `z`, or `jr` from `J.R.`: one letter or a few consonants."""
    return len(word) == 1 or (
        len(word) <= _LONGEST_INITIALS and not any(letter in "aeiouyаеиоуыэюяіїє" for letter in word)
    )
