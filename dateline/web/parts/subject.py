"""The subject of a country, official or office page: one search gives all its counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import quote_plus

import msgspec

from dateline.search.facets.registry import Facet
from dateline.search.query.tree import Value, ValueField
from dateline.search.request import NONE, FacetRequest, ReadQuery, Request
from dateline.search.results import FacetValue, Result, Results, Total
from dateline.search.service import SearchService
from dateline.web import changes
from dateline.web.address import write_address
from dateline.web.language.wording import facet_label
from dateline.web.parts import dates
from dateline.web.parts.facets import list_address
from dateline.web.parts.result_position import marked_href
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


def entry(request: Request, facet: Facet, value: FacetValue) -> Entry:
    """The entry of a facet value; its link chooses the value in `request`."""
    chosen = changes.choose(request, facet, value.value)
    label = facet_label(facet, value.value, value.label)
    return Entry(value.value, label, page_of(facet, value.value), value.count, write_address(chosen))


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
        self._counts = {counts.facet: counts for counts in self.results.facets}

    def view(self) -> SubjectView:
        """The part that every such page shows."""
        return SubjectView(
            query=self.request.query.text,
            total=self.results.total,
            href=write_address(Request(self.request.query)),
            latest=self.results.results,
            latest_hrefs=tuple(marked_href(result.id, self.request.query) for result in self.results.results),
            histogram=histogram(Request(self.request.query), self.results.facets),
        )

    def counted(self, facet: Facet, values: Iterable[str]) -> dict[str, Entry]:
        """The entries of those values that were counted."""
        wanted = set(values)
        return {
            value.value: entry(Request(self.request.query), facet, value)
            for value in self._values(facet)
            if value.value in wanted
        }

    def listed(self, facet: Facet, keep: Callable[[str], bool], contains: str = "") -> Listed:
        """The commonest values that `keep` accepts, with a link to all values that contain `contains`."""
        kept = [value for value in self._values(facet) if value.value != NONE and value.count and keep(value.value)]
        entries = tuple(entry(Request(self.request.query), facet, value) for value in kept[:SHOWN])
        address = list_address(Request(self.request.query), facet)
        narrowed = f"{address}&contains={quote_plus(contains, safe='/')}" if contains else address
        return Listed(entries, narrowed if len(kept) > SHOWN else None)

    def _values(self, facet: Facet) -> tuple[FacetValue, ...]:
        counts = self._counts.get(facet)
        return counts.values if counts else ()
