"""How typed text may go on: countries, officials, offices, words and fields, each with what it would find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import islice

import msgspec

from dateline.index.analysis import folded, folded_value, stems
from dateline.index.terms import TextColumn
from dateline.search.engine import Snapshot
from dateline.search.facets.counting import folded_name
from dateline.search.facets.labels import Labels
from dateline.search.plan import COLUMNS, Every
from dateline.search.query.fields import FIELDS, Field, Special
from dateline.search.query.tree import Phrase, TextField, Value, ValueField, Word
from dateline.search.request import FacetField
from dateline.search.syntax.tail import Tail, tails

MOST = 8
MOST_TRIED = 10
"""Each suggestion costs a count; those that find nothing are left out."""
SHORTEST = 2
"""Letters from which on a word is taken for the beginning of something."""
_OF_EACH = {FacetField.COUNTRY: 2, FacetField.MINISTER: 2, FacetField.OFFICE: 1}
"""What a word may begin besides words, and how many of each are suggested."""
_WORDS = 3
_FIELDS = 2
_FORMS = 12
"""Forms looked at for so many words: several are of one word."""


class Kind(Enum):
    """What a suggestion adds to the query."""

    COUNTRY = "country"
    REGION = "region"
    MINISTER = "minister"
    OFFICE = "office"
    SOURCE = "source"
    LANGUAGE = "lang"
    PLACE = "dateline"
    YEAR = "date"
    WORD = "word"
    FIELD = "field"


class Suggestion(msgspec.Struct, frozen=True):
    """A way for typed text to go on."""

    text: str
    """The whole text as it would be."""
    kind: Kind
    label: str
    """What is added, in words."""
    count: int | None
    """Articles that the whole text would find; None of a field, which is no query yet."""
    value: str | None = None
    """What is added as the index has it (`BY`, `az/defence`), or the name of the field; None of a word."""


class Naming(msgspec.Struct, frozen=True):
    """What values are called in the language of whoever types, beside their English names, which always count."""

    language: str
    caller: Callable[[FacetField], Callable[[str], str] | None]
    """What calls the values of a facet; None where English names are all there are."""


IN_ENGLISH = Naming("en", lambda _: None)


class Completion(msgspec.Struct, frozen=True):
    """A suggestion before it is counted."""

    text: str
    kind: Kind
    label: str
    value: str | None = None


_VALUES: Mapping[str, tuple[FacetField, Kind]] = {
    ValueField.COUNTRY.value: (FacetField.COUNTRY, Kind.COUNTRY),
    ValueField.ABOUT.value: (FacetField.COUNTRY, Kind.COUNTRY),
    ValueField.REGION.value: (FacetField.REGION, Kind.REGION),
    TextField.MINISTER.value: (FacetField.MINISTER, Kind.MINISTER),
    ValueField.OFFICE.value: (FacetField.OFFICE, Kind.OFFICE),
    ValueField.SOURCE.value: (FacetField.SOURCE, Kind.SOURCE),
    ValueField.LANGUAGE.value: (FacetField.LANGUAGE, Kind.LANGUAGE),
    TextField.DATELINE.value: (FacetField.DATELINE, Kind.PLACE),
    Special.DATE.value: (FacetField.YEAR, Kind.YEAR),
}
"""What is suggested for the value of a field, by its name."""
_COLUMNS = {TextField.HEADLINE.value: TextColumn.HEADLINE_FOLDED, TextField.BODY.value: TextColumn.BODY_FOLDED}
"""Where the words of a field are looked up."""


class Completions:
    """What a text may become; the values there are were listed once for each commit of the index."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._listed: tuple[Snapshot | None, dict[tuple[FacetField, str], list[tuple[str, str]]]] = (None, {})

    def of(self, text: str, snapshot: Snapshot, naming: Naming) -> Iterator[Completion]:
        """Ways for a text to go on, the likeliest first, none twice."""
        seen: set[str] = set()
        for completion in self._all(tails(text), snapshot, naming):
            if completion.text not in seen:
                seen.add(completion.text)
                yield completion

    def _all(self, found: Sequence[Tail], snapshot: Snapshot, naming: Naming) -> Iterator[Completion]:
        for tail in found:
            if tail.field is not None:
                yield from self._of_field(tail, tail.field, snapshot, naming)
            elif len(tail.start) >= SHORTEST:
                for facet, most in _OF_EACH.items():
                    yield from islice(self._values(tail, facet.value, snapshot, naming), most)
        if found and found[-1].field is None and len(found[-1].start) >= SHORTEST:
            yield from islice(_fields(found[-1]), _FIELDS)
            yield from islice(_words(found[-1], None, snapshot), _WORDS)

    def _of_field(self, tail: Tail, field: Field, snapshot: Snapshot, naming: Naming) -> Iterator[Completion]:
        if field.name in _VALUES:
            return self._values(tail, field.name, snapshot, naming)
        return _words(tail, field, snapshot) if field.name in _COLUMNS and tail.start else iter(())

    def _values(self, tail: Tail, name: str, snapshot: Snapshot, naming: Naming) -> Iterator[Completion]:
        """Values of a field in whose name a word begins as typed, those of most articles first."""
        facet, kind = _VALUES[name]
        start = f" {folded_value(tail.start)}"
        for value, called in self._known(facet, snapshot, naming):
            if start in called:
                label = self._labels.of(facet, [value], snapshot)[value]
                yield Completion(tail.before + _WRITERS.get(name, _whole)(name, value, label), kind, label, value)

    def _known(self, facet: FacetField, snapshot: Snapshot, naming: Naming) -> list[tuple[str, str]]:
        """Values of a facet, most articles first, each with what it is called and typed as, words after a blank."""
        seen, listed = self._listed
        if seen is not snapshot:
            listed = {}
            self._listed = (snapshot, listed)
        caller = naming.caller(facet)
        kept = facet, IN_ENGLISH.language if caller is None else naming.language
        if kept not in listed:
            column = COLUMNS[facet]
            counts = snapshot.counts(Every(), [column])[column].values
            name = _names(facet, caller)
            listed[kept] = [
                (value, f" {name(value)} {value.lower()}")
                for value in sorted(counts, key=lambda value: (-counts[value], value))
            ]
        return listed[kept]


