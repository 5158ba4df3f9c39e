"""Suggest completions of typed text: countries, officials, offices, words and fields, with the number of results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from dateline.index.analysis import folded, folded_value, stems
from dateline.index.terms import TextColumn
from dateline.search.engine import Snapshot
from dateline.search.facets.label import ENGLISH, Language
from dateline.search.facets.labels import Labels
from dateline.search.facets.registry import FACETS, Facet
from dateline.search.plan import Every
from dateline.search.query.fields import FIELDS, Field, FieldOfWords
from dateline.search.query.tree import Word
from dateline.search.syntax.tail import Tail, tails

MOST = 8
MOST_TRIED = 10
"""Maximum number of completions to count; those without results are left out."""
SHORTEST = 2
"""Minimum number of letters to complete."""
_WORDS = 3
_FIELDS = 2
_FORMS = 12
"""Number of forms read to find `_WORDS` words: several may be forms of one word."""


WORD = "word"
"""The kind of a suggestion that adds a word."""
FIELD = "field"
"""The kind of a suggestion that adds the name of a field."""


class Suggestion(msgspec.Struct, frozen=True):
    """A completion of the typed text with its number of results."""

    text: str
    """The whole completed text."""
    kind: str
    """`word`, `field`, or the field of the added value: `country`."""
    label: str
    """The name of what is added."""
    count: int | None
    """The number of articles that the completed text finds; None for a field, which is not a query yet."""
    value: str | None = None
    """The added value as in the index (`BY`, `az/defence`), or the name of the field; None for a word."""


class Completion(msgspec.Struct, frozen=True):
    """A suggestion before its results are counted."""

    text: str
    kind: str
    label: str
    value: str | None = None


class Completions:
    """Completes typed text; caches the values of facets for each commit of the index."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._listed: tuple[Snapshot | None, dict[tuple[Facet, str], list[tuple[str, str]]]] = (None, {})

    def of(self, text: str, snapshot: Snapshot, language: Language) -> Iterator[Completion]:
        """Yield distinct completions of a text, the likeliest first."""
        seen: set[str] = set()
        for completion in self._all(tails(text), snapshot, language):
            if completion.text not in seen:
                seen.add(completion.text)
                yield completion

    def _all(self, found: Sequence[Tail], snapshot: Snapshot, language: Language) -> Iterator[Completion]:
        for tail in found:
            if tail.field is not None:
                yield from self._of_field(tail, tail.field, snapshot, language)
            elif len(tail.start) >= SHORTEST:
                for facet in FACETS:
                    yield from islice(self._values(tail, facet.field, facet, snapshot, language), facet.suggested)
        if found and found[-1].field is None and len(found[-1].start) >= SHORTEST:
            yield from islice(_fields(found[-1]), _FIELDS)
            yield from islice(_words(found[-1], "", TextColumn.BODY_FOLDED, snapshot), _WORDS)

    def _of_field(self, tail: Tail, field: Field, snapshot: Snapshot, language: Language) -> Iterator[Completion]:
        if field.completed_by is not None:
            return self._values(tail, field, FACETS[field.completed_by], snapshot, language)
        if isinstance(field, FieldOfWords) and tail.start:
            return _words(tail, f"{field.name}:", field.columns.folded[0], snapshot)
        return iter(())

    def _values(
        self, tail: Tail, field: Field, facet: Facet, snapshot: Snapshot, language: Language
    ) -> Iterator[Completion]:
        """Yield the values of a facet with a word that starts as typed, those with most articles first."""
        start = f" {folded_value(tail.start)}"
        for value, names in self._names_of(facet, snapshot, language):
            if start in names:
                label = self._labels.of(facet, [value], snapshot)[value]
                yield Completion(tail.before + field.typed(value, label), facet.field.name, label, value)

    def _names_of(self, facet: Facet, snapshot: Snapshot, language: Language) -> list[tuple[str, str]]:
        """Return the values of a facet, most articles first, each with its names; a space precedes every word."""
        seen, listed = self._listed
        if seen is not snapshot:
            listed = {}
            self._listed = (snapshot, listed)
        key = facet, language.code
        if key not in listed:
            counts = snapshot.counts(Every(), [facet.column])[facet.column].values
            listed[key] = [
                (value, f" {_names(facet, value, language)} {value.lower()}")
                for value in sorted(counts, key=lambda value: (-counts[value], value))
            ]
        return listed[key]


def counted(completions: Iterable[Completion], count: Callable[[str], int], most: int) -> tuple[Suggestion, ...]:
    """Count completions and return the first `most` that have results."""
    suggestions: list[Suggestion] = []
    for completion in islice(completions, MOST_TRIED):
        found = None if completion.kind == FIELD else count(completion.text)
        if found != 0:
            suggestions.append(Suggestion(completion.text, completion.kind, completion.label, found, completion.value))
        if len(suggestions) == most:
            break
    return tuple(suggestions)


def _names(facet: Facet, value: str, language: Language) -> str:
    """Return the folded names of a value in English and in another language."""
    english = facet.label.folded_name(value, ENGLISH)
    own = None if language == ENGLISH else facet.label.known(value, language)
    return english if own is None else f"{english} {folded_value(own)}"


def _words(tail: Tail, named: str, column: TextColumn, snapshot: Snapshot) -> Iterator[Completion]:
    """Yield words that start as typed, one form of each: `minister` and `ministers` find the same."""
    *whole, start = folded(tail.start) or [""]
    if whole or not start:
        return
    seen: set[tuple[str, ...]] = set()
    for form in snapshot.terms(column, start, _FORMS):
        stem = tuple(stems(form))
        if stem not in seen:
            seen.add(stem)
            yield Completion(f"{tail.before}{named}{Word(form)}", WORD, form)


def _fields(tail: Tail) -> Iterator[Completion]:
    for field in FIELDS:
        if field.name.startswith(tail.start.lower()):
            yield Completion(f"{tail.before}{field.name}:", FIELD, field.meaning.replace("`", ""), field.name)
