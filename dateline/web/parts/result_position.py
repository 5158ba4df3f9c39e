"""An article's position among the results that led to it, with links back and to the previous and next article.

It is in the article's address: the request that gave the results, and as `at` the number of the article among them.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from dateline.search.request import ReadQuery, Request
from dateline.search.service import SearchService
from dateline.web import changes
from dateline.web.address import LAST_PAGE, read_address, write_address
from dateline.web.paths import article_path

AT = "at"


class Neighbour(msgspec.Struct, frozen=True):
    """An article before or after."""

    title: str
    href: str


class Position(msgspec.Struct, frozen=True):
    """An article's position among the results of a request; None if its address has none."""

    request: Request
    at: int | None
    """The article's number among the results, from 1."""


class PositionView(msgspec.Struct, frozen=True):
    """The links of an article page to the results that led to it."""

    back_href: str
    at: int | None
    before: Neighbour | None
    after: Neighbour | None


def read_position(pairs: Iterable[tuple[str, str]], service: SearchService) -> Position:
    """Read the parameters of an article's address; never raises."""
    given = list(pairs)
    address = read_address(((name, value) for name, value in given if name != AT), service.read)
    numbers = [int(value) for name, value in given if name == AT and _is_number(value)]
    return Position(address.request, next((number for number in numbers if 1 <= number <= LAST_PAGE), None))


def placed_href(article_id: str, request: Request, at: int) -> str:
    """The address of an article as the `at`-th result of a request."""
    address = write_address(changes.on_page(request, 1), article_path(article_id))
    return f"{address}{'&' if '?' in address else '?'}{AT}={at}"


def marked_href(article_id: str, query: ReadQuery) -> str:
    """The address of an article in which the words of a query are marked."""
    return write_address(Request(query), article_path(article_id))


def position_view(service: SearchService, position: Position, article_id: str) -> PositionView | None:
    """The links back, to the previous and to the next article; None if the address has no request."""
    request, at = position.request, position.at
    if at is None:
        asks = request.query.text.strip() or request.choices or request.since or request.until
        return PositionView(write_address(request), None, None, None) if asks else None
    page = (at - 1) // max(request.size, 1) + 1
    return PositionView(
        back_href=write_address(changes.on_page(request, page)),
        at=at,
        before=_neighbour(service, request, at - 1, article_id),
        after=_neighbour(service, request, at + 1, article_id),
    )


def _neighbour(service: SearchService, request: Request, at: int, article_id: str) -> Neighbour | None:
    """The `at`-th result; None if there is none, or if newer articles have moved this article there."""
    if at < 1:
        return None
    found = service.search(replace(request, page=at, size=1, facets=()))
    if found.page != at or not found.results or found.results[0].id == article_id:
        return None
    result = found.results[0]
    return Neighbour(result.headline or result.opening, placed_href(result.id, request, at))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= len(str(LAST_PAGE))
