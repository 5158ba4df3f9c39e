"""Finds officials by all spellings of their names that the archive has joined.

`minister:gasanov` searches for the name as typed, and also for every person whom some articles call Gasanov and others
Hasanov. Only persons with a spelling that the query does not match are added: the others are found as they are
written. `="Gasanov"` adds nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product
from typing import Protocol, TypeAlias, assert_never

from dateline.index.analysis import folded
from dateline.index.terms import NAME_GAP
from dateline.search.query.tree import Fuzzy, Phrase, Prefix, TextField, Word

NameQuery: TypeAlias = Word | Phrase | Prefix | Fuzzy


class Spellings(Protocol):
    """The known spellings of names, for one request."""

    def named(self, query: NameQuery) -> Mapping[str, str]:
        """Return persons by key of whom only some spellings match, each with a matching spelling as written."""
        ...

    def persons_meant(self, key: str) -> Collection[str]:
        """Return the persons that the key of a spelling may mean; the key itself if it is a person's or unknown."""
        ...


class Names(Protocol):
    """The names that an archive has joined into persons."""

    def keys_with(self, word: str) -> frozenset[str]:
        """Return the keys that contain a folded word."""
        ...

    def keys_beginning(self, start: str) -> frozenset[str]:
        """Return the keys that contain a word with this prefix."""
        ...

    def words(self) -> frozenset[str]:
        """Return all words of all keys."""
        ...

    def keys_of(self, persons: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """Return the keys of each of these persons."""
        ...

    def persons_of(self, keys: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """Return the persons that each of these keys means."""
        ...

    def written(self, keys: Iterable[str]) -> Mapping[str, str]:
        """Return each of these names as written."""
        ...


class AsWritten:
    """Knows no spellings: every name is found only as written."""

    def named(self, query: NameQuery) -> Mapping[str, str]:
        """Return nobody."""
        del query
        return {}

    def persons_meant(self, key: str) -> Collection[str]:
        """Return the key itself."""
        return (key,)


AS_WRITTEN = AsWritten()


class JoinedSpellings:
    """The spellings that an archive has joined; caches its answers."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._found: dict[NameQuery, Mapping[str, str]] = {}

    def named(self, query: NameQuery) -> Mapping[str, str]:
        """See `Spellings`."""
        if query not in self._found:
            self._found[query] = self._named(query)
        return self._found[query]

    def persons_meant(self, key: str) -> Collection[str]:
        """See `Spellings`."""
        if self._names.keys_of([key]):
            return (key,)
        return sorted(self._names.persons_of([key]).get(key, (key,)))

    def _named(self, query: NameQuery) -> Mapping[str, str]:
        matching = keys_named(query, self._names)
        if not matching:
            return {}
        persons = frozenset[str]().union(*self._names.persons_of(matching).values())
        called = {
            person: keys & matching for person, keys in self._names.keys_of(persons).items() if not keys <= matching
        }
        written = self._names.written(frozenset[str]().union(*called.values()))
        return {person: written[min(keys)] for person, keys in sorted(called.items())}


def keys_named(query: NameQuery, names: Names) -> frozenset[str]:
    """Return the keys whose name matches a query, by the same rules as in an article."""
    match query:
        case Word():
            return _with_all(names, folded(query.text), gap=None)
        case Phrase():
            gap = None if query.gap is None else min(query.gap, NAME_GAP - 1)
            return _with_all(names, [word for text in query.words for word in folded(text)], gap=gap)
        case Prefix():
            *whole, start = folded(query.text) or [""]
            return _common([names.keys_beginning(start) if start else frozenset(), *map(names.keys_with, whole)])
        case Fuzzy():
            return _common([_like(names, word, query.edits) for word in folded(query.text)])
        case _:
            assert_never(query)


def in_any_order(text: str) -> NameQuery | None:
    """Return a query for the words of a name in any order; None if there are no words."""
    words = tuple(folded(text))
    if len(words) < 2:
        return Word(words[0], TextField.MINISTER) if words else None
    return Phrase(words, TextField.MINISTER, gap=NAME_GAP - 1)


def _with_all(names: Names, wanted: Sequence[str], gap: int | None) -> frozenset[str]:
    keys = _common(list(map(names.keys_with, wanted)))
    return frozenset(key for key in keys if len(wanted) == 1 or _has_together(key.split("-")[1:], wanted, gap))


def _has_together(name: Sequence[str], wanted: Sequence[str], gap: int | None) -> bool:
    """Return whether a name contains words adjacent and in order or, with `gap`, near each other in any order."""
    positions = [[position for position, word in enumerate(name) if word == one] for one in wanted]
    if gap is None:
        return any(all(first + step in found for step, found in enumerate(positions)) for first in positions[0])
    return any(
        len(set(chosen)) == len(chosen) and max(chosen) - min(chosen) + 1 - len(chosen) <= gap
        for chosen in product(*positions)
    )


def _like(names: Names, word: str, edits: int) -> frozenset[str]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract_iter(word, names.words(), scorer=OSA.distance, score_cutoff=edits)
    return frozenset[str]().union(*(names.keys_with(other) for other, _, _ in near))


def _common(found: Sequence[frozenset[str]]) -> frozenset[str]:
    return found[0].intersection(*found[1:]) if found else frozenset()
