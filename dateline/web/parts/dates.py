"""The dates beside results: years, the months of one, the days of one, each a link with its number."""

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
"""Months counted where no year is in focus: enough for a picture of so few years that it shows months."""
LONGEST_BY_DAY = 62
"""Days of a range that is shown by the day."""
YEARS_OPEN = 10
"""Years shown; older ones are collapsed below them."""


class Focus(msgspec.Struct, frozen=True):
    """The year, and the month of it, that the chosen dates lie in, as values of the facets."""

    year: str | None = None
    month: str | None = None


class DatesView(msgspec.Struct, frozen=True):
    """Years newest first, with months and days below the chosen one in the order of the calendar."""

    years: tuple[Row, ...]
    older: tuple[Row, ...]
    undated: Row | None
    since: date | None
    until: date | None
    clear_href: str | None
    """Removes every choice of dates; None where there is none."""
    chosen: int


def focus(request: Request) -> Focus:
    """Which year and month the chosen dates all lie in."""
    texts = [value for field in changes.DATE_FIELDS for value in changes.chosen_values(request, field) if value != NONE]
    texts += [day.isoformat() for day in (request.since, request.until) if day]
    half_open = (request.since is None) != (request.until is None)
    years, months = {text[:4] for text in texts}, {text[:7] for text in texts if len(text) > 4}
    if len(years) != 1 or half_open:
        return Focus()
    one_month = len(months) == 1 and all(len(text) > 4 for text in texts)
    return Focus(years.pop(), months.pop() if one_month else None)


def facet_requests(request: Request) -> tuple[FacetRequest, ...]:
    """What to count: all years, months of the year in focus or of a few years, days of the month or range in focus."""
    lies = focus(request)
    year = f"{lies.year}-" if lies.year else None
    asked = [
        FacetRequest(YEAR, size=1000, order=FacetOrder.NAME),
        FacetRequest(MONTH, size=MONTHS_COUNTED, order=FacetOrder.NAME, contains=year),
    ]
    if lies.month or short_range(request):
        begin = f"{lies.month or lies.year}-"
        asked.append(FacetRequest(DAY, size=366, order=FacetOrder.NAME, contains=begin))
    return tuple(asked)


def short_range(request: Request) -> tuple[date, date] | None:
    """First and last of a range of chosen days that is short enough to be shown by the day: within one year."""
    since, until = request.since, request.until
    if since is None or until is None or focus(request).year is None:
        return None
    return (since, until) if 0 <= (until - since).days < LONGEST_BY_DAY else None


def dates_view(request: Request, facets: Iterable[FacetCounts]) -> DatesView:
    """Years, months and days as one tree."""
    values = {facet.facet: facet.values for facet in facets if facet.facet in changes.DATE_FIELDS}
    lies = focus(request)
    days = _rows(request, DAY, values.get(DAY, ()), {})
    months = _rows(request, MONTH, values.get(MONTH, ()), {lies.month: days})
    years = _rows(request, YEAR, values.get(YEAR, ()), {lies.year: months})[::-1]
    chosen = sum(len(changes.chosen_values(request, field)) for field in changes.DATE_FIELDS)
    chosen += bool(request.since or request.until)
    cut = max([YEARS_OPEN, *(place + 1 for place, row in enumerate(years) if row.chosen or row.children)])
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
    request: Request, field: Facet, values: Iterable[FacetValue], below: dict[str | None, tuple[Row, ...]]
) -> tuple[Row, ...]:
    dated = sorted((value for value in values if value.value != NONE), key=lambda value: value.value)
    most = max((value.count for value in dated), default=0)
    # A date replaces the dates chosen before, so its number is always the number behind its link.
    alone = write_each(changes.only_date(request, field, ""), field)
    return tuple(
        Row(
            label=_short_label(field, value.value),
            value=value.value,
            count=value.count,
            chosen=value.chosen,
            href=write_address(changes.remove(request, field, value.value)) if value.chosen else alone(value.value),
            alone_href=None,
            share=round(100 * value.count / most) if most else 0,
            children=below.get(value.value, ()),
        )
        for value in dated
        if value.count or value.chosen
    )


def _short_label(facet: Facet, value: str) -> str:
    """Below its year a month needs no year, and below its month a day no month."""
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
