"""A query resolved to terms: `Word("talks")` becomes the stems it may have in the archive's languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import product
from math import comb, factorial
from typing import assert_never

from dateline.index.analysis import DEFAULT_LANGUAGE, fold, folded_value, forms, stemmer_of, stemming_language
from dateline.index.terms import NAME_GAP, TextColumn, ValueColumn, primary_language
from dateline.search import plan
from dateline.search.officials.spellings import AS_WRITTEN, Spellings
from dateline.search.plan import Matching, all_of, any_of
from dateline.search.query.tree import (
    Absent,
    AbsentField,
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
"""Most ways in which the words of one `"..."~N` may lie: each costs an engine one phrase."""

_STEMS = {
    TextField.ANYWHERE: (TextColumn.HEADLINE, TextColumn.BODY),
    TextField.HEADLINE: (TextColumn.HEADLINE,),
    TextField.BODY: (TextColumn.BODY,),
}
_FORMS = {
    TextField.ANYWHERE: (TextColumn.HEADLINE_FORMS, TextColumn.BODY_FORMS),
    TextField.HEADLINE: (TextColumn.HEADLINE_FORMS,),
    TextField.BODY: (TextColumn.BODY_FORMS,),
    TextField.MINISTER: (TextColumn.MINISTER_FORMS,),
    TextField.DATELINE: (TextColumn.DATELINE_FORMS,),
}
_FOLDED = {
    TextField.ANYWHERE: (TextColumn.HEADLINE_FOLDED, TextColumn.BODY_FOLDED),
    TextField.HEADLINE: (TextColumn.HEADLINE_FOLDED,),
    TextField.BODY: (TextColumn.BODY_FOLDED,),
    TextField.MINISTER: (TextColumn.MINISTER,),
    TextField.DATELINE: (TextColumn.DATELINE,),
}
_VALUES = {
    ValueField.COUNTRY: ValueColumn.COUNTRY,
    ValueField.ABOUT: ValueColumn.ABOUT,
    ValueField.REGION: ValueColumn.REGION,
    ValueField.OFFICE: ValueColumn.OFFICE,
    ValueField.SOURCE: ValueColumn.SOURCE,
    ValueField.LANGUAGE: ValueColumn.LANGUAGE,
    ValueField.KEYWORD: ValueColumn.KEYWORD,
    ValueField.ID: ValueColumn.ID,
    ValueField.URL: ValueColumn.URL,
}
_ABSENT = {
    AbsentField.COUNTRY: ValueColumn.COUNTRY,
    AbsentField.ABOUT: ValueColumn.ABOUT,
    AbsentField.REGION: ValueColumn.REGION,
    AbsentField.MINISTER: ValueColumn.OFFICIAL,
    AbsentField.OFFICE: ValueColumn.OFFICE,
    AbsentField.SOURCE: ValueColumn.SOURCE,
    AbsentField.LANGUAGE: ValueColumn.LANGUAGE,
    AbsentField.KEYWORD: ValueColumn.KEYWORD,
    AbsentField.DATE: ValueColumn.YEAR,
    AbsentField.DATELINE: ValueColumn.PLACE,
    AbsentField.URL: ValueColumn.URL,
}


def resolve(query: Query, languages: Iterable[str], spellings: Spellings = AS_WRITTEN) -> Matching:
    """Resolve a query against an index that holds articles in these languages and persons of these spellings."""
    stemmers = sorted({stemming_language(language) for language in languages} | {DEFAULT_LANGUAGE})
    return _Resolver(stemmers, spellings)(query)


def is_ranked(query: Query) -> bool:
    """Whether a query has words of the text to rank by; all else, prefixes too, only says which articles."""
    match query:
        case Word() | Phrase() | Exact():
            return query.field in _STEMS
        case And() | Or():
            return any(map(is_ranked, query.children))
        case _:
            return False


def days(since: date | None, until: date | None) -> Matching:
    """Published within these UTC days, both included."""
    return plan.Between(
        None if since is None else _midnight(since),
        None if until is None or until == date.max else _midnight(until + timedelta(days=1)),
    )


def persons(keys: Iterable[str]) -> Matching:
    """Articles that name any of these persons."""
    values = tuple(sorted(keys))
    return plan.OneOf(ValueColumn.OFFICIAL, values) if values else plan.Never()


def widest_gap(words: int, gap: int) -> int | None:
    """The largest number of other words, at most `gap`, at which so many words are looked for in any order.

    None where there are too many words for any order at all: they are read as a plain phrase.
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
        if query.field is ValueField.HOLDER:
            return persons(self._spellings.meant(query.value))
        if query.field is ValueField.DUPLICATES:
            columns = (ValueColumn.ID, ValueColumn.COPY_OF)
            return any_of([plan.OneOf(column, (query.value,)) for column in columns])
        return plan.OneOf(_VALUES[query.field], (_compared(query),))

    def _text(self, query: Word | Phrase | Exact | Prefix | Fuzzy) -> Matching:
        match query:
            case Word():
                return self._words(query.field, forms(query.text), None)
            case Phrase():
                return self._words(query.field, _all_forms(query.words), query.gap)
            case Exact():
                return _in_columns(_FORMS[query.field], [_all_forms(query.words)], None)
            case Prefix():
                return _each_word(query.field, query.text, plan.StartsWith, last_only=True)
            case Fuzzy():
                return _each_word(query.field, query.text, lambda column, term: plan.Similar(column, term, query.edits))
            case _:
                assert_never(query)

    def _words(self, field: TextField, found: Sequence[str], gap: int | None) -> Matching:
        plain = list(map(fold, found))
        if field not in _STEMS:
            within_name = None if gap is None else min(gap, NAME_GAP - 1)
            return _in_columns(_FOLDED[field], [plain], within_name)
        stemmed = (list(map(stemmer_of(language), plain)) for language in self._stemmers)
        return _in_columns(_STEMS[field], list(stemmed), gap)


def _in_columns(columns: Iterable[TextColumn], wordings: Sequence[Sequence[str]], gap: int | None) -> Matching:
    """Any of these wordings in any of these columns."""
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
    """All words of a hyphenated prefix or fuzzy word; in a prefix only the last is cut short."""
    words = list(map(fold, forms(text)))
    if not words:
        return plan.Never()
    cut = len(words) - 1 if last_only else 0
    nodes: list[Callable[[TextColumn, str], Matching]] = [plan.Term] * cut + [node] * (len(words) - cut)
    return all_of(
        [any_of([make(column, word) for column in _FOLDED[field]]) for make, word in zip(nodes, words, strict=True)]
    )


def _absent(field: AbsentField) -> Matching:
    if field is AbsentField.HEADLINE:
        return plan.Except(plan.OneOf(ValueColumn.PART, ("headline",)))
    return plan.Without(_ABSENT[field])


def _compared(query: Value) -> str:
    match query.field:
        case ValueField.SOURCE | ValueField.KEYWORD:
            return folded_value(query.value)
        case ValueField.LANGUAGE:
            return primary_language(query.value)
        case ValueField.OFFICE:
            return query.value.lower()
        case _:
            return query.value


def _all_forms(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in forms(word)]


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
