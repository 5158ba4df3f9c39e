"""The dates beside results: years, the months of one year and the days of one month, as links with counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from dateline.search.facets.registry import DAY, MONTH, YEAR, Facet
from dateline.search.request import NONE, FacetOrder, FacetRequest, Request
from dateline.search.results import FacetCounts, FacetValue
from dateline.web import changes
from dateline.web.address import write_address, write_each
from dateline.web.language.formatting import MONTH_ALONE, SHORT_DAY, format_value
from dateline.web.language.wording import facet_label
from dateline.web.parts.facets import Row

MONTHS_COUNTED = 48
"""Months counted if no year is in focus: enough for a histogram of months."""
YEARS_OPEN = 10
"""Years shown; older ones are in a collapsed list."""


class DatesView(msgspec.Struct, frozen=True):
    """Years, newest first, with the months and days of the chosen one in calendar order."""

    years: tuple[Row, ...]
    older: tuple[Row, ...]
    undated: Row | None
    since: date | None
    until: date | None
    clear_href: str | None
    """Removes all chosen dates; None if none are chosen."""
    chosen: int


def facet_requests(request: Request) -> tuple[FacetRequest, ...]:
    """The counts needed: all years, months of one or a few years, days of the month or range in focus."""
    focus = changes.focus(request)
    year = f"{focus.year}-" if focus.year else None
    requests = [
        FacetRequest(YEAR, size=1000, order=FacetOrder.NAME),
        FacetRequest(MONTH, size=MONTHS_COUNTED, order=FacetOrder.NAME, contains=year),
    ]
    if focus.month or changes.short_range(request):
        begin = f"{focus.month or focus.year}-"
        requests.append(FacetRequest(DAY, size=366, order=FacetOrder.NAME, contains=begin))
    return tuple(requests)


def dates_view(request: Request, facets: Iterable[FacetCounts]) -> DatesView:
    """Years, months and days as a tree."""
    values = {counts.facet: counts.values for counts in facets if counts.facet in changes.DATE_FACETS}
    focus = changes.focus(request)
    days = _rows(request, DAY, values.get(DAY, ()), {})
    months = _rows(request, MONTH, values.get(MONTH, ()), {focus.month: days})
    years = _rows(request, YEAR, values.get(YEAR, ()), {focus.year: months})[::-1]
    chosen = sum(len(changes.chosen_values(request, facet)) for facet in changes.DATE_FACETS)
    chosen += bool(request.since or request.until)
    cut = max([YEARS_OPEN, *(number for number, row in enumerate(years, 1) if row.chosen or row.children)])
    return DatesView(
        years=years[:cut],
        older=years[cut:],
        undated=_undated(request, values.get(YEAR, ())),
        since=request.since,
        until=request.until,
        clear_href=write_address(changes.without_dates(request)) if chosen else None,
        chosen=chosen,
    )


def _rows(
    request: Request, facet: Facet, values: Iterable[FacetValue], below: dict[str | None, tuple[Row, ...]]
) -> tuple[Row, ...]:
    dated = sorted((value for value in values if value.value != NONE), key=lambda value: value.value)
    most = max((value.count for value in dated), default=0)
    # A date replaces the dates chosen before, so its link finds exactly the articles counted.
    alone = write_each(changes.only_date(request, facet, ""), facet)
    return tuple(
        Row(
            label=_short_label(facet, value.value),
            value=value.value,
            count=value.count,
            chosen=value.chosen,
            href=write_address(changes.remove(request, facet, value.value)) if value.chosen else alone(value.value),
            alone_href=None,
            share=round(100 * value.count / most) if most else 0,
            children=below.get(value.value, ()),
        )
        for value in dated
        if value.count or value.chosen
    )


def _short_label(facet: Facet, value: str) -> str:
    """The label without the year, which a row above shows: `May`, `18 May`."""
    if facet is MONTH:
        return format_value(value, MONTH_ALONE)
    if facet is DAY:
        return format_value(value, SHORT_DAY)
    return facet_label(facet, value, value)


def _undated(request: Request, values: Iterable[FacetValue]) -> Row | None:
    none = next((value for value in values if value.value == NONE and (value.count or value.chosen)), None)
    if none is None:
        return None
    step = changes.remove if none.chosen else changes.only_date
    return Row(
        label=facet_label(YEAR, NONE, none.label),
        value=NONE,
        count=none.count,
        chosen=none.chosen,
        href=write_address(step(request, YEAR, NONE)),
        alone_href=None,
        share=0,
    )
