"""Copies on pages: searches that show them, and the copies of one article."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from dateline.index.article import Article, first_copy
from dateline.search.query.simplify import simplify
from dateline.search.query.tree import And, Query, Value, ValueField, WithCopies
from dateline.search.request import ReadQuery, Request, Sort
from dateline.search.results import Result
from dateline.search.service import SearchService
from dateline.web.address import write_address
from dateline.web.paths import article_path

MOST = 10
"""Maximum number of copies listed with an article; a link leads to all."""


class CopiesView(msgspec.Struct, frozen=True):
    """The other articles of a cluster of copies, the earliest first."""

    is_copy: bool
    """Whether the article shown is not the earliest."""
    others: int
    href: str
    results: tuple[Result, ...]
    hrefs: tuple[str, ...]


def with_copies_href(asking: Request) -> str:
    """The address of the same search with copies shown."""
    query = simplify(And((asking.query.query, WithCopies())))
    return write_address(replace(asking, query=_read(query), page=1))


def copies_href(first: str) -> str:
    """The address of all articles of a cluster."""
    return write_address(_all_of(first))


def copies_view(service: SearchService, article: Article) -> CopiesView | None:
    """The copies of an article, or None if there are none."""
    asking = _all_of(first_copy(article))
    found = service.search(replace(asking, size=MOST + 1))
    others = tuple(result for result in found.results if result.id != article.id)[:MOST]
    if not others:
        return None
    return CopiesView(
        is_copy=article.duplicate_of is not None,
        others=found.total.count - 1,
        href=write_address(asking),
        results=others,
        hrefs=tuple(article_path(result.id) for result in others),
    )


def _all_of(first: str) -> Request:
    return Request(_read(Value(ValueField.DUPLICATES, first)), sort=Sort.OLDEST)


def _read(query: Query) -> ReadQuery:
    return ReadQuery(str(query), query)
