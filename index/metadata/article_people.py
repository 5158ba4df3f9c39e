"""The persons of one article: names that mean the same one, and the fullest of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from dateline.index.metadata.leaders import name_words

_MOST_ALIKE = 50
"""Different persons who share a name that a name is compared with."""
_ONE_SPELLING = 85
"""Likeness, of 100, from which two first names are one, spelled in two ways: `Ranjit`, `Ranjith`."""


class _Person(msgspec.Struct, frozen=True):
    words: Sequence[str]
    name: str


class People:
    """The persons whom names of an article mean; time is linear in the number of names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._fullest: dict[str, str] = {}
        known: dict[str, list[_Person]] = {}
        for name in sorted(dict.fromkeys(names), key=lambda name: -len(name.split())):
            words = name_words(name)
            # A name of one word may be any of a longer one's: `Xi`, `Sheinbaum` of Claudia Sheinbaum Pardo.
            alike = known.get(words[-1], [])[:_MOST_ALIKE] if words else []
            same = [person for person in alike if _is_same(words, person.words)]
            if same and (len(words) > 1 or len(same) == 1 or same[0].words[-1] == words[-1]):
                self._fullest[name] = same[0].name
                continue
            self._fullest[name] = name
            for word in dict.fromkeys(words):
                known.setdefault(word, []).append(_Person(words, name))

    def fullest(self, name: str) -> str:
        """The fullest form of a name."""
        return self._fullest[name]


def _is_same(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name is a shorter form of another, or another spelling of it."""
    if set(short) <= set(full):
        return len(short) == 1 or short[-1] == full[-1] or short[0] == full[0]
    return len(short) == len(full) > 1 and short[-1] == full[-1] and _is_one_spelling(short[0], full[0])


def _is_one_spelling(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return one[0] == other[0] and fuzz.ratio(one, other) >= _ONE_SPELLING


def family_name(person: str) -> str:
    """The word that stands for a person alone."""
    words = [word for word in person.split() if word.rstrip(".").lower() not in {"jr", "sr", "ii", "iii", "iv"}]
    return words[-1] if words else person


def well_cased(person: str) -> str:
    """A name in capitals as names are written; short ones stay for what they are, since they may be initials."""
    if not person.isupper() or len(person) < 4:
        return person
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), person)
