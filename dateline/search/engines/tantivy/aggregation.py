"""Values of a column read article by article: Tantivy's aggregations, with types."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import tantivy
from tantivy import Query

from dateline.index.terms import ValueColumn
from dateline.search.engines.tantivy.schema import value_field

ALL_VALUES = 1_000_000
"""More values than a column may hold; Tantivy's counts are exact only if no segment leaves any out."""

_TOO_MANY = "bucket limit was exceeded"
"""What Tantivy says of an aggregation with more than 65,000 values; the limit cannot be set from Python."""


class TooManyValuesError(Exception):
    """An aggregation has more values than Tantivy counts."""


class _Bucket(msgspec.Struct):
    key: str
    doc_count: int


class _Buckets(msgspec.Struct):
    buckets: list[_Bucket]


def all_values(
    searcher: tantivy.Searcher, query: Query, columns: Sequence[ValueColumn]
) -> dict[ValueColumn, dict[str, int]]:
    """All values among the articles that match, with their counts, largest first. Raises TooManyValuesError."""
    answered = _aggregate(
        searcher, query, {column.value: _terms(column, ALL_VALUES, {"_count": "desc"}) for column in columns}
    )
    return {column: {bucket.key: bucket.doc_count for bucket in answered[column.value].buckets} for column in columns}


def first_values(searcher: tantivy.Searcher, query: Query, column: ValueColumn, limit: int) -> list[str]:
    """The first values of a column, in ascending order, among the articles that match."""
    if limit <= 0:
        return []
    answered = _aggregate(searcher, query, {column.value: _terms(column, limit, {"_key": "asc"})})
    return [bucket.key for bucket in answered[column.value].buckets]


def _aggregate(searcher: tantivy.Searcher, query: Query, asked: dict[str, object]) -> dict[str, _Buckets]:
    try:
        # The stub has bare dicts.
        return msgspec.convert(searcher.aggregate(query, asked), dict[str, _Buckets])  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    except ValueError as error:
        if _TOO_MANY in str(error):
            raise TooManyValuesError from error
        raise


def _terms(column: ValueColumn, size: int, order: dict[str, str]) -> dict[str, object]:
    return {"terms": {"field": value_field(column), "size": size, "segment_size": size, "order": order}}
