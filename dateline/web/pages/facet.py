"""The page of one facet, and its JSON twin: all values, sorted, filtered and paged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal
from urllib.parse import urlencode

import msgspec
from flask import Response, abort, request

from dateline.problems import Problem
from dateline.search.facets.registry import FACETS, Facet
from dateline.search.output.results_json import QueryAnswer
from dateline.search.request import FacetOrder, FacetRequest, Request
from dateline.search.results import FacetValue
from dateline.search.sentences import Sentence
from dateline.search.service import SearchService
from dateline.web.address import pairs_of, short, write_address
from dateline.web.http import replies
from dateline.web.language.problems import problem_text
from dateline.web.language.wording import page_language
from dateline.web.pages import search
from dateline.web.parts import facets, sentence

SIZE = 60
LAST_START = 1_000_000
FORMAT: Literal["dateline.facet/1"] = "dateline.facet/1"
OWN = ("contains", "order", "start")
"""The parameters that a search does not have."""


class FacetPage(msgspec.Struct, frozen=True):
    """Everything that the page of one facet shows."""

    facet: facets.FacetView
    clauses: tuple[sentence.Clause, ...]
    problems: tuple[str, ...]
    back_href: str
    contains: str
    order: FacetOrder
    start: int
    before: int | None
    """The start of the previous part; None on the first."""
    after: int | None
    kept: tuple[tuple[str, str], ...]
    path: str
    json_href: str


class FacetAnswer(msgspec.Struct, frozen=True):
    """A part of the values of one facet under a search; `distinct` is the number of all values that match."""

    format: Literal["dateline.facet/1"]
    query: QueryAnswer
    field: str
    """The name of the facet."""
    distinct: int
    values: tuple[FacetValue, ...]
    next: str | None
    """The address of the next part; None at the end."""


class _FacetAddress(msgspec.Struct, frozen=True):
    request: Request
    wanted: FacetRequest
    problems: tuple[Problem, ...]


def page(service: SearchService, today: Callable[[], date], name: str) -> Response:
    """`/search/country?q=&contains=&order=name&start=60`, under any request."""
    facet = FACETS.get(name)
    if facet is None or not facet.listed:
        abort(404)
    address = _read_address(service, today, facet)
    return replies.html("facet.html", page=_page(service, address), typed=address.request.query.text)


def twin(service: SearchService, today: Callable[[], date], name: str) -> Response:
    """`/search/country.json`, with the same parameters; also of years, months and days."""
    facet = FACETS.get(name)
    if facet is None:
        abort(404)
    address = _read_address(service, today, facet)
    counts = service.facet(address.request, address.wanted)
    listed = [value for value in counts.values if value.count or value.chosen]
    query = address.request.query
    return replies.json(
        FacetAnswer(
            format=FORMAT,
            query=QueryAnswer(query.text, query.read_as, (*address.problems, *query.problems)),
            field=facet.name,
            distinct=counts.distinct,
            values=tuple(listed[:SIZE]),
            next=_write_address(address, ".json", address.wanted.offset + SIZE) if len(listed) > SIZE else None,
        )
    )


def _read_address(service: SearchService, today: Callable[[], date], facet: Facet) -> _FacetAddress:
    """Read the address; one value more than a page shows is counted, to know whether there are more."""
    address = search.current_address(service, today, but=OWN)
    problems: list[Problem] = []
    order = _order(request.args.get("order", ""), problems)
    start = _start(request.args.get("start", "").strip(), problems)
    contains = request.args.get("contains", "").strip() or None
    wanted = FacetRequest(facet, size=SIZE + 1, offset=start, order=order, contains=contains, language=page_language())
    return _FacetAddress(address.request, wanted, (*address.problems, *problems))


def _order(text: str, problems: list[Problem]) -> FacetOrder:
    orders = {order.value: order for order in FacetOrder}
    if text and text not in orders:
        choices = ", ".join(orders)
        message = Sentence.PARAMETER_NO_CHOICE.message(parameter="order", typed=short(text), choices=choices)
        problems.append(message.problem())
    return orders.get(text, FacetOrder.COUNT)


def _start(text: str, problems: list[Problem]) -> int:
    if text.isascii() and text.isdigit() and len(text) <= len(str(LAST_START)):
        return int(text)
    if text:
        message = Sentence.START_UNKNOWN.message(parameter="start", typed=short(text), most=LAST_START, given=0)
        problems.append(message.problem())
    return 0


def _page(service: SearchService, address: _FacetAddress) -> FacetPage:
    wanted = address.wanted
    counts = service.facet(address.request, wanted)
    listed = [value for value in counts.values if value.count or value.chosen]
    return FacetPage(
        facet=facets.facet_view(address.request, counts, listed[:SIZE]),
        clauses=sentence.clauses(address.request, [counts]),
        problems=tuple(map(problem_text, address.problems)),
        back_href=write_address(address.request),
        contains=wanted.contains or "",
        order=wanted.order,
        start=wanted.offset,
        before=max(wanted.offset - SIZE, 0) if wanted.offset else None,
        after=wanted.offset + SIZE if len(listed) > SIZE else None,
        kept=tuple(pairs_of(address.request)),
        path=f"/search/{wanted.facet.name}",
        json_href=_write_address(address, ".json", wanted.offset),
    )


def _write_address(address: _FacetAddress, ending: str, start: int) -> str:
    """The address of another part or format of the same list."""
    wanted = address.wanted
    order = "" if wanted.order is FacetOrder.COUNT else wanted.order.value
    own = {"contains": wanted.contains, "order": order, "start": str(start or "")}
    search_part = write_address(address.request, f"/search/{wanted.facet.name}{ending}")
    added = urlencode({name: value for name, value in own.items() if value})
    return f"{search_part}{'&' if '?' in search_part else '?'}{added}" if added else search_part
