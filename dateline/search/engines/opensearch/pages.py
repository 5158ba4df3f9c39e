"""Pages and walks in a total order, sorted by the cluster: score or date, then newest, then id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import msgspec

from dateline.index.terms import ValueColumn
from dateline.search.engine import Found, Hit
from dateline.search.engines.opensearch.cluster import Statistics
from dateline.search.engines.opensearch.point_in_time import PointInTime
from dateline.search.engines.opensearch.schema import PUBLISHED, value_field
from dateline.search.engines.opensearch.translate import filtering, ranking
from dateline.search.plan import Matching
from dateline.search.request import Sort

WINDOW = 10_000
"""Hits that a cluster returns at once, unless configured otherwise."""

# Last is the default, but without it OpenSearch (2.19) leaves a shard out of the next window if all its dates were
# returned already, and with it the shard's articles without a date.
_UNDATED_LAST = {"missing": "_last"}
_BY_SCORE = {"_score": {"order": "desc"}}
_NEWEST_FIRST = {PUBLISHED: {"order": "desc", **_UNDATED_LAST}}
_OLDEST_FIRST = {PUBLISHED: {"order": "asc", **_UNDATED_LAST}}
_BY_ID = {value_field(ValueColumn.ID): {"order": "asc"}}
_ORDERS: Mapping[Sort, list[dict[str, dict[str, str]]]] = {
    Sort.RELEVANCE: [_BY_SCORE, _NEWEST_FIRST, _BY_ID],
    Sort.NEWEST: [_NEWEST_FIRST, _BY_ID],
    Sort.OLDEST: [_OLDEST_FIRST, _BY_ID],
}


_STATISTICS = {
    Sort.RELEVANCE: Statistics.OF_ALL_SHARDS,
    Sort.NEWEST: Statistics.OF_EACH_SHARD,
    Sort.OLDEST: Statistics.OF_EACH_SHARD,
}


class _Sorted(msgspec.Struct):
    sort: list[float | int | str]
    """The sort values; the last one is the id."""


class _Total(msgspec.Struct, frozen=True):
    value: int


class _Hits(msgspec.Struct):
    hits: list[_Sorted]
    total: _Total = _Total(0)


class _Answer(msgspec.Struct):
    hits: _Hits


def total(index: PointInTime, matching: Matching) -> int:
    """Return the number of matching articles."""
    body = {"query": filtering(matching), "size": 0, "track_total_hits": True}
    return index.search(body, _Answer).hits.total.value


def page(index: PointInTime, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
    """Return a page of hits. A page beyond the first window costs a search for each window before it."""
    if offset + size > WINDOW:
        return Found(total(index, matching), tuple(islice(walk(index, matching, sort), offset, offset + size)))
    body = {**_body(matching, sort), "from": offset, "size": size, "track_total_hits": True}
    found = index.search(body, _Answer, _STATISTICS[sort]).hits
    return Found(found.total.value, tuple(_hit(hit, sort) for hit in found.hits))


def walk(index: PointInTime, matching: Matching, sort: Sort) -> Iterator[Hit]:
    """Yield every hit, a window at a time."""
    body = {**_body(matching, sort), "size": WINDOW, "track_total_hits": False}
    hits = index.search(body, _Answer, _STATISTICS[sort]).hits.hits
    while hits:
        yield from (_hit(hit, sort) for hit in hits)
        if len(hits) < WINDOW:
            return
        hits = index.search({**body, "search_after": hits[-1].sort}, _Answer, _STATISTICS[sort]).hits.hits


def _body(matching: Matching, sort: Sort) -> dict[str, object]:
    query = ranking(matching) if sort is Sort.RELEVANCE else filtering(matching)
    return {"query": query, "sort": _ORDERS[sort], "stored_fields": "_none_"}


def _hit(found: _Sorted, sort: Sort) -> Hit:
    return Hit(str(found.sort[-1]), float(found.sort[0]) if sort is Sort.RELEVANCE else 0.0)
