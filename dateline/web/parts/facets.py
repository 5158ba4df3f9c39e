"""The facets beside results: values as links, each with the number of reports behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from dateline.index.metadata.countries.regions import region_members
from dateline.search.facets.registry import COUNTRY, FACETS, OFFICE, REGION, Facet
from dateline.search.request import NONE, FacetRequest, Request
from dateline.search.results import FacetCounts, FacetValue
from dateline.search.service import SearchService
from dateline.web import changes
from dateline.web.address import write_address, write_each
from dateline.web.language.wording import facet_label, facet_title
from dateline.web.pictures.world import ALL, World, world

SHOWN = 8
"""Values of a facet beside the results; its own page has the rest."""
OFFICES_COUNTED = 400
"""Portfolios and the offices of single countries are counted as one list, of which only portfolios are shown."""

LISTED = tuple(facet for facet in FACETS if facet.listed)
"""The facets of values, in the order they are shown; dates have a place of their own."""


class Row(msgspec.Struct, frozen=True):
    """A value: its link chooses it, or removes it where it is chosen."""

    label: str
    value: str
    count: int
    chosen: bool
    href: str
    alone_href: str | None
    """Where others are chosen too, the link would add this value to them; this one shows the `count` reports alone."""
    share: int
    """Percent of the largest count in the facet, for a bar."""
    children: tuple[Row, ...] = ()


class FacetView(msgspec.Struct, frozen=True):
    """One facet as a page shows it."""

    name: str
    title: str
    rows: tuple[Row, ...]
    distinct: int
    """Values that have reports."""
    listed: int
    """Values on the page of all; of offices that has those of single countries too."""
    chosen: int
    more_href: str | None
    """The page of all values, where there are more."""


def facet_requests() -> tuple[FacetRequest, ...]:
    """What to count for the facets of values."""
    return tuple(map(facet_request, LISTED))


def facet_request(field: Facet) -> FacetRequest:
    """What to count for one; one value more than is shown, so that the none-bucket comes along where all are shown."""
    return FacetRequest(field, size=OFFICES_COUNTED if field is OFFICE else SHOWN + 1)


def with_all_countries(requests: Iterable[FacetRequest]) -> tuple[FacetRequest, ...]:
    """The same, with every country: for a map."""
    return tuple(
        msgspec.structs.replace(request, size=ALL) if request.facet is COUNTRY else request for request in requests
    )


def country_map(request: Request, facets: Iterable[FacetCounts]) -> World | None:
    """The countries of results on a map, each leading to its reports alone."""
    values = (value for facet in facets if facet.facet is COUNTRY for value in facet.values)
    alone = write_each(changes.only(request, COUNTRY, ("",)), COUNTRY)
    return world((value, alone(value.value)) for value in values)


def facet_views(service: SearchService, request: Request, facets: Iterable[FacetCounts]) -> tuple[FacetView, ...]:
    """The facets of values that have anything to choose or chosen."""
    by_field = {facet.facet: facet for facet in facets}
    shown = (by_field[field] for field in LISTED if field in by_field)
    return tuple(
        _view(service, request, facet, by_field.get(COUNTRY))
        for facet in shown
        if any(value.value != NONE or value.chosen for value in facet.values)
    )


def _view(service: SearchService, request: Request, facet: FacetCounts, countries: FacetCounts | None) -> FacetView:
    if facet.facet is OFFICE:
        return _office_view(service, request, facet)
    if facet.facet is REGION:
        return _region_view(request, facet, countries)
    return facet_view(request, facet, _first(facet))


def facet_view(request: Request, facet: FacetCounts, values: Sequence[FacetValue]) -> FacetView:
    """One facet with some of its values, in the order that they come."""
    more = facet.distinct > sum(value.value != NONE and value.count > 0 for value in values)
    return FacetView(
        name=facet.facet.name,
        title=facet_title(facet.facet),
        rows=value_rows(request, facet.facet, values),
        distinct=facet.distinct,
        listed=facet.distinct,
        chosen=sum(value.chosen for value in values),
        more_href=list_address(request, facet.facet) if more else None,
    )


def _first(facet: FacetCounts) -> list[FacetValue]:
    """As many values as are shown, and the chosen ones; `none` only below a list that is complete without it."""
    some = [value for value in facet.values if value.count or value.chosen]
    cut = SHOWN if facet.distinct > SHOWN else SHOWN + 1
    return [value for number, value in enumerate(some) if number < cut or value.chosen]


def list_address(request: Request, field: Facet) -> str:
    """The page of all values of a facet, under the same request."""
    return write_address(changes.on_page(request, 1), f"/search/{field.name}")


def value_rows(request: Request, field: Facet, values: Sequence[FacetValue]) -> tuple[Row, ...]:
    """Values as rows, none with children."""
    most = max((value.count for value in values), default=0)
    others = bool(changes.chosen_values(request, field))
    return tuple(_row(request, field, value, most, others=others) for value in values)


def _row(request: Request, field: Facet, value: FacetValue, most: int, *, others: bool) -> Row:
    step = changes.remove(request, field, value.value) if value.chosen else _choose(request, field, value.value)
    alone = changes.only(request, field, (value.value,))
    return Row(
        label=facet_label(field, value.value, value.label),
        value=value.value,
        count=value.count,
        chosen=value.chosen,
        href=write_address(step),
        alone_href=write_address(alone) if others and not value.chosen and step != alone else None,
        share=round(100 * value.count / most) if most else 0,
    )


def _choose(request: Request, field: Facet, value: str) -> Request:
    """Add a value; an office of one country takes the place of its portfolio, and the portfolio of its offices."""
    if field is not OFFICE:
        return changes.choose(request, field, value)
    chosen = changes.chosen_values(request, field)
    within = [each for each in chosen if each.endswith(f"/{value}") or value.endswith(f"/{each}")]
    return changes.only(request, field, (*(each for each in chosen if each not in within), value))


def _region_view(request: Request, facet: FacetCounts, countries: FacetCounts | None) -> FacetView:
    """Regions, and under a chosen one its countries, those with most reports."""
    view = facet_view(request, facet, _first(facet))
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


def _office_view(service: SearchService, request: Request, facet: FacetCounts) -> FacetView:
    """Portfolios, and under a chosen one the offices of single countries."""
    chosen = changes.chosen_values(request, OFFICE)
    opened = {value.rpartition("/")[2] for value in chosen if value != NONE}
    portfolios = [value for value in facet.values if "/" not in value.value and (value.count or value.chosen)]
    shown = [
        value for number, value in enumerate(portfolios) if number < SHOWN or value.value in opened or value.chosen
    ]
    rows = tuple(
        msgspec.structs.replace(row, children=_offices_of(service, request, row.value)) if row.value in opened else row
        for row in value_rows(request, OFFICE, shown)
    )
    return FacetView(
        name=facet.facet.name,
        title=facet_title(facet.facet),
        rows=rows,
        distinct=sum(value.value != NONE and value.count > 0 for value in portfolios),
        listed=facet.distinct,
        chosen=len(chosen),
        more_href=list_address(request, facet.facet) if facet.distinct > len(rows) else None,
    )


def _offices_of(service: SearchService, request: Request, portfolio: str) -> tuple[Row, ...]:
    asked = FacetRequest(OFFICE, size=SHOWN, contains=f"/{portfolio}")
    values = service.facet(request, asked).values
    # Chosen values come along whatever was asked for, and a label may contain what was meant for a value.
    offices = [value for value in values if value.value.endswith(f"/{portfolio}") and (value.count or value.chosen)]
    return value_rows(request, OFFICE, offices)
