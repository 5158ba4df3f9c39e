"""Exact counts by value.

Each shard gives all its values of a column while they are few enough, so that their sum is exact. A column with more is
asked for alone, and one that is too large even so is read value by value, a window at a time, which takes several times
as long. All go through the articles that match, and through no others.
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
"""Values of all columns together: a cluster gives 65,535 at once, unless it is told otherwise."""
_TERMS_OF_A_SHARD = 4_000
_WINDOW = 10_000
_WITHOUT = "without "
"""Before the name of a column: how many have no value there."""


class _Bucket(msgspec.Struct):
    key: str
    doc_count: int


class _Values(msgspec.Struct):
    """Of a column, or only how many have none."""

    buckets: list[_Bucket] = []
    sum_other_doc_count: int = 0
    doc_count: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether no shard had more values."""
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
    """How many of the articles that match have each value of these columns."""
    if not columns:
        return {}
    query = filtering(matching)
    answered = _asked(index, query, columns)
    counted: dict[ValueColumn, Counts] = {}
    for column in columns:
        found = answered[column.value]
        if not found.is_whole and len(columns) > 1:
            found = _asked(index, query, [column])[column.value]
        counted[column] = Counts(_all_values(index, query, column, found), answered[_WITHOUT + column.value].doc_count)
    return counted


def first_terms(index: PointInTime, column: TextColumn, start: str, most: int) -> list[str]:
    """The first `most` terms of a column that begin so, those of most articles first."""
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


def _asked(index: PointInTime, query: Clause, columns: Sequence[ValueColumn]) -> dict[str, _Values]:
    """The first values of each column, and how many articles have none."""
    most = _AT_ONCE // len(columns)
    asked: dict[str, Clause] = {}
    for column in columns:
        field = value_field(column)
        asked[column.value] = {"terms": {"field": field, "size": most, "shard_size": most}}
        asked[_WITHOUT + column.value] = {"missing": {"field": field}}
    return index.search(_body(query, asked), _Answer).aggregations


def _all_values(index: PointInTime, query: Clause, column: ValueColumn, found: _Values) -> dict[str, int]:
    if found.is_whole:
        return {bucket.key: bucket.doc_count for bucket in found.buckets}
    windows = [(bucket.key.value, bucket.doc_count) for bucket in _windows(index, query, column)]
    return dict(sorted(windows, key=lambda counted: -counted[1]))


def _windows(index: PointInTime, query: Clause, column: ValueColumn) -> Iterator[_Composed]:
    """All values in ascending order."""
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
    """As part of a regular expression of Lucene, where any sign but a letter or digit may mean something."""
    return re.sub(r"(\W)", r"\\\1", text)
