"""Decide which names in an article are the same person, and which name of each is the fullest."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from dateline.index.metadata.names.english import has_title, name_at, name_before
from dateline.index.metadata.names.leaders import countries_of_leader, name_words
from dateline.index.metadata.text import Text
from dateline.index.metadata.whole_words import find_word

_MOST_COMPARED = 50
"""Maximum number of persons sharing a word with whom a name is compared."""
_ONE_SPELLING = 85
"""Minimum similarity, 0 to 100, of two spellings of one first name: `Ranjit`, `Ranjith`."""
_ONE_FAMILY = 90
"""The same for family names, where one letter in ten may differ: `Wickremesinghe`, `Wickremasinghe`."""
_MOST_OCCURRENCES = 5
"""Occurrences of a name that are searched for its full form."""
_NUMERAL = re.compile(r"[IVX]{2,5}")
"""The number of a monarch: `FEISAL II`."""
_FULL = 2
"""Minimum number of words in a full name."""


class _Person(msgspec.Struct, frozen=True):
    words: tuple[str, ...]
    name: str


class PersonsInArticle:
    """The persons meant by the names in an article; takes time linear in the number of names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._fullest: dict[str, str] = {}
        known: dict[str, list[_Person]] = {}
        for name in sorted(dict.fromkeys(names), key=lambda name: -len(name.split())):
            words = tuple(name_words(name))
            # A single word may be any word of a longer name: `Xi`; `Sheinbaum` for Claudia Sheinbaum Pardo.
            candidates = [
                person
                for word in dict.fromkeys((*words[-1:], *words[:1]))
                for person in known.get(word, [])[:_MOST_COMPARED]
            ]
            same = list(dict.fromkeys(person for person in candidates if _is_same(words, person.words)))
            if same and (len(words) > 1 or len(same) == 1 or same[0].words[-1:] == words[-1:]):
                self._fullest[name] = same[0].name
                continue
            self._fullest[name] = name
            for word in dict.fromkeys(words):
                known.setdefault(word, []).append(_Person(words, name))

    def fullest(self, name: str) -> str:
        """The fullest form of a name that was given to the constructor."""
        return self._fullest[name]


def _is_same(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name is a shorter form or another spelling of a full one."""
    if set(short) <= set(full):
        return len(short) == 1 or short[-1] == full[-1] or short[0] == full[0]
    if len(short) != len(full) or len(full) < _FULL:
        return False
    first, last = (short[0], full[0]), (short[-1], full[-1])
    if last[0] == last[1]:
        return _is_same_spelling(*first, _ONE_SPELLING)
    return first[0] == first[1] and _is_same_spelling(*last, _ONE_FAMILY)


def _is_same_spelling(one: str, other: str, least: int) -> bool:
    from rapidfuzz import fuzz

    return one[0] == other[0] and fuzz.ratio(one, other) >= least


def fuller_names(names: Iterable[str], body: Text) -> Iterator[str]:
    """Full names in the body for persons whom an office phrase names with a single word."""
    for name in dict.fromkeys(names):
        if " " not in name and name[-1:].isalnum():
            starts = islice(find_word(name, body.written), _MOST_OCCURRENCES)
            found = (_full_name_at(body, start) for start in starts)
            yield from islice((full for full in found if full and _may_be(name, full)), 1)


def _full_name_at(body: Text, start: int) -> str | None:
    """The full name that ends with the word at an offset, or begins with it after a title (`Prince Abdullah bin`)."""
    stretch = body.paragraph_at(start)
    tokens, at = stretch.tokens, bisect.bisect_left(stretch.starts, start)
    if at >= len(tokens) or tokens[at].start != start:
        return None
    name = name_before(body.cased, tokens, at + 1, all_caps=True)
    if (name is None or not name.is_full) and has_title(tokens, at):
        name = name_at(body.cased, tokens, at, all_caps=False)
    return name.text if name is not None and name.is_full else None


def _may_be(name: str, full: str) -> bool:
    """Whether a full name may be the same person, and not a relative of the leader so named."""
    return full.startswith(name) or not countries_of_leader(name) or bool(countries_of_leader(full))


def family_name(person: str) -> str:
    """The last word of a name, without suffixes such as `Jr.`."""
    words = [word for word in person.split() if word.rstrip(".").lower() not in {"jr", "sr", "ii", "iii", "iv"}]
    return words[-1] if words else person


def well_cased(person: str) -> str:
    """A name in capitals converted to usual case; short ones stay, since they may be initials."""
    if not person.isupper() or len(person) < 4:
        return person
    return re.sub(r"[^\W\d_]+", lambda word: word[0] if _NUMERAL.fullmatch(word[0]) else word[0].capitalize(), person)
