"""Pages in a total order.

Tantivy sorts by score or by one column and leaves ties in internal order, which merges change. Ties are sorted here: a
page is read with some hits before and after it, and a run of ties that this window still cuts is completed before it is
sorted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Generic, TypeVar

import msgspec
from tantivy import DocAddress, FieldType, Occur, Order, Query

from dateline.search.engine import Found, Hit
from dateline.search.engines.tantivy.schema import PUBLISHED, UNDATED
from dateline.search.engines.tantivy.searching import Searching
from dateline.search.request import Sort

Key = TypeVar("Key", int, float)

_MARGIN = 100
"""Hits read on each side of a page: another read costs a search, and longer runs of ties are rare."""

ORDERS = {Sort.NEWEST: Order.Desc, Sort.OLDEST: Order.Asc}


class _Run(msgspec.Struct, Generic[Key], frozen=True):
    """Neighbouring hits with equal keys, as far as they are in the window."""

    key: Key
    start: int
    """The position of the first hit of the run among all hits."""
    addresses: Sequence[DocAddress]
    cut_before: bool
    """Whether the window starts with this run, so that more of it may come before."""
    cut_after: bool

    @property
    def is_whole(self) -> bool:
        """Return whether the run is complete."""
        return not (self.cut_before or self.cut_after)


def by_score(index: Searching, query: Query, offset: int, size: int) -> Found:
    """Highest score first, then newest, then by id."""
    margin = _MARGIN
    while True:
        first = max(0, offset - margin)
        total, best = index.best(query, first, offset + size + margin - first)
        runs = list(_runs(best, first, total, offset, offset + size))
        if all(run.is_whole for run in runs):
            break
        margin *= 4
    page: list[Hit] = []
    for run in runs:
        ids = newest_first(index, run.addresses)
        page.extend(Hit(found, run.key) for found in _of_page(ids, run.start, offset, size))
    return Found(total, tuple(page))


def by_date(index: Searching, query: Query, sort: Sort, offset: int, size: int) -> Found:
    """Newest or oldest first, then by id; articles without a date come last, by id."""
    if sort is Sort.NEWEST or not index.has_undated:
        # `UNDATED` sorts before all dates: articles without a date are last already, or there are none.
        total, page = _dated(index, query, sort, offset, size)
        return Found(total, tuple(page))
    total_dated, page = _dated(index, with_date(index, query), sort, offset, size)
    if offset + size > total_dated:
        ids = index.first_ids(without_date(index, query), offset + size - total_dated)
        page.extend(Hit(found, 0.0) for found in _of_page(ids, total_dated, offset, size))
    return Found(index.total(query), tuple(page))


def _dated(index: Searching, query: Query, sort: Sort, offset: int, size: int) -> tuple[int, list[Hit]]:
    first = max(0, offset - _MARGIN)
    total, dated = index.dated(query, ORDERS[sort], first, offset + size + _MARGIN - first)
    page: list[Hit] = []
    for run in _runs(dated, first, total, offset, offset + size):
        start = run.start
        if run.is_whole:
            ids = sorted(index.ids(run.addresses))
        else:
            if run.cut_before:
                start = index.total(_both(query, _published_before(index, run.key, sort)))
            ids = index.first_ids(_both(query, _published_at(index, run.key)), offset + size - start)
        page.extend(Hit(found, 0.0) for found in _of_page(ids, start, offset, size))
    return total, page


def _runs(hits: Sequence[tuple[Key, DocAddress]], first: int, total: int, offset: int, end: int) -> Iterator[_Run[Key]]:
    """Yield the runs of a window that overlap the page; the first hit of the window has the position `first`."""
    start = first
    after_last = first + len(hits)
    for key, group in groupby(hits, key=lambda hit: hit[0]):
        if start >= end:
            return
        addresses = [address for _, address in group]
        if start + len(addresses) > offset:
            yield _Run(
                key,
                start,
                addresses,
                cut_before=start == first > 0,
                cut_after=start + len(addresses) == after_last < total,
            )
        start += len(addresses)


def _of_page(ids: Sequence[str], start: int, offset: int, size: int) -> Sequence[str]:
    """Return the ids of a run that are on the page; the first id of the run has the position `start`."""
    return ids[max(0, offset - start) : max(0, offset + size - start)]


def newest_first(index: Searching, run: Sequence[DocAddress]) -> list[str]:
    """Return the ids of tied hits, newest first, then by id."""
    if len(run) == 1:
        return index.ids(run)
    dated = zip(index.published(run), index.ids(run), strict=True)
    return [article_id for _, article_id in sorted(dated, key=lambda hit: (-hit[0], hit[1]))]


def with_date(index: Searching, query: Query) -> Query:
    """Restrict a query to articles with a date."""
    return _but_not(query, _published_at(index, UNDATED))


def without_date(index: Searching, query: Query) -> Query:
    """Restrict a query to articles without a date."""
    return _both(query, _published_at(index, UNDATED))


def _published_at(index: Searching, seconds: int) -> Query:
    return Query.const_score_query(Query.term_query(index.schema, PUBLISHED, seconds), 0.0)


def _published_before(index: Searching, seconds: int, sort: Sort) -> Query:
    """Return a query for articles that sort before those published at this second."""
    since, until = (seconds + 1, None) if sort is Sort.NEWEST else (None, seconds - 1)
    found = Query.range_query(
        index.schema, PUBLISHED, FieldType.Integer, since, until, include_lower=True, include_upper=True
    )
    return Query.const_score_query(found, 0.0)


def _both(one: Query, other: Query) -> Query:
    return Query.boolean_query([(Occur.Must, one), (Occur.Must, other)])


def _but_not(one: Query, other: Query) -> Query:
    return Query.boolean_query([(Occur.Must, one), (Occur.MustNot, other)])
