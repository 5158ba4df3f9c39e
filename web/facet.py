"""All values of one facet, a page at a time, in either order, narrowed by a few letters."""

from __future__ import annotations

import msgspec
from flask import Response, abort, request

from dateline.search.request import FacetField, FacetOrder, FacetRequest, Request
from dateline.search.service import SearchService
from dateline.web import facets, replies, sentence
from dateline.web.address import pairs_of, read_address, write_address

SIZE = 60
LAST_START = 1_000_000


class FacetPage(msgspec.Struct, frozen=True):
    """Everything that the page of one facet shows."""

    facet: facets.FacetView
    clauses: tuple[sentence.Clause, ...]
    back_href: str
    contains: str
    order: FacetOrder
    start: int
    before: int | None
    """Where the part before starts; None on the first."""
    after: int | None
    kept: tuple[tuple[str, str], ...]
    path: str


def page(service: SearchService, name: str) -> Response:
    """`/search/country?q=&contains=&order=name&start=60`, under any request."""
    field = next((each for each in facets.LISTED if each.value == name), None)
    if field is None:
        abort(404)
    own = {"contains", "order", "start"}
    asking = read_address(
        ((key, value) for key, value in request.args.items(multi=True) if key not in own), service.read
    ).request
    return replies.html("facet.html", page=_page(service, asking, _wanted(field)), typed=asking.query.text)


def _wanted(field: FacetField) -> FacetRequest:
    """What of the facet is asked for; one value more than is shown tells whether there is more."""
    order = FacetOrder.NAME if request.args.get("order") == FacetOrder.NAME.value else FacetOrder.COUNT
    start = request.args.get("start", "")
    digits = start.isascii() and start.isdigit() and len(start) <= len(str(LAST_START))
    contains = request.args.get("contains", "").strip() or None
    return FacetRequest(field, size=SIZE + 1, offset=int(start) if digits else 0, order=order, contains=contains)


def _page(service: SearchService, asking: Request, wanted: FacetRequest) -> FacetPage:
    facet = service.facet(asking, wanted)
    listed = [value for value in facet.values if value.count or value.chosen]
    return FacetPage(
        facet=facets.facet_view(asking, facet, listed[:SIZE]),
        clauses=sentence.clauses(asking, [facet]),
        back_href=write_address(asking),
        contains=wanted.contains or "",
        order=wanted.order,
        start=wanted.offset,
        before=max(wanted.offset - SIZE, 0) if wanted.offset else None,
        after=wanted.offset + SIZE if len(listed) > SIZE else None,
        kept=tuple(pairs_of(asking)),
        path=f"/search/{wanted.field.value}",
    )
