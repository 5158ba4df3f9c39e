"""Exact counts by value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import tantivy
from tantivy import Query

from dateline.index.terms import ValueColumn
from dateline.search.engine import Counts
from dateline.search.engines.tantivy.schema import NO_VALUE, value_field

ALL_VALUES = 1_000_000
"""More values than a column may hold; Tantivy's counts are exact only if no segment leaves any out."""

_TOO_MANY = "bucket limit was exceeded"
"""What Tantivy says of an aggregation with more than 65,000 values; the limit cannot be set from Python."""


class _Bucket(msgspec.Struct):
    key: str
    doc_count: int


class _Buckets(msgspec.Struct):
    buckets: list[_Bucket]


def counts(searcher: tantivy.Searcher, query: Query, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
    """How many of the articles that match have each value of these columns."""
    return {column: _counts(values) for column, values in _values(searcher, query, columns).items()}


def _values(
    searcher: tantivy.Searcher, query: Query, columns: Sequence[ValueColumn]
) -> Mapping[ValueColumn, dict[str, int]]:
    """Values with their counts, largest first: in one pass where Tantivy can, else column by column."""
    asked: dict[str, object] = {column.value: _terms(column, ALL_VALUES, {"_count": "desc"}) for column in columns}
    try:
        answered = _aggregate(searcher, query, asked)
    except ValueError as error:
        if _TOO_MANY not in str(error):
            raise
        if len(columns) > 1:
            return {column: _values(searcher, query, [column])[column] for column in columns}
        return {column: _of_dictionary(searcher, query, column) for column in columns}
    return {column: {bucket.key: bucket.doc_count for bucket in answered[column.value].buckets} for column in columns}


def _of_dictionary(searcher: tantivy.Searcher, query: Query, column: ValueColumn) -> dict[str, int]:
    """The same by going through all values of a column; slower where few articles match, and without a limit."""
    found = searcher.terms_with_prefix(value_field(column), "", filter_query=query)
    return {value: count for value, count in found if count}


def first_values(searcher: tantivy.Searcher, query: Query, column: ValueColumn, limit: int) -> list[str]:
    """The first values of a column, in ascending order, among the articles that match."""
    if limit <= 0:
        return []
    asked: dict[str, object] = {column.value: _terms(column, limit, {"_key": "asc"})}
    answered = _aggregate(searcher, query, asked)
    return [bucket.key for bucket in answered[column.value].buckets]


def _aggregate(searcher: tantivy.Searcher, query: Query, asked: dict[str, object]) -> dict[str, _Buckets]:
    # The stub has bare dicts.
    return msgspec.convert(searcher.aggregate(query, asked), dict[str, _Buckets])  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]


def _terms(column: ValueColumn, size: int, order: dict[str, str]) -> dict[str, dict[str, object]]:
    return {"terms": {"field": value_field(column), "size": size, "segment_size": size, "order": order}}


def _counts(values: dict[str, int]) -> Counts:
    without = values.pop(NO_VALUE, 0)
    return Counts(values=values, without=without)
