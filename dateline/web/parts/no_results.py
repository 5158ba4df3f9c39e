"""For an empty result: the count without each filter."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec
from msgspec.structs import replace

from dateline.search.query.tree import And, Query
from dateline.search.request import ReadQuery, Request
from dateline.search.results import FacetCounts, Total
from dateline.search.service import SearchService
from dateline.web import changes
from dateline.web.address import write_address
from dateline.web.parts import sentence

MOST_TRIED = 12
"""Each costs a search."""


class WayOut(msgspec.Struct, frozen=True):
    """A constraint, and the number of articles without it."""

    label: str
    total: Total
    href: str


def ways_out(service: SearchService, request: Request, facets: tuple[FacetCounts, ...]) -> tuple[WayOut, ...]:
    """The constraints without which something is found, those with most articles first."""
    tried = (
        WayOut(label, _total(service, without), write_address(without))
        for label, without in islice(_relaxed(request, facets), MOST_TRIED)
    )
    return tuple(sorted((way for way in tried if way.total.count), key=lambda way: -way.total.count))


def _total(service: SearchService, request: Request) -> Total:
    return service.search(replace(request, size=0, facets=())).total


def _relaxed(request: Request, facets: tuple[FacetCounts, ...]) -> Iterator[tuple[str, Request]]:
    query = request.query.query
    clauses = sentence.clauses(request, facets)
    if isinstance(query, And):
        yield from ((str(child), changes.asking(request, _without(query, child))) for child in query.children)
    # Without its only constraint a request finds the whole archive, which does not help.
    if len(clauses) > 1:
        yield from ((sentence.either(chip.label for chip in clause.chips), clause.without) for clause in clauses)


def _without(query: And, child: Query) -> ReadQuery:
    rest = tuple(each for each in query.children if each is not child)
    kept = rest[0] if len(rest) == 1 else And(rest)
    return ReadQuery(str(kept), kept)
