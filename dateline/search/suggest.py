"""How typed text may go on: countries, officials, offices, words and fields, each with what it would find."""

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
from dateline.search.query.fields import FIELDS, Field, WordField
from dateline.search.query.tree import Word
from dateline.search.syntax.tail import Tail, tails

MOST = 8
MOST_TRIED = 10
"""Each suggestion costs a count; those that find nothing are left out."""
SHORTEST = 2
"""Letters from which on a word is taken for the beginning of something."""
_WORDS = 3
_FIELDS = 2
_FORMS = 12
"""Forms looked at for so many words: several are of one word."""


WORD = "word"
"""The kind of a suggestion that adds a word."""
FIELD = "field"
"""The kind of a suggestion that adds the name of a field."""


class Suggestion(msgspec.Struct, frozen=True):
    """A way for typed text to go on."""

    text: str
    """The whole text as it would be."""
    kind: str
    """`word`, `field`, or the field whose value is added: `country`."""
    label: str
    """What is added, in words."""
    count: int | None
    """Articles that the whole text would find; None of a field, which is no query yet."""
    value: str | None = None
    """What is added as the index has it (`BY`, `az/defence`), or the name of the field; None of a word."""


class Completion(msgspec.Struct, frozen=True):
    """A suggestion before it is counted."""

    text: str
    kind: str
    label: str
    value: str | None = None


class Completions:
    """What a text may become; the values there are were listed once for each commit of the index."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._listed: tuple[Snapshot | None, dict[tuple[Facet, str], list[tuple[str, str]]]] = (None, {})

    def of(self, text: str, snapshot: Snapshot, language: Language) -> Iterator[Completion]:
        """Ways for a text to go on, the likeliest first, none twice."""
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
        if isinstance(field, WordField) and tail.start:
            return _words(tail, f"{field.name}:", field.columns.folded[0], snapshot)
        return iter(())

    def _values(
        self, tail: Tail, field: Field, facet: Facet, snapshot: Snapshot, language: Language
    ) -> Iterator[Completion]:
        """Values of a facet in whose name a word begins as typed, those of most articles first."""
        start = f" {folded_value(tail.start)}"
        for value, names in self._known(facet, snapshot, language):
            if start in names:
                label = self._labels.of(facet, [value], snapshot)[value]
                yield Completion(tail.before + field.typed(value, label), facet.field.name, label, value)

    def _known(self, facet: Facet, snapshot: Snapshot, language: Language) -> list[tuple[str, str]]:
        """Values of a facet, most articles first, each with its names, words after a blank; cached for the commit."""
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
    """The first `most` that find something, with what they find."""
    suggestions: list[Suggestion] = []
    for completion in islice(completions, MOST_TRIED):
        found = None if completion.kind == FIELD else count(completion.text)
        if found != 0:
            suggestions.append(Suggestion(completion.text, completion.kind, completion.label, found, completion.value))
        if len(suggestions) == most:
            break
    return tuple(suggestions)


def _names(facet: Facet, value: str, language: Language) -> str:
    """What a value is called in English and in another language, folded."""
    english = facet.label.sought(value, ENGLISH)
    own = None if language == ENGLISH else facet.label.known(value, language)
    return english if own is None else f"{english} {folded_value(own)}"


def _words(tail: Tail, named: str, column: TextColumn, snapshot: Snapshot) -> Iterator[Completion]:
    """Words that begin as typed, one form of each: `minister` and `ministers` find the same."""
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
