"""Exact counts by value.

There are two ways. Reading the values of each article that matches takes the longer the more articles match; walking
through the dictionary of a column, and cutting the articles of each value down to those that match, takes about as long
whatever matches. Columns with several values an article are read slowly, so for a wide search they are walked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import tantivy
from tantivy import Query

from dateline.index.terms import ValueColumn
from dateline.search.engine import Counts
from dateline.search.engines.tantivy.aggregation import TooManyValuesError, all_values
from dateline.search.engines.tantivy.breadth import looks_at_places, share
from dateline.search.engines.tantivy.schema import NO_VALUE, value_field
from dateline.search.engines.tantivy.searching import Searching
from dateline.search.engines.tantivy.translate import translate
from dateline.search.plan import Matching

_WALKED_FROM = {
    ValueColumn.COUNTRY: 0.12,
    ValueColumn.ABOUT: 0.12,
    ValueColumn.REGION: 0.12,
    ValueColumn.OFFICE: 0.25,
    ValueColumn.OFFICIAL: 0.5,
}
"""Columns with several values an article, and the share of all articles from which on walking is the quicker way.

The more values a column has, the longer its dictionary; docs/decisions/010 has the times.
"""
_PHRASES = 4
"""How many times as large a share it is for phrases: each column that is walked looks for them once more."""


def counts(searching: Searching, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
    """How many of the articles that match have each value of these columns."""
    query = translate(matching, searching.schema)
    walk = _quicker_walked(searching.searcher, matching, columns)
    read = [column for column in columns if column not in walk]
    found = values_read(searching.searcher, query, read)
    found.update((column, values_walked(searching.searcher, query, column)) for column in walk)
    return {column: _counts(found[column]) for column in columns}


def values_read(
    searcher: tantivy.Searcher, query: Query, columns: Sequence[ValueColumn]
) -> dict[ValueColumn, dict[str, int]]:
    """Values with their counts, largest first, article by article in one pass; columns too large are walked."""
    if not columns:
        return {}
    try:
        return all_values(searcher, query, columns)
    except TooManyValuesError:
        if len(columns) > 1:
            return {column: values_read(searcher, query, [column])[column] for column in columns}
        return {column: values_walked(searcher, query, column) for column in columns}


def values_walked(searcher: tantivy.Searcher, query: Query, column: ValueColumn) -> dict[str, int]:
    """The same for one column, value by value, without a limit."""
    found = searcher.terms_with_prefix(value_field(column), "", filter_query=query)
    return {value: count for value, count in found if count}


def _quicker_walked(
    searcher: tantivy.Searcher, matching: Matching, columns: Sequence[ValueColumn]
) -> frozenset[ValueColumn]:
    least = {column: _WALKED_FROM[column] for column in columns if column in _WALKED_FROM}
    if not least:
        return frozenset()
    matched = share(searcher, matching) / (_PHRASES if looks_at_places(matching) else 1)
    return frozenset(column for column, enough in least.items() if matched >= enough)


def _counts(values: dict[str, int]) -> Counts:
    without = values.pop(NO_VALUE, 0)
    return Counts(values=values, without=without)
