"""A whole result in its total order, one window at a time.

Windows of one commit follow each other without gaps, because within a commit Tantivy keeps ties in the same internal
order. A run of ties may span windows and is sorted once it is complete, so memory holds one window and one run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias, TypeVar

from tantivy import DocAddress, Query

from dateline.search.engine import Hit
from dateline.search.engines.tantivy.order import ORDERS, newest_first, with_date, without_date
from dateline.search.engines.tantivy.searching import Searching
from dateline.search.request import Sort

WINDOW = 10_000
"""Hits in a window: each window costs a search over all matches, and some 200 bytes a hit."""

Key = TypeVar("Key", int, float)
Window: TypeAlias = Callable[[int, int], tuple[int, list[tuple[Key, DocAddress]]]]
"""Takes a position and a number of hits; returns the total and these hits."""


def by_score(index: Searching, query: Query) -> Iterator[Hit]:
    """Highest score first, then newest, then by id."""
    for score, run in _runs(partial(index.best, query)):
        yield from (Hit(found, score) for found in newest_first(index, run))


def by_date(index: Searching, query: Query, sort: Sort) -> Iterator[Hit]:
    """Newest or oldest first, then by id; articles without a date come last, by id."""
    for part in (with_date(index, query), without_date(index, query)):
        yield from _dated(index, part, sort)


def _dated(index: Searching, query: Query, sort: Sort) -> Iterator[Hit]:
    for _, run in _runs(partial(index.dated, query, ORDERS[sort])):
        yield from (Hit(found, 0.0) for found in sorted(index.ids(run)))


def _runs(window: Window[Key]) -> Iterator[tuple[Key, list[DocAddress]]]:
    """Yield complete runs of hits with equal keys."""
    for key, run in groupby(_hits(window), key=itemgetter(0)):
        yield key, [address for _, address in run]


def _hits(window: Window[Key]) -> Iterator[tuple[Key, DocAddress]]:
    position, total = 0, 1
    while position < total:
        total, hits = window(position, WINDOW)
        yield from hits
        position += WINDOW
