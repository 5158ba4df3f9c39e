"""Pages in a total order.

Tantivy orders by score or by one column and leaves equals in internal order, which merges change. Equals are put
in order here: only those that share a page with others are looked at, and a run of equals that a page cuts is
completed before it is ordered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from tantivy import DocAddress, FieldType, Occur, Order, Query

from dateline.search.engine import Found, Hit
from dateline.search.engines.tantivy.schema import PUBLISHED, UNDATED
from dateline.search.engines.tantivy.searching import Searching
from dateline.search.request import Sort

Key = TypeVar("Key", int, float)

_LOOKED_PAST = 100
"""Hits behind a page that are looked at at once: asking again costs a search, and longer runs of equals are rare."""

_ORDERS = {Sort.NEWEST: Order.Desc, Sort.OLDEST: Order.Asc}


def by_score(index: Searching, query: Query, offset: int, size: int) -> Found:
    """Highest score first, then newest, then by id."""
    end = offset + size
    limit = end + _LOOKED_PAST
    total, best = index.best(query, limit)
    while len(best) == limit < total and best[-1][0] == best[end - 1][0]:
        limit *= 4
        total, best = index.best(query, limit)
    page: list[Hit] = []
    for start, score, run in _runs(best, offset, end):
        ids = _newest_first(index, run) if len(run) > 1 else index.ids(run)
        page.extend(Hit(found, score) for found in ids[max(0, offset - start) : end - start])
    return Found(total, tuple(page))


def by_date(index: Searching, query: Query, sort: Sort, offset: int, size: int) -> Found:
    """Newest or oldest first, then by id; what has no date comes last, by id."""
    end = offset + size
    with_date = _both(query, _published(index, UNDATED + 1, None))
    total_dated, dated = index.dated(with_date, _ORDERS[sort], end)
    page: list[Hit] = []
    for start, seconds, run in _runs(dated, offset, end):
        if start + len(run) < min(end, total_dated):
            ids = sorted(index.ids(run))
        else:
            ids = index.first_ids(_both(query, _published(index, seconds, seconds)), len(run))
        page.extend(Hit(found, 0.0) for found in ids[max(0, offset - start) :])
    undated = _both(query, _published(index, UNDATED, UNDATED))
    if end > total_dated:
        ids = index.first_ids(undated, end - total_dated)
        page.extend(Hit(found, 0.0) for found in ids[max(0, offset - total_dated) :])
    return Found(index.total(query), tuple(page))


def _runs(hits: Sequence[tuple[Key, DocAddress]], offset: int, end: int) -> Iterator[tuple[int, Key, list[DocAddress]]]:
    """Runs of equal keys that reach into the page, each with the place of its first hit."""
    start = 0
    for key, group in groupby(hits, key=lambda hit: hit[0]):
        run = [address for _, address in group]
        if start < end and start + len(run) > offset:
            yield start, key, run
        start += len(run)


def _newest_first(index: Searching, run: Sequence[DocAddress]) -> list[str]:
    dated = zip(index.published(run), index.ids(run), strict=True)
    return [article_id for _, article_id in sorted(dated, key=lambda hit: (-hit[0], hit[1]))]


def _published(index: Searching, first: int, last: int | None) -> Query:
    return Query.const_score_query(
        Query.range_query(index.schema, PUBLISHED, FieldType.Integer, first, last, include_upper=True), 0.0
    )


def _both(one: Query, other: Query) -> Query:
    return Query.boolean_query([(Occur.Must, one), (Occur.Must, other)])
