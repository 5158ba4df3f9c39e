"""Tell languages apart that share most of their words: Croatian, Bosnian and Serbian; Czech and Slovak; and others.

`data/close_languages.txt` has words and spellings that speak for one language, or for two of a group. A model has read
little of the smaller ones and takes them for their bigger neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from dateline.index.metadata.tables import read_table

_FEWEST_WORDS = 2
"""Minimum number of different words that speak for a language; one may be a name: `El Paso`."""


class _Group(msgspec.Struct):
    """Languages that are easily confused."""

    tags: set[str]
    words: dict[str, tuple[str, ...]]
    """The languages for which a word speaks."""
    spellings: list[tuple[re.Pattern[str], tuple[str, ...]]]


def has_neighbours(tag: str, script: str) -> bool:
    """Whether a language in a script (ISO 15924) is easily confused with another."""
    return (tag, script) in _groups()


def among_neighbours(tag: str, script: str, words: Sequence[str]) -> frozenset[str]:
    """`tag` or its neighbours: those for which the most words speak, in lower case; empty if hardly any word speaks."""
    group = _groups().get((tag, script))
    if group is None:
        return frozenset()
    evidence = _evidence(group, set(words))
    most = max(evidence.values(), default=0)
    return frozenset(each for each, number in evidence.items() if number == most >= _FEWEST_WORDS)


def _evidence(group: _Group, words: set[str]) -> Counter[str]:
    """The number of different words that speak for each language."""
    evidence: Counter[str] = Counter()
    for word in words:
        tags = {tag for pattern, spelt in group.spellings if pattern.search(word) for tag in spelt}
        for tag in tags.union(group.words.get(word, ())):
            evidence[tag] += 1
    return evidence


@cache
def _groups() -> Mapping[tuple[str, str], _Group]:
    """The group of each language in its script."""
    groups: dict[str, _Group] = {}
    for name, listed, words, spellings in read_table("close_languages.txt"):
        group = groups.setdefault(name, _Group(set(), {}, []))
        tags = tuple(listed.split())
        group.tags.update(tags)
        for word in words.split():
            group.words[word] = (*group.words.get(word, ()), *tags)
        if spellings:
            group.spellings.append((re.compile("|".join(spellings.split())), tags))
    return {(tag, name.split()[0]): group for name, group in groups.items() for tag in group.tags}
