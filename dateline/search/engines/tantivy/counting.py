"""Exact counts by value.

There are two ways. Reading the values of each matching article takes longer the more articles match. Walking the
dictionary of a column, and intersecting the articles of each value with the matching ones, takes about as long however
many match. Multi-valued columns are slow to read, so for a broad search they are walked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import tantivy
from tantivy import Query

from dateline.index.terms import ValueColumn
from dateline.search.engine import Counts
from dateline.search.engines.tantivy.aggregation import TooManyValuesError, all_values
from dateline.search.engines.tantivy.breadth import reads_positions, share
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
"""Multi-valued columns, and the share of matching articles from which on walking is faster.

The more values a column has, the longer its dictionary; docs/decisions/010 has the times.
"""
_PHRASE_FACTOR = 4
"""The factor on that share for phrases, which are searched again for each column that is walked."""


def counts(searching: Searching, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
    """Count the matching articles by each value of these columns."""
    query = translate(matching, searching.schema)
    walked = _faster_walked(searching.searcher, matching, columns)
    read = [column for column in columns if column not in walked]
    found = values_read(searching.searcher, query, read)
    found.update((column, values_walked(searching.searcher, query, column)) for column in walked)
    return {column: _counts(found[column]) for column in columns}


def values_read(
    searcher: tantivy.Searcher, query: Query, columns: Sequence[ValueColumn]
) -> dict[ValueColumn, dict[str, int]]:
    """Count values article by article in one pass, largest first; columns with too many values are walked."""
    if not columns:
        return {}
    try:
        return all_values(searcher, query, columns)
    except TooManyValuesError:
        if len(columns) > 1:
            return {column: values_read(searcher, query, [column])[column] for column in columns}
        return {column: values_walked(searcher, query, column) for column in columns}


def values_walked(searcher: tantivy.Searcher, query: Query, column: ValueColumn) -> dict[str, int]:
    """Count the values of one column by its dictionary, without a limit on their number."""
    found = searcher.terms_with_prefix(value_field(column), "", filter_query=query)
    return {value: count for value, count in found if count}


def _faster_walked(
    searcher: tantivy.Searcher, matching: Matching, columns: Sequence[ValueColumn]
) -> frozenset[ValueColumn]:
    thresholds = {column: _WALKED_FROM[column] for column in columns if column in _WALKED_FROM}
    if not thresholds:
        return frozenset()
    matched = share(searcher, matching) / (_PHRASE_FACTOR if reads_positions(matching) else 1)
    return frozenset(column for column, threshold in thresholds.items() if matched >= threshold)


def _counts(values: dict[str, int]) -> Counts:
    without = values.pop(NO_VALUE, 0)
    return Counts(values=values, without=without)
