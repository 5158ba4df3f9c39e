"""The first page: search box, an overview of the archive, the latest articles, example searches."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec
from flask import Response
from msgspec.structs import replace

from dateline.index.article import Published
from dateline.index.office import Office
from dateline.search.facets.registry import COUNTRY, MINISTER, MONTH, OFFICE, SOURCE, YEAR, Facet
from dateline.search.request import NONE, FacetRequest, Request, Sort
from dateline.search.results import ArchiveSummary, FacetCounts, Result, Total
from dateline.search.service import SearchService
from dateline.web import changes
from dateline.web.address import write_address
from dateline.web.http import replies
from dateline.web.language.formatting import date_value
from dateline.web.parts import dates, facets
from dateline.web.parts.copies import with_copies_href
from dateline.web.parts.subject import Entry, entry
from dateline.web.pictures.histogram import Histogram, histogram
from dateline.web.pictures.world import World

LATEST = 6
EXAMPLES = 3
BUSIEST = 8
"""Maximum number of countries, and of officials, of the last month."""
_COUNTED = (
    facets.facet_request(COUNTRY),
    facets.facet_request(MINISTER),
    facets.facet_request(OFFICE),
    facets.facet_request(SOURCE),
)


class ExampleSearch(msgspec.Struct, frozen=True):
    """An example search with its number of articles."""

    text: str
    total: Total
    href: str


class Lately(msgspec.Struct, frozen=True):
    """The countries and officials named most in the last month that has articles."""

    month: str
    total: Total
    href: str
    countries: tuple[Entry, ...]
    officials: tuple[Entry, ...]


class HomeView(msgspec.Struct, frozen=True):
    """Everything that the first page shows."""

    summary: ArchiveSummary
    with_copies_href: str
    latest: tuple[Result, ...]
    facets: tuple[facets.FacetView, ...]
    dates: dates.DatesView
    histogram: Histogram | None
    world: World | None
    examples: tuple[ExampleSearch, ...]
    lately: Lately | None


def page(service: SearchService) -> Response:
    """`/`."""
    everything = changes.EVERYTHING
    counted = (*facets.with_all_countries(_COUNTED), *dates.facet_requests(everything))
    results = service.search(replace(everything, sort=Sort.NEWEST, size=LATEST, facets=counted))
    listed = facets.facet_views(service, everything, results.facets)
    summary = service.summary()
    view = HomeView(
        summary=summary,
        with_copies_href=with_copies_href(everything),
        lately=_lately(service, summary.last) if summary.last else None,
        latest=results.results,
        facets=listed,
        dates=dates.dates_view(everything, results.facets),
        histogram=histogram(everything, results.facets),
        world=facets.country_map(everything, results.facets),
        examples=tuple(islice(_examples(service, results.facets), EXAMPLES)),
    )
    return replies.html("home.html", view=view, typed="")


def _lately(service: SearchService, last: Published) -> Lately:
    month = f"{last.at.year:04}-{last.at.month:02}"
    asking = changes.only_date(changes.EVERYTHING, MONTH, month)
    counted = tuple(FacetRequest(facet, size=BUSIEST + 1) for facet in (COUNTRY, MINISTER))
    results = service.search(replace(asking, size=0, facets=counted))
    countries, officials = (
        tuple(entry(asking, counts.facet, value) for value in counts.values if value.value != NONE)[:BUSIEST]
        for counts in results.facets
    )
    return Lately(date_value(month), results.total, write_address(asking), countries, officials)


def _examples(service: SearchService, counted: tuple[FacetCounts, ...]) -> Iterator[ExampleSearch]:
    """Example searches made from the commonest values, so that each finds something."""
    for text in _texts({counts.facet: _labels(counts) for counts in counted}):
        read = service.read(text)
        total = service.count(read.query)
        if total.count:
            yield ExampleSearch(text, total, write_address(Request(read)))


def _texts(most: dict[Facet, list[tuple[str, str]]]) -> Iterator[str]:
    """Queries by country and office, by person, by two countries and a year, then by one country each."""
    countries, years = most.get(COUNTRY, []), most.get(YEAR, [])
    # The portfolio `other` does not say what it finds.
    offices = [office for office in most.get(OFFICE, []) if office[0] != "other"]
    officials = most.get(MINISTER, [])
    if countries and offices:
        yield f"country:{_typed(countries[0][1])} office:{offices[0][0]}"
    yield from (f"minister:{_typed(label)}" for _, label in officials[:1])
    if len(countries) > 1 and years:
        either = f"{_typed(countries[0][1])} OR {_typed(countries[1][1])}"
        yield f"country:({either}) date:{years[-1][0]}"
    yield from (f"country:{_typed(label)}" for _, label in countries[1:])


def _typed(label: str) -> str:
    """A name as a user types it: in quotes unless it is letters only."""
    return label.lower() if label.isalpha() else f'"{label}"'


def _labels(counts: FacetCounts) -> list[tuple[str, str]]:
    """Values with their labels; of offices only portfolios."""
    return [
        (value.value, value.label)
        for value in counts.values
        if value.value != NONE and not (counts.facet is OFFICE and Office.parse(value.value).country)
    ]
