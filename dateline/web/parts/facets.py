"""The facets beside results: values as links with the number of articles that each finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from dateline.index.metadata.countries.regions import region_members
from dateline.index.office import Office
from dateline.search.facets.registry import COUNTRY, FACETS, OFFICE, REGION, Facet
from dateline.search.request import NONE, FacetRequest, Request
from dateline.search.results import FacetCounts, FacetValue
from dateline.search.service import SearchService
from dateline.web import changes
from dateline.web.address import write_address, write_each
from dateline.web.language.wording import facet_label, facet_title
from dateline.web.pictures.world import ALL, World, world

SHOWN = 8
"""Values shown of a facet; its own page has the rest."""
OFFICES_COUNTED = 400
"""Portfolios and the offices of single countries are counted in one list, of which only portfolios are shown."""

LISTED = tuple(facet for facet in FACETS if facet.listed)
"""The facets in the order in which they are shown, without dates, which `dates.py` shows."""


class Row(msgspec.Struct, frozen=True):
    """A value with a link that chooses it, or removes it if it is chosen."""

    label: str
    value: str
    count: int
    chosen: bool
    href: str
    alone_href: str | None
    """The `count` articles with this value alone, if `href` would add it to other chosen values."""
    share: int
    """Percent of the largest count in the facet, for a bar."""
    children: tuple[Row, ...] = ()


class FacetView(msgspec.Struct, frozen=True):
    """One facet as a page shows it."""

    name: str
    title: str
    rows: tuple[Row, ...]
    distinct: int
    """Number of values that have articles."""
    listed: int
    """Number of values on the facet's own page, which lists the offices of single countries too."""
    chosen: int
    more_href: str | None
    """The page of all values, if there are more."""


def facet_requests() -> tuple[FacetRequest, ...]:
    """The counts needed for all facets shown."""
    return tuple(map(facet_request, LISTED))


def facet_request(facet: Facet) -> FacetRequest:
    """The counts needed for a facet: one value more than is shown, so that `none` is included if all values fit."""
    return FacetRequest(facet, size=OFFICES_COUNTED if facet is OFFICE else SHOWN + 1)


def with_all_countries(requests: Iterable[FacetRequest]) -> tuple[FacetRequest, ...]:
    """Count every country, as a map needs."""
    return tuple(
        msgspec.structs.replace(request, size=ALL) if request.facet is COUNTRY else request for request in requests
    )


def country_map(request: Request, facets: Iterable[FacetCounts]) -> World | None:
    """The countries of results on a map, each with a link to its articles."""
    values = (value for counts in facets if counts.facet is COUNTRY for value in counts.values)
    alone = write_each(changes.only(request, COUNTRY, ("",)), COUNTRY)
    return world((value, alone(value.value)) for value in values)


def facet_views(service: SearchService, request: Request, facets: Iterable[FacetCounts]) -> tuple[FacetView, ...]:
    """The facets that have a value to choose or a chosen one."""
    by_facet = {counts.facet: counts for counts in facets}
    shown = (by_facet[facet] for facet in LISTED if facet in by_facet)
    return tuple(
        _view(service, request, counts, by_facet.get(COUNTRY))
        for counts in shown
        if any(value.value != NONE or value.chosen for value in counts.values)
    )


def _view(service: SearchService, request: Request, counts: FacetCounts, countries: FacetCounts | None) -> FacetView:
    if counts.facet is OFFICE:
        return _office_view(service, request, counts)
    if counts.facet is REGION:
        return _region_view(request, counts, countries)
    return facet_view(request, counts, _first(counts))


def facet_view(request: Request, counts: FacetCounts, values: Sequence[FacetValue]) -> FacetView:
    """A facet with some of its values, in the given order."""
    more = counts.distinct > sum(value.value != NONE and value.count > 0 for value in values)
    return FacetView(
        name=counts.facet.name,
        title=facet_title(counts.facet),
        rows=value_rows(request, counts.facet, values),
        distinct=counts.distinct,
        listed=counts.distinct,
        chosen=sum(value.chosen for value in values),
        more_href=list_address(request, counts.facet) if more else None,
    )


