"""Find country names in Korean, where particles are written together with the name: `프랑스를`, `미국산`.

A word means a country if it begins with the country's name and the rest is a particle, a word of government or people
(`러시아군은`), or both. Other rests make other words: `인도적` (humanitarian), `수단을` (means).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from dateline.index.article import MentionKind
from dateline.index.metadata.countries.listed import KINDS, ListedName, listed_names

_WORD = re.compile("[\uac00-\ud7a3]+")
_BEGINNING = 2


class _Table(msgspec.Struct, frozen=True):
    by_beginning: Mapping[str, Sequence[tuple[re.Pattern[str], ListedName]]]
    """Longest first; a space in a name may be left out."""
    rest: re.Pattern[str]
    """What may follow a name."""
    rest_of_ambiguous: re.Pattern[str]
    """What may follow a name that is another word too."""
    ambiguous: frozenset[str]


def find_korean(text: str, language: str) -> Iterator[tuple[int, int, str, MentionKind]]:
    """Find country names in a Korean text; yields start, end, code and kind."""
    table = _table(language)
    done = 0
    for word in _WORD.finditer(text):
        if word.start() < done:
            continue
        for pattern, name in table.by_beginning.get(word[0][:_BEGINNING], ()):
            found = pattern.match(text, word.start())
            if found is not None and _may_follow(table, name, text, found.end()):
                for code in name.codes:
                    yield found.start(), found.end(), code, KINDS[name.kind]
                done = found.end()
                break


def _may_follow(table: _Table, name: ListedName, text: str, end: int) -> bool:
    if name.kind == "none":
        return True
    rest = table.rest_of_ambiguous if name.text in table.ambiguous else table.rest
    return rest.match(text, end) is not None


@cache
def _table(language: str) -> _Table:
    names = [one for one in listed_names(language) if one.kind not in {"after", "particle", "ambiguous"}]
    by_beginning: dict[str, list[tuple[re.Pattern[str], ListedName]]] = {}
    for name in sorted(names, key=lambda one: len(one.text), reverse=True):
        by_beginning.setdefault(name.text[:_BEGINNING], []).append((_pattern(name.text), name))
    after, particles = _of_kind(language, "after"), _of_kind(language, "particle")
    return _Table(
        by_beginning,
        re.compile(f"(?:{after})?(?:{particles})?(?![\uac00-\ud7a3])"),
        re.compile(f"\\s?(?:{after})(?:{particles})?(?![\uac00-\ud7a3])"),
        frozenset(one.text for one in listed_names(language) if one.kind == "ambiguous"),
    )


def _of_kind(language: str, kind: str) -> str:
    found = sorted((one.text for one in listed_names(language) if one.kind == kind), key=len, reverse=True)
    return "|".join(map(re.escape, found))


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"\s?".join(map(re.escape, name.split())))
