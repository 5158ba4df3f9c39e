"""Translates plan nodes into Tantivy queries. Only terms of `TextColumn.TEXT` score; all other nodes only filter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import combinations, permutations
from typing import TypeAlias, assert_never

import tantivy
from tantivy import FieldType, Occur, Query

from dateline.index.terms import TextColumn
from dateline.search import plan
from dateline.search.engines.tantivy.schema import NO_VALUE, PUBLISHED, UNDATED, text_field, value_field
from dateline.search.plan import Matching

_FEW = 100
"""Maximum number of values to look up one by one: 10 lookups take 0.06 ms, an automaton takes at least 0.3 ms."""

Arrangement: TypeAlias = tuple[tuple[int, str], ...]
"""Terms with their positions relative to the first one."""


def translate(matching: Matching, schema: tantivy.Schema) -> Query:
    """Translate a plan node and all nodes below it."""
    return _Translator(schema)(matching)


class _Translator:
    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def __call__(self, matching: Matching) -> Query:
        match matching:
            case plan.Every():
                return _unscored(Query.all_query())
            case plan.Never():
                return Query.empty_query()
            case plan.All():
                return self._all(matching.parts)
            case plan.Any():
                return _any(map(self, matching.parts))
            case plan.Except():
                return _but_not(self(matching.part))
            case plan.Ranked() | plan.Preferred():
                return self._scored(matching)
            case plan.OneOf():
                return _unscored(self._one_of(matching))
            case plan.Without():
                return _unscored(Query.term_query(self._schema, value_field(matching.column), NO_VALUE, "basic"))
            case plan.Between():
                return _unscored(self._between(matching))
            case _:
                return self._text(matching)

    def _all(self, parts: Iterable[Matching]) -> Query:
        return Query.boolean_query(
            [
                (Occur.MustNot, self(part.part)) if isinstance(part, plan.Except) else (Occur.Must, self(part))
                for part in _with_a_positive(tuple(parts))
            ]
        )

    def _scored(self, matching: plan.Ranked | plan.Preferred) -> Query:
        if isinstance(matching, plan.Preferred):
            return Query.boolean_query([(Occur.Must, self(matching.part)), (Occur.Should, self(matching.better))])
        words = [(Occur.Should, self(plan.Term(TextColumn.TEXT, term))) for term in matching.terms]
        return Query.boolean_query([(Occur.Must, _unscored(self(matching.part))), *words])

    def _text(self, matching: plan.Term | plan.Sequence | plan.Near | plan.StartsWith | plan.Similar) -> Query:
        query = self._text_query(matching, text_field(matching.column))
        return query if matching.column is TextColumn.TEXT else _unscored(query)

    def _text_query(
        self, matching: plan.Term | plan.Sequence | plan.Near | plan.StartsWith | plan.Similar, field: str
    ) -> Query:
        match matching:
            case plan.Term():
                return Query.term_query(self._schema, field, matching.term, "freq")
            case plan.Sequence():
                return Query.phrase_query(self._schema, field, list(matching.terms))
            case plan.Near():
                return _near(matching, partial(Query.phrase_query, self._schema, field))
            case plan.StartsWith():
                return Query.fuzzy_term_query(self._schema, field, matching.start, 0, prefix=True)
            case plan.Similar():
                return Query.fuzzy_term_query(self._schema, field, matching.term, matching.edits)
            case _:
                assert_never(matching)

    def _one_of(self, matching: plan.OneOf) -> Query:
        field = value_field(matching.column)
        if len(matching.values) > _FEW:
            return Query.term_set_query(self._schema, field, matching.values)
        terms = [Query.term_query(self._schema, field, value, "basic") for value in matching.values]
        return terms[0] if len(terms) == 1 else _any(terms)

    def _between(self, matching: plan.Between) -> Query:
        return Query.range_query(
            self._schema,
            PUBLISHED,
            FieldType.Integer,
            UNDATED if matching.since is None else matching.since,
            matching.until,
            include_lower=matching.since is not None,
            include_upper=matching.until is None,
        )


def _near(near: plan.Near, phrase: Callable[[list[str | tuple[int, str]], int], Query]) -> Query:
    if len(set(near.terms)) == len(near.terms) == 2:
        # For two different terms in one order, Tantivy's slop is the same as `gap`.
        return _any(phrase(list(order), near.gap) for order in permutations(near.terms))
    return _any(phrase(list(arrangement), 0) for arrangement in arrangements(near.terms, near.gap))


def arrangements(terms: tuple[str, ...], gap: int) -> Iterator[Arrangement]:
    """Yield all arrangements of the terms with at most `gap` other positions among them."""
    orders = sorted(set(permutations(terms)))
    for inner in combinations(range(1, len(terms) + gap), len(terms) - 1):
        for order in orders:
            yield tuple(zip((0, *inner), order, strict=True))


def _with_a_positive(parts: tuple[Matching, ...]) -> tuple[Matching, ...]:
    if all(isinstance(part, plan.Except) for part in parts):
        return (plan.Every(), *parts)
    return parts


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _but_not(query: Query) -> Query:
    return Query.boolean_query([(Occur.Must, _unscored(Query.all_query())), (Occur.MustNot, query)])


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)
