"""A typed interface to Tantivy's aggregations, which read the values of a column article by article."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import tantivy
from tantivy import Query

from dateline.index.terms import ValueColumn
from dateline.search.engines.tantivy.schema import value_field

ALL_VALUES = 1_000_000
"""More values than a column may have; Tantivy's counts are exact only if no segment leaves any out."""

_TOO_MANY = "bucket limit was exceeded"
"""Tantivy's error for an aggregation with more than 65,000 values; the limit cannot be set from Python."""


class TooManyValuesError(Exception):
    """The aggregation has more values than Tantivy can count."""


class _Bucket(msgspec.Struct):
    key: str
    doc_count: int


class _Buckets(msgspec.Struct):
    buckets: list[_Bucket]


def all_values(
    searcher: tantivy.Searcher, query: Query, columns: Sequence[ValueColumn]
) -> dict[ValueColumn, dict[str, int]]:
    """Return all values of the matching articles with their counts, largest first. Raises TooManyValuesError."""
    answer = _aggregate(
        searcher, query, {column.value: _terms(column, ALL_VALUES, {"_count": "desc"}) for column in columns}
    )
    return {column: {bucket.key: bucket.doc_count for bucket in answer[column.value].buckets} for column in columns}


def first_values(searcher: tantivy.Searcher, query: Query, column: ValueColumn, limit: int) -> list[str]:
    """Return the first values of a column, in ascending order, among the matching articles."""
    if limit <= 0:
        return []
    answer = _aggregate(searcher, query, {column.value: _terms(column, limit, {"_key": "asc"})})
    return [bucket.key for bucket in answer[column.value].buckets]


def _aggregate(searcher: tantivy.Searcher, query: Query, aggregations: dict[str, object]) -> dict[str, _Buckets]:
    try:
        # The stub uses bare dicts.
        return msgspec.convert(searcher.aggregate(query, aggregations), dict[str, _Buckets])  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    except ValueError as error:
        if _TOO_MANY in str(error):
            raise TooManyValuesError from error
        raise


def _terms(column: ValueColumn, size: int, order: dict[str, str]) -> dict[str, object]:
    return {"terms": {"field": value_field(column), "size": size, "segment_size": size, "order": order}}