def _first(counts: FacetCounts) -> list[FacetValue]:
    """The first values and all chosen ones; `none` may follow only if all other values are shown."""
    listed = [value for value in counts.values if value.count or value.chosen]
    cut = SHOWN if counts.distinct > SHOWN else SHOWN + 1
    return [value for number, value in enumerate(listed) if number < cut or value.chosen]


def list_address(request: Request, facet: Facet) -> str:
    """The address of the page of all values of a facet under a request."""
    return write_address(changes.on_page(request, 1), f"/search/{facet.name}")


def value_rows(request: Request, facet: Facet, values: Sequence[FacetValue]) -> tuple[Row, ...]:
    """Values as rows without children."""
    most = max((value.count for value in values), default=0)
    others = bool(changes.chosen_values(request, facet))
    return tuple(_row(request, facet, value, most, others=others) for value in values)


def _row(request: Request, facet: Facet, value: FacetValue, most: int, *, others: bool) -> Row:
    target = changes.remove(request, facet, value.value) if value.chosen else _choose(request, facet, value.value)
    alone = changes.only(request, facet, (value.value,))
    return Row(
        label=facet_label(facet, value.value, value.label),
        value=value.value,
        count=value.count,
        chosen=value.chosen,
        href=write_address(target),
        alone_href=write_address(alone) if others and not value.chosen and target != alone else None,
        share=round(100 * value.count / most) if most else 0,
    )


def _choose(request: Request, facet: Facet, value: str) -> Request:
    """Add a value; an office of one country replaces its portfolio, and a portfolio its offices."""
    if facet is not OFFICE:
        return changes.choose(request, facet, value)
    chosen = changes.chosen_values(request, facet)
    kept = (each for each in chosen if not each.endswith(f"/{value}") and not value.endswith(f"/{each}"))
    return changes.only(request, facet, (*kept, value))


def _region_view(request: Request, counts: FacetCounts, countries: FacetCounts | None) -> FacetView:
    """Regions, with the commonest countries of a chosen one below it."""
    view = facet_view(request, counts, _first(counts))
    found = [value for value in countries.values if value.count or value.chosen] if countries else []
    rows = tuple(
        msgspec.structs.replace(row, children=_countries_of(request, row.value, found)) if row.chosen else row
        for row in view.rows
    )
    return msgspec.structs.replace(view, rows=rows)


def _countries_of(request: Request, region: str, countries: Iterable[FacetValue]) -> tuple[Row, ...]:
    members = region_members(region)
    inside = [value for value in countries if value.value in members]
    return value_rows(request, COUNTRY, inside[:SHOWN])


def _office_view(service: SearchService, request: Request, counts: FacetCounts) -> FacetView:
    """Portfolios, with the offices of single countries below a chosen one."""
    chosen = changes.chosen_values(request, OFFICE)
    opened = {Office.parse(value).portfolio for value in chosen if value != NONE}
    portfolios = [
        value for value in counts.values if Office.parse(value.value).country is None and (value.count or value.chosen)
    ]
    shown = [
        value for number, value in enumerate(portfolios) if number < SHOWN or value.value in opened or value.chosen
    ]
    rows = tuple(
        msgspec.structs.replace(row, children=_offices_of(service, request, row.value)) if row.value in opened else row
        for row in value_rows(request, OFFICE, shown)
    )
    return FacetView(
        name=counts.facet.name,
        title=facet_title(counts.facet),
        rows=rows,
        distinct=sum(value.value != NONE and value.count > 0 for value in portfolios),
        listed=counts.distinct,
        chosen=len(chosen),
        more_href=list_address(request, counts.facet) if counts.distinct > len(rows) else None,
    )


def _offices_of(service: SearchService, request: Request, portfolio: str) -> tuple[Row, ...]:
    values = service.facet(request, FacetRequest(OFFICE, size=SHOWN, contains=f"/{portfolio}")).values
    # Chosen values are always included, and `contains` also matches labels.
    offices = [value for value in values if value.value.endswith(f"/{portfolio}") and (value.count or value.chosen)]
    return value_rows(request, OFFICE, offices)
