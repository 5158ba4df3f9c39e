"""Exact counts by value.

If a column has few enough values, each shard returns all of them, so their sum is exact. A column with more values is
counted in a request of its own; if it is still too large, its values are read in windows, which takes several times as
long. All ways go through the matching articles only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.engine import Counts
from dateline.search.engines.opensearch.point_in_time import PointInTime
from dateline.search.engines.opensearch.schema import text_field, value_field
from dateline.search.engines.opensearch.translate import Clause, filtering
from dateline.search.plan import Matching, StartsWith

_AT_ONCE = 60_000
"""Values of all columns in one request: a cluster returns up to 65,535 buckets, unless configured otherwise."""
_TERMS_OF_A_SHARD = 4_000
_WINDOW = 10_000
_WITHOUT = "without "
"""Prefix of the aggregation that counts the articles without a value in a column."""


class _Bucket(msgspec.Struct):
    key: str
    doc_count: int


class _Values(msgspec.Struct):
    """The values of a column, or only the number of articles without one."""

    buckets: list[_Bucket] = []
    sum_other_doc_count: int = 0
    doc_count: int = 0

    @property
    def is_whole(self) -> bool:
        """Return whether no shard left out any value."""
        return self.sum_other_doc_count == 0


class _Answer(msgspec.Struct):
    aggregations: dict[str, _Values]


class _Key(msgspec.Struct):
    value: str


class _Composed(msgspec.Struct):
    key: _Key
    doc_count: int


class _Window(msgspec.Struct):
    buckets: list[_Composed]
    after_key: _Key | None = None


class _Windows(msgspec.Struct):
    aggregations: dict[str, _Window]


def counts(index: PointInTime, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
    """Count the matching articles by each value of these columns."""
    if not columns:
        return {}
    query = filtering(matching)
    answer = _aggregate(index, query, columns)
    counted: dict[ValueColumn, Counts] = {}
    for column in columns:
        found = answer[column.value]
        if not found.is_whole and len(columns) > 1:
            found = _aggregate(index, query, [column])[column.value]
        counted[column] = Counts(_all_values(index, query, column, found), answer[_WITHOUT + column.value].doc_count)
    return counted


def first_terms(index: PointInTime, column: TextColumn, start: str, most: int) -> list[str]:
    """Return up to `most` terms of a column with the prefix `start`, most articles first."""
    if most <= 0:
        return []
    terms = {
        "field": text_field(column),
        "include": f"{_quoted(start)}.*",
        "size": most,
        "shard_size": max(most, _TERMS_OF_A_SHARD),
    }
    body = _body(filtering(StartsWith(column, start)), {"terms": {"terms": terms}})
    return [bucket.key for bucket in index.search(body, _Answer).aggregations["terms"].buckets]


def _aggregate(index: PointInTime, query: Clause, columns: Sequence[ValueColumn]) -> dict[str, _Values]:
    """Return the largest values of each column, and the number of articles without one."""
    most = _AT_ONCE // len(columns)
    aggregations: dict[str, Clause] = {}
    for column in columns:
        field = value_field(column)
        aggregations[column.value] = {"terms": {"field": field, "size": most, "shard_size": most}}
        aggregations[_WITHOUT + column.value] = {"missing": {"field": field}}
    return index.search(_body(query, aggregations), _Answer).aggregations


def _all_values(index: PointInTime, query: Clause, column: ValueColumn, found: _Values) -> dict[str, int]:
    if found.is_whole:
        return {bucket.key: bucket.doc_count for bucket in found.buckets}
    windows = [(bucket.key.value, bucket.doc_count) for bucket in _windows(index, query, column)]
    return dict(sorted(windows, key=lambda counted: -counted[1]))


def _windows(index: PointInTime, query: Clause, column: ValueColumn) -> Iterator[_Composed]:
    """Yield all values in ascending order."""
    composite: dict[str, object] = {"size": _WINDOW, "sources": [{"value": {"terms": {"field": value_field(column)}}}]}
    while True:
        body = _body(query, {"values": {"composite": composite}})
        window = index.search(body, _Windows).aggregations["values"]
        yield from window.buckets
        if window.after_key is None or len(window.buckets) < _WINDOW:
            return
        composite = {**composite, "after": {"value": window.after_key.value}}


def _body(query: Clause, aggregations: Mapping[str, Clause]) -> Clause:
    return {"query": query, "size": 0, "track_total_hits": False, "aggs": aggregations}


def _quoted(text: str) -> str:
    """Quote text for a regular expression of Lucene, in which any character but letters and digits may be special."""
    return re.sub(r"(\W)", r"\\\1", text)
