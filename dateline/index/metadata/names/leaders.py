"""Leaders whom articles name without their country: `President Reagan` is of the United States."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

import msgspec

from dateline.index.analysis import fold
from dateline.index.metadata.tables import read_table, words

_FAMILY_FIRST = frozenset({"CN", "HK", "KH", "KP", "KR", "SG", "TW", "VN"})
"""Countries where the family name comes first."""

_WORD = re.compile(r"[^\W\d_]+")
_JUNIOR = re.compile(r"\b[Jj]r\b")
_APOSTROPHE = re.compile("['’`ʼ.]")


class _Leader(msgspec.Struct, frozen=True):
    parts: tuple[str, ...]
    words: frozenset[str]
    code: str


def countries_of_leader(person: str) -> frozenset[str]:
    """The countries of all known leaders whom a full or short name may mean."""
    name = name_words(person)
    if not name:
        return frozenset()
    known = _leaders()
    candidates = (*known.get(name[-1], ()), *known.get(name[0], ()))
    exact = frozenset(leader.code for leader in candidates if _matches(leader.words, frozenset(name)))
    return exact or frozenset(leader.code for leader in candidates if _is_similar(leader.parts, name))


def year_left(person: str, country: str) -> int | None:
    """The year in which a known leader of a country last left office; of namesakes, the latest.

    None if unknown. The table leaves out those whose namesake is in office: `Marcos`.
    """
    name = frozenset(name_words(person))
    left = _left().get(country, ())
    years = [year for words, year in left if name and _matches(words, name)]
    if not years or _JUNIOR.search(person):
        return None
    return max(years)


def is_of_leader(words_of_name: Sequence[str]) -> bool:
    """Whether all these lower-case words belong to the name of one leader."""
    name = name_words(" ".join(words_of_name))
    return bool(name) and any(leader.words.issuperset(name) for leader in _by_word().get(name[0], ()))


def name_words(person: str) -> list[str]:
    """The folded words of a name, without initials and suffixes (`Jr.`)."""
    first, *others = _WORD.findall(_APOSTROPHE.sub("", fold(person.lower()))) or [""]
    found = [word for word in others if len(word) > 1 and word not in words("name-end")]
    return [first, *found] if len(first) > 1 or not found else found


def _matches(leader: AbstractSet[str], name: AbstractSet[str]) -> bool:
    """Whether the words of one name include those of the other; a leader of one name (`Suharto`) must match exactly."""
    return name <= leader or (len(leader) > 1 and leader <= name)


def _is_similar(leader: Sequence[str], name: Sequence[str]) -> bool:
    """Whether two full names share family name and first letter: `Ranul` for Ranil, `Gotabhaya` for Gotabaya."""
    return len(leader) > 1 and len(name) > 1 and leader[-1] == name[-1] and leader[0][0] == name[0][0]


@cache
def _left() -> Mapping[str, Sequence[tuple[frozenset[str], int]]]:
    found: dict[str, list[tuple[frozenset[str], int]]] = {}
    for code, listed in read_table("past_leaders.txt"):
        for name, _, year in (pair.partition("=") for pair in listed.split(";")):
            found.setdefault(code, []).append((frozenset(name_words(name)), int(year)))
    return found


@cache
def _by_word() -> Mapping[str, Sequence[_Leader]]:
    table: dict[str, dict[_Leader, None]] = {}
    for leaders in _leaders().values():
        for leader in leaders:
            for word in leader.words:
                table.setdefault(word, {})[leader] = None
    return {word: tuple(found) for word, found in table.items()}


@cache
def _leaders() -> Mapping[str, tuple[_Leader, ...]]:
    table: dict[str, list[_Leader]] = {}
    for code, names in read_table("leaders.txt"):
        for name in names.split(";"):
            parts = name_words(name)
            for word in _short_names(parts, code):
                table.setdefault(word, []).append(_Leader(tuple(parts), frozenset(parts), code))
    return {word: tuple(leaders) for word, leaders in table.items()}


def _short_names(parts: list[str], code: str) -> Iterator[str]:
    """The words that may be used for the whole name: the last, and the first in countries with family name first."""
    yield parts[-1]
    if code in _FAMILY_FIRST and len(parts) > 1:
        yield parts[0]
