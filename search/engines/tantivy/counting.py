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


class _Bucket(msgspec.Struct):
    key: str
    doc_count: int


class _Buckets(msgspec.Struct):
    buckets: list[_Bucket]


def counts(searcher: tantivy.Searcher, query: Query, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
    """How many of the articles that match have each value of these columns, in one pass."""
    asked: dict[str, object] = {column.value: _terms(column, ALL_VALUES, {"_count": "desc"}) for column in columns}
    answered = _aggregate(searcher, query, asked)
    return {column: _counts(answered[column.value]) for column in columns}


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


def _counts(found: _Buckets) -> Counts:
    values = {bucket.key: bucket.doc_count for bucket in found.buckets}
    return Counts(values=values, without=values.pop(NO_VALUE, 0))
