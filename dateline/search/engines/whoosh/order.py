"""Pages in a total order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from heapq import nlargest
from itertools import compress

from dateline.index.terms import ValueColumn
from dateline.search.engine import Found, Hit
from dateline.search.engines.whoosh.commit import Commit
from dateline.search.engines.whoosh.schema import DATE_KEYS, Figure
from dateline.search.request import Sort


def by_score(commit: Commit, matched: AbstractSet[int], scores: Mapping[int, float], offset: int, size: int) -> Found:
    """Return a page: highest score first, then newest, then by id; articles without a score come last."""
    ranked = _ranked(commit, matched, scores, offset + size)
    return _page(commit, len(matched), ranked[offset:], scores)


def by_date(commit: Commit, matched: AbstractSet[int], sort: Sort, offset: int, size: int) -> Found:
    """Return a page: newest or oldest first, then by id; articles without a date come last."""
    first = _first(commit, sort, matched.__contains__, offset + size)
    return _page(commit, len(matched), first[offset:], {})


def all_by_score(commit: Commit, matched: AbstractSet[int], scores: Mapping[int, float]) -> Iterator[Hit]:
    """Yield every hit in the order of `by_score`."""
    return _hits(commit, _ranked(commit, matched, scores, len(matched)), scores)


def all_by_date(commit: Commit, matched: AbstractSet[int], sort: Sort) -> Iterator[Hit]:
    """Yield every hit in the order of `by_date`."""
    return _hits(commit, _first(commit, sort, matched.__contains__, len(matched)), {})


def _ranked(commit: Commit, matched: AbstractSet[int], scores: Mapping[int, float], end: int) -> list[int]:
    """Return the first `end` articles by score."""
    best = nlargest(end, scores.values())
    newest_first = _date_order(commit, Sort.NEWEST)
    ranked = list(compress(scores, map(best[-1].__le__, scores.values()))) if best else []
    ranked.sort(key=lambda article: (-scores[article], newest_first(article)))
    if len(best) < end:
        unscored = matched - scores.keys()
        ranked += _first(commit, Sort.NEWEST, unscored.__contains__, end - len(best))
    return ranked[:end]


def _first(commit: Commit, sort: Sort, wanted: Callable[[int], bool], count: int) -> list[int]:
    return sorted(commit.first(sort, wanted, count), key=_date_order(commit, sort))[:count]


def _date_order(commit: Commit, sort: Sort) -> Callable[[int], tuple[int, str]]:
    date_key = DATE_KEYS[sort]
    published = commit.figures(Figure.PUBLISHED)
    ids = commit.values(ValueColumn.ID)
    return lambda article: (date_key(published[article]), ids[article])


def _page(commit: Commit, total: int, articles: list[int], scores: Mapping[int, float]) -> Found:
    return Found(total, tuple(_hits(commit, articles, scores)))


def _hits(commit: Commit, articles: Iterable[int], scores: Mapping[int, float]) -> Iterator[Hit]:
    ids = commit.values(ValueColumn.ID)
    return (Hit(ids[article], scores.get(article, 0.0)) for article in articles)
