"""The parts of a personal name, and how well two names agree."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

import msgspec

from dateline.index.metadata.tables import words
from dateline.index.people.sound import likeness, skeleton, sound

_ALIKE, _ALIKE_ALONE, _GIVEN_ALIKE = 0.75, 0.85, 0.7
"""Minimum likeness of last names with a given name, of last names alone, and of given names."""
_LONGEST_INITIALS = 3
_FAMILY_FIRST = frozenset("cn kp kr tw".split())
"""Countries of keys whose family names stand first in the news of other countries too, unless it is written last."""
_FIRST_FAMILIES = frozenset(
    "ahn bae bai bak cai cao chen cheng cho choe choi deng ding dong du fan feng gao geng guo han he hong hu hua "
    "huang hwang jang jeon ji jiang jin jo jung kang kim kong kwon lai lee lei li liang liao lim lin liu lu luo "
    "ma mao meng min moon nam oh pae pak park peng qian qiao qin ri roh ryu seo shen shi shin sin song su sun tan "
    "tang tian tsai wan wang wei wen wu xi xiao xie xu xue yan yang yao ye yi yin yoon yu yuan yun zeng zhang "
    "zhao zheng zhong zhou zhu zou".split()
)
"""Frequent family names of these countries, as they are transcribed."""


class Fullness(IntEnum):
    """How complete the given name is."""

    FULL = 0
    INITIAL = 1
    BARE = 2


class Agreement(IntEnum):
    """How well two names agree."""

    NONE = 0
    """They cannot denote one person."""
    ALIKE = 1
    """They sound alike, as two transliterations do, or one is a short form of the other."""
    PART = 2
    """Each word of the shorter name sounds the same in the longer one."""
    SAME = 3
    """They sound the same."""


class Name(msgspec.Struct, frozen=True):
    """A name reduced to its sounds."""

    last: str
    """The family name."""
    given: tuple[str, ...]
    """Given names; each initial is one letter."""
    fullness: Fullness
    end: str
    """A suffix such as `iii` or `jr`; empty if there is none."""
    is_syllabic: bool = False
    """Whether given names are short syllables, where one letter more is another name: Li Qiang is not Li Keqiang."""

    @property
    def is_whole(self) -> bool:
        """Whether it is as full as names get: `Zakir Hasanov`, and `Charles III`."""
        return self.fullness is Fullness.FULL or bool(self.end)


@lru_cache(maxsize=100_000)
def name_in(key: str) -> Name:
    """Return the name in an official's key: `az-zakir-hasanov` is Hasanov, given name Zakir."""
    country, *found = key.split("-")
    end = found.pop() if len(found) > 1 and _is_end(country, found[-1]) else ""
    last, before = _parted(country, found or [""])
    given = [word for word in before if word not in words("particle")]
    is_syllabic = country in _FAMILY_FIRST
    if not given:
        return Name(sound(last), (), Fullness.BARE, end, is_syllabic)
    fullness = Fullness.INITIAL if _is_initials(given[0]) else Fullness.FULL
    parts = (part for word in given for part in (word if _is_initials(word) else (word,)))
    return Name(sound(last), tuple(map(sound, parts)), fullness, end, is_syllabic)


@lru_cache(maxsize=100_000)
def country_in(key: str) -> str | None:
    """Return the country code in an official's key, or None if it is unknown."""
    code = key.split("-", 1)[0]
    return None if code == "xx" else code.upper()


@lru_cache(maxsize=100_000)
def block_of(key: str) -> str:
    """Return country and consonants of the last name: keys of different blocks are never compared."""
    return f"{key.split('-', 1)[0]}:{skeleton(name_in(key).last)}"


def are_compatible(one: Name, other: Name) -> bool:
    """Whether two names can denote one person."""
    return agreement(one, other) is not Agreement.NONE


@lru_cache(maxsize=100_000)
def agreement(one: Name, other: Name) -> Agreement:
    """Return how well two names agree: last names, given names, initials and suffixes.

    What one of them leaves out agrees with anything. Different first names, initials or suffixes never agree.
    """
    if one == other:
        return Agreement.SAME
    if one.end and other.end and one.end != other.end:
        return Agreement.NONE
    least = _ALIKE if one.given and other.given else _ALIKE_ALONE
    if likeness(one.last, other.last) < least or not _given_agree(one, other):
        return Agreement.NONE
    is_part = one.last == other.last and (_is_within(one.given, other.given) or _is_within(other.given, one.given))
    return Agreement.PART if is_part else Agreement.ALIKE


def _is_end(country: str, word: str) -> bool:
    return word in words("name-end") and not (country in _FAMILY_FIRST and word in _FIRST_FAMILIES)


def _parted(country: str, found: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Return the family name and the words beside it."""
    is_first = country in _FAMILY_FIRST and found[0] in _FIRST_FAMILIES
    return (found[0], found[1:]) if is_first else (found[-1], found[:-1])


def _given_agree(one: Name, other: Name) -> bool:
    if not one.given or not other.given:
        return True
    for some, others in ((one.given, other.given), (other.given, one.given)):
        if len(some[0]) > 1 and some[0] in others:
            return _middles_agree(some[1:], others[others.index(some[0]) + 1 :])
    if Fullness.INITIAL in (one.fullness, other.fullness):
        return _initials_agree(one, other)
    if one.is_syllabic and skeleton("".join(one.given)) != skeleton("".join(other.given)):
        return False
    return likeness(one.given[0], other.given[0]) >= _GIVEN_ALIKE and _middles_agree(one.given[1:], other.given[1:])


def _initials_agree(one: Name, other: Name) -> bool:
    """Whether initials agree, and each initial has its name: D. S. is not Dudley."""
    short, full = (one, other) if one.fullness is Fullness.INITIAL else (other, one)
    if full.fullness is Fullness.FULL and len(short.given) > len(full.given):
        return False
    return all(first[:1] == second[:1] for first, second in zip(one.given, other.given, strict=False))


def _middles_agree(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the names after the first agree: initials one by one, words in any place."""
    if not some or not others:
        return True
    if len(some[0]) == 1 or len(others[0]) == 1:
        return some[0][:1] == others[0][:1]
    return any(likeness(one, other) >= _GIVEN_ALIKE for one in some for other in others)


def _is_within(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether these words occur in the others, in this order."""
    rest = iter(many)
    return all(word in rest for word in few)


def _is_initials(word: str) -> bool:
    """Whether a word is initials, such as `z`, or `jr` from `J.R.`: one letter or a few consonants."""
    return len(word) == 1 or (
        len(word) <= _LONGEST_INITIALS and not any(letter in "aeiouyаеиоуыэюяіїє" for letter in word)
    )
