"""Resolve a query to terms: `Word("talks")` becomes its stems in each language of the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import product
from math import comb, factorial
from typing import assert_never

from dateline.index.analysis import DEFAULT_LANGUAGE, compound_parts, fold, forms, stemmer_of, stemming_language
from dateline.index.terms import NAME_GAP, TextColumn, ValueColumn
from dateline.search import plan
from dateline.search.plan import Matching, all_of, any_of
from dateline.search.query.fields import FIELDS, FieldOfValues, WordColumns, columns_of
from dateline.search.query.spellings import AS_WRITTEN, Spellings
from dateline.search.query.tree import (
    Absent,
    And,
    Dated,
    Everything,
    Exact,
    Fuzzy,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    TextField,
    Value,
    ValueField,
    WithCopies,
    Word,
)

MOST_ARRANGEMENTS = 600
"""Maximum number of arrangements of the words of one `"..."~N`: each costs an engine one phrase."""


def resolve(query: Query, languages: Iterable[str], spellings: Spellings = AS_WRITTEN) -> Matching:
    """Resolve a query for an index with articles in these languages and with these spellings of officials."""
    stemmers = sorted({stemming_language(language) for language in languages} | {DEFAULT_LANGUAGE})
    return _Resolver(stemmers, spellings)(query)


def is_ranked(query: Query) -> bool:
    """Return whether a query has words to rank by; all other nodes, prefixes included, only filter."""
    match query:
        case Word() | Phrase() | Exact():
            return bool(columns_of(query.field).stems)
        case And() | Or():
            return any(map(is_ranked, query.children))
        case _:
            return False


def parts_of(word: Word) -> tuple[Word, ...]:
    """Return the words that a typed word asks for: the parts of a compound may be apart, but not those of a name."""
    parts = compound_parts(word.text) if columns_of(word.field).stems else (word.text,)
    return tuple(Word(part, word.field) for part in parts)


def days(since: date | None, until: date | None) -> Matching:
    """Return a node for publication within these UTC days, both inclusive."""
    return plan.Between(
        None if since is None else _midnight(since),
        None if until is None or until == date.max else _midnight(until + timedelta(days=1)),
    )


def persons(keys: Iterable[str]) -> Matching:
    """Return a node for articles that name any of these persons."""
    values = tuple(sorted(keys))
    return plan.OneOf(ValueColumn.OFFICIAL, values) if values else plan.Never()


def widest_gap(words: int, gap: int) -> int | None:
    """Return the largest gap, up to `gap`, at which this number of words can be searched in any order.

    None if there are too many words even without a gap; they are then searched as a phrase.
    """
    while gap >= 0:
        if factorial(words) * comb(gap + words - 1, words - 1) <= MOST_ARRANGEMENTS or words == 2:
            return gap
        gap -= 1
    return None


class _Resolver:
    def __init__(self, stemmers: Sequence[str], spellings: Spellings) -> None:
        self._stemmers = stemmers
        self._spellings = spellings

    def __call__(self, query: Query) -> Matching:
        match query:
            case Everything() | WithCopies():
                return plan.Every()
            case Nothing():
                return plan.Never()
            case And():
                return all_of([self(child) for child in query.children])
            case Or():
                return any_of([self(child) for child in query.children])
            case Not():
                return plan.Except(self(query.child))
            case Dated():
                return days(query.since, query.until)
            case Absent():
                return _absent(query.field)
            case Value():
                return self._value(query)
            case Word() | Phrase() | Prefix() | Fuzzy() if query.field is TextField.MINISTER:
                return any_of([self._text(query), persons(self._spellings.named(query))])
            case _:
                return self._text(query)

    def _value(self, query: Value) -> Matching:
        if query.field == ValueField.HOLDER:
            return persons(self._spellings.persons_meant(query.value))
        row = FIELDS.get(query.field)
        if not isinstance(row, FieldOfValues):
            return plan.Never()
        return any_of([plan.OneOf(column, (row.compared(query.value),)) for column in row.columns])

    def _text(self, query: Word | Phrase | Exact | Prefix | Fuzzy) -> Matching:
        match query:
            case Word():
                return self._word(query)
            case Phrase():
                return self._words(query.field, _all_forms(query.words), query.gap)
            case Exact():
                return self._exact(query.field, _all_forms(query.words))
            case Prefix():
                return _each_word(query.field, query.text, plan.StartsWith, last_only=True)
            case Fuzzy():
                return _each_word(query.field, query.text, lambda column, term: plan.Similar(column, term, query.edits))
            case _:
                assert_never(query)

    def _words(self, field: TextField, found: Sequence[str], gap: int | None) -> Matching:
        plain = list(map(fold, found))
        columns = columns_of(field)
        if not columns.stems:
            within_name = None if gap is None else min(gap, NAME_GAP - 1)
            return _in_columns(columns.folded, [plain], within_name)
        return any_of([_ranked(columns, wording, gap) for wording in self._wordings(plain)])

    def _word(self, word: Word) -> Matching:
        """Return a node for a word; the parts of a compound may be apart, but score more where they are together."""
        whole = self._words(word.field, forms(word.text), None)
        if len(parts := parts_of(word)) < 2:
            return whole
        return plan.Preferred(all_of([self._words(part.field, forms(part.text), None) for part in parts]), whole)

    def _exact(self, field: TextField, found: Sequence[str]) -> Matching:
        columns = columns_of(field)
        matching = _in_columns(columns.forms, [found], None)
        if not columns.stems or matching == plan.Never():
            return matching
        stems = dict.fromkeys(stem for wording in self._wordings(list(map(fold, found))) for stem in wording)
        return plan.Ranked(matching, tuple(stems))

    def _wordings(self, plain: Sequence[str]) -> Iterable[tuple[str, ...]]:
        """Return the different stems of some words in the languages of the archive."""
        return dict.fromkeys(tuple(map(stemmer_of(language), plain)) for language in self._stemmers if plain)


def _ranked(columns: WordColumns, wording: tuple[str, ...], gap: int | None) -> Matching:
    if columns.both is not None and len(wording) == 1:
        return plan.Term(columns.both, wording[0])
    return plan.Ranked(_in_columns(columns.stems, [wording], gap), tuple(dict.fromkeys(wording)))


def _in_columns(columns: Iterable[TextColumn], wordings: Sequence[Sequence[str]], gap: int | None) -> Matching:
    """Return a node for any of these wordings in any of these columns."""
    different = dict.fromkeys(tuple(wording) for wording in wordings if wording)
    return any_of([_adjacent(column, wording, gap) for wording, column in product(different, columns)])


def _adjacent(column: TextColumn, terms: tuple[str, ...], gap: int | None) -> Matching:
    if len(terms) == 1:
        return plan.Term(column, terms[0])
    within = None if gap is None else widest_gap(len(terms), gap)
    return plan.Sequence(column, terms) if within is None else plan.Near(column, terms, within)


def _each_word(
    field: TextField, text: str, node: Callable[[TextColumn, str], Matching], *, last_only: bool = False
) -> Matching:
    """Return a node for all words of a hyphenated prefix or fuzzy word; in a prefix only the last one is incomplete."""
    words = list(map(fold, forms(text)))
    if not words:
        return plan.Never()
    cut = len(words) - 1 if last_only else 0
    nodes: list[Callable[[TextColumn, str], Matching]] = [plan.Term] * cut + [node] * (len(words) - cut)
    columns = columns_of(field).folded
    return all_of([any_of([make(column, word) for column in columns]) for make, word in zip(nodes, words, strict=True)])


def _absent(name: str) -> Matching:
    row = FIELDS.get(name)
    return plan.Never() if row is None or row.absent is None else row.absent


def _all_forms(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in forms(word)]


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
