"""Shared by the pages of a country, an official and an office: one search that gives all numbers of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import quote_plus

import msgspec

from dateline.search.facets.registry import Facet
from dateline.search.query.tree import Value, ValueField
from dateline.search.request import NONE, FacetRequest, ReadQuery, Request
from dateline.search.results import FacetCounts, FacetValue, Result, Results, Total
from dateline.search.service import SearchService
from dateline.web import changes
from dateline.web.address import write_address
from dateline.web.language.wording import facet_label
from dateline.web.pages.search import article_href
from dateline.web.parts import dates
from dateline.web.parts.facets import list_address
from dateline.web.paths import page_of
from dateline.web.pictures.histogram import Histogram, histogram

LATEST = 6
SHOWN = 12
"""Values shown in a list; the page of the facet has the rest."""


class Entry(msgspec.Struct, frozen=True):
    """A value with the page about it, if there is one, and its number of articles, which links to exactly these."""

    value: str
    label: str
    page: str | None
    count: int
    href: str


def entry(request: Request, field: Facet, value: FacetValue) -> Entry:
    """The entry of a facet value; its link chooses the value in `request`."""
    chosen = changes.choose(request, field, value.value)
    label = facet_label(field, value.value, value.label)
    return Entry(value.value, label, page_of(field, value.value), value.count, write_address(chosen))


class Listed(msgspec.Struct, frozen=True):
    """Values of one facet among the subject's articles."""

    entries: tuple[Entry, ...]
    more_href: str | None


class SubjectView(msgspec.Struct, frozen=True):
    """The articles of one subject."""

    query: str
    total: Total
    href: str
    """All of them."""
    latest: tuple[Result, ...]
    latest_hrefs: tuple[str, ...]
    histogram: Histogram | None


class Subject:
    """The articles that mention a country, an official or an office, from one search."""

    def __init__(self, service: SearchService, field: ValueField, value: str, *counted: FacetRequest) -> None:
        query = Value(field, value)
        asking = Request(ReadQuery(str(query), query), size=LATEST)
        self.request = msgspec.structs.replace(asking, facets=(*counted, *dates.facet_requests(asking)))
        self.results: Results = service.search(self.request)
        self._facets = {facet.facet: facet for facet in self.results.facets}

    def view(self) -> SubjectView:
        """What every such page shows."""
        return SubjectView(
            query=self.request.query.text,
            total=self.results.total,
            href=write_address(Request(self.request.query)),
            latest=self.results.results,
            latest_hrefs=tuple(article_href(result, Request(self.request.query)) for result in self.results.results),
            histogram=histogram(Request(self.request.query), self.results.facets),
        )

    def counted(self, field: Facet, values: Iterable[str]) -> dict[str, Entry]:
        """The entries of these values, as far as they were counted."""
        wanted = set(values)
        return {
            value.value: entry(Request(self.request.query), field, value)
            for value in self._values(field)
            if value.value in wanted
        }

    def listed(self, field: Facet, keep: Callable[[str], bool], contains: str = "") -> Listed:
        """The commonest values that `keep` accepts, and a link to all values of the facet that contain some text."""
        kept = [value for value in self._values(field) if value.value != NONE and value.count and keep(value.value)]
        entries = tuple(entry(Request(self.request.query), field, value) for value in kept[:SHOWN])
        way = list_address(Request(self.request.query), field)
        narrowed = f"{way}&contains={quote_plus(contains, safe='/')}" if contains else way
        return Listed(entries, narrowed if len(kept) > SHOWN else None)

    def _values(self, field: Facet) -> tuple[FacetValue, ...]:
        facet: FacetCounts | None = self._facets.get(field)
        return facet.values if facet else ()