def counted(completions: Iterable[Completion], count: Callable[[str], int], most: int) -> tuple[Suggestion, ...]:
    """The first `most` that find something, with what they find."""
    suggestions: list[Suggestion] = []
    for completion in islice(completions, MOST_TRIED):
        found = None if completion.kind is Kind.FIELD else count(completion.text)
        if found != 0:
            suggestions.append(Suggestion(completion.text, completion.kind, completion.label, found, completion.value))
        if len(suggestions) == most:
            break
    return tuple(suggestions)


def _names(facet: FacetField, caller: Callable[[str], str] | None) -> Callable[[str], str]:
    """All that a value is called, folded."""
    english = folded_name(facet)
    return english if caller is None else lambda value: f"{english(value)} {folded_value(caller(value))}"


def _words(tail: Tail, field: Field | None, snapshot: Snapshot) -> Iterator[Completion]:
    """Words that begin as typed, one form of each: `minister` and `ministers` find the same."""
    *whole, start = folded(tail.start) or [""]
    if whole or not start:
        return
    named = "" if field is None else f"{field.name}:"
    column = TextColumn.BODY_FOLDED if field is None else _COLUMNS[field.name]
    seen: set[tuple[str, ...]] = set()
    for form in snapshot.terms(column, start, _FORMS):
        stem = tuple(stems(form))
        if stem not in seen:
            seen.add(stem)
            yield Completion(f"{tail.before}{named}{Word(form)}", Kind.WORD, form)


def _fields(tail: Tail) -> Iterator[Completion]:
    for field in FIELDS:
        if field.name.startswith(tail.start.lower()):
            yield Completion(f"{tail.before}{field.name}:", Kind.FIELD, field.meaning.replace("`", ""), field.name)


def _whole(name: str, value: str, _label: str) -> str:
    return str(Value(ValueField(name), value))


def _labelled(name: str, _value: str, label: str) -> str:
    return str(Value(ValueField(name), label.lower()))


def _named(name: str, _value: str, label: str) -> str:
    return _worded(name, label)


def _placed(name: str, value: str, _label: str) -> str:
    return _worded(name, value)


def _worded(name: str, text: str) -> str:
    words = tuple(text.split())
    return str(Phrase(words, TextField(name)) if len(words) > 1 else Word(text, TextField(name)))


def _year(name: str, value: str, _label: str) -> str:
    return f"{name}:{value}"


_WRITERS: Mapping[str, Callable[[str, str, str], str]] = {
    ValueField.COUNTRY.value: _labelled,
    ValueField.ABOUT.value: _labelled,
    TextField.MINISTER.value: _named,
    TextField.DATELINE.value: _placed,
    Special.DATE.value: _year,
}
"""How a value is typed, where it is not as the index has it: countries and people by name."""
