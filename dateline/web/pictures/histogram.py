"""The histogram of articles over time: bars of years, months or days, depending on the period, each with a link.

Counts ignore the chosen dates, so the number of a bar is always the number of articles that its link finds.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from dateline.search.facets.registry import DAY, MONTH, YEAR, Facet
from dateline.search.request import NONE, Request
from dateline.search.results import FacetCounts
from dateline.web import changes
from dateline.web.address import write_address, write_each
from dateline.web.language.current import gettext, ngettext, noted
from dateline.web.language.formatting import (
    SHORT_DATE,
    SHORT_DAY,
    SHORT_MONTH,
    SHORT_MONTH_ALONE,
    YEAR_ALONE,
    date_value,
    format_value,
)

HEIGHT = 52
"""CSS pixels of the tallest bar."""
WIDEST = 7.0
"""Maximum width of a bar, in percent of the picture."""
MOST_BARS = 100
YEARS_BY_MONTH = 3
"""Up to this number of years, bars are months."""
MOST_TICKS = 6
MONTHS_A_YEAR = 12
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Possible numbers of years per bar."""


class Bar(msgspec.Struct, frozen=True):
    """One year, month or day, or a few years. Widths are percent of the picture, `height` CSS pixels."""

    label: str
    since: str
    """The value of `from=` for its first day."""
    until: str
    count: int
    chosen: bool
    href: str
    left: float
    width: float
    """Of the clickable area ..."""
    inner_left: float
    inner_width: float
    """... and of the bar drawn in it."""
    height: int


class Tick(msgspec.Struct, frozen=True):
    """A label below the bars, centred on one, in percent from the left."""

    label: str
    middle: float


class Histogram(msgspec.Struct, frozen=True):
    """Bars from the first to the last, including those without articles."""

    listed_by: str
    """The title of the list of the bars."""
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    most: int
    range_href: str
    """The request without any choice of dates, to which a range can be added."""


class _Bin(msgspec.Struct, frozen=True):
    """A period: first and last value of a date facet."""

    facet: Facet
    first: str
    last: str


def histogram(request: Request, facets: Iterable[FacetCounts]) -> Histogram | None:
    """The histogram of a request; None if no article is dated. `facets` count years, months and days."""
    counts = {
        each.facet: {value.value: value.count for value in each.values if value.value != NONE and value.count}
        for each in facets
        if each.facet in changes.DATE_FACETS
    }
    bins = list(_bins(request, counts))
    if not any(counts.values()) or not bins:
        return None
    numbers = _numbers(bins, counts.get(bins[0].facet, {}))
    most = max(numbers)
    width = 100 / len(bins)
    facet = bins[0].facet
    alone = write_each(changes.only_date(request, facet, ""), facet)
    return Histogram(
        listed_by=_listed_by(bins[0]),
        bars=tuple(
            _bar(request, one, number, most, (width * place, width), _href(request, one, alone))
            for place, (one, number) in enumerate(zip(bins, numbers, strict=True))
        ),
        ticks=tuple(_ticks(bins)),
        most=most,
        range_href=write_address(changes.without_dates(request)),
    )


def _bins(request: Request, counts: Mapping[Facet, Mapping[str, int]]) -> Iterator[_Bin]:
    """The periods to show, in order."""
    focus, ends = changes.focus(request), changes.short_range(request)
    if focus.month:
        first = date.fromisoformat(f"{focus.month}-01")
        return _days(first, first.replace(day=monthrange(first.year, first.month)[1]))
    if ends:
        return _days(*ends)
    if focus.year:
        return _months(int(focus.year), int(focus.year))
    years = sorted(map(int, counts.get(YEAR, ())))
    if request.since and request.until:
        years = [year for year in years if request.since.year <= year <= request.until.year]
    if not years:
        return iter(())
    few = years[-1] - years[0] < YEARS_BY_MONTH
    return _months(years[0], years[-1]) if few else _years(years[0], years[-1])


def _days(first: date, last: date) -> Iterator[_Bin]:
    for number in range((last - first).days + 1):
        day = (first + timedelta(days=number)).isoformat()
        yield _Bin(DAY, day, day)


def _months(first: int, last: int) -> Iterator[_Bin]:
    for year in range(first, last + 1):
        yield from (_Bin(MONTH, month, month) for month in (f"{year:04}-{n:02}" for n in range(1, 13)))


def _years(first: int, last: int) -> Iterator[_Bin]:
    step = next((step for step in _STEPS if (last - first) // step < MOST_BARS), _STEPS[-1])
    begin = first - first % step if step > 1 else first
    for year in range(begin, last + 1, step):
        yield _Bin(YEAR, f"{max(year, 1):04}", f"{year + step - 1:04}")


def _numbers(bins: Iterable[_Bin], counts: Mapping[str, int]) -> list[int]:
    """The number of articles in each bin; values of one facet sort by date."""
    return [
        counts.get(one.first, 0)
        if one.first == one.last
        else sum(count for value, count in counts.items() if one.first <= value <= one.last)
        for one in bins
    ]


def _bar(request: Request, one: _Bin, count: int, most: int, place: tuple[float, float], href: str) -> Bar:
    left, width = place
    inner = min(0.9 * width, WIDEST)
    return Bar(
        label=date_value(one.first)
        if one.first == one.last
        else gettext("%(first)s to %(last)s", first=int(one.first), last=int(one.last)),
        since=one.first,
        until=one.last,
        count=count,
        chosen=one.first in changes.chosen_values(request, one.facet),
        href=href,
        left=round(left, 2),
        width=round(width, 2),
        inner_left=round(left + (width - inner) / 2, 2),
        inner_width=round(inner, 2),
        height=max(2, round(HEIGHT * count / most)) if count else 0,
    )


def _href(request: Request, one: _Bin, alone: Callable[[str], str]) -> str:
    if one.first == one.last:
        return alone(one.first)
    since, until = date(int(one.first), 1, 1), date(min(int(one.last), date.max.year), 12, 31)
    return write_address(replace(changes.without_dates(request), since=since, until=until))


def _ticks(bins: list[_Bin]) -> Iterator[Tick]:
    one_year = bins[0].first[:4] == bins[-1].first[:4]
    for number, place in enumerate(_ticked(bins)):
        # If all bars are in one year, only the first label names it.
        label = _short(bins[place], with_year=not one_year or number == 0)
        yield Tick(label, round(100 * (place + 0.5) / len(bins), 2))


def _ticked(bins: Sequence[_Bin]) -> Sequence[int]:
    """Which bins are labelled: round years, the first month of each of several years, or bins at equal distances."""
    if bins[0].facet is MONTH and len(bins) > MONTHS_A_YEAR:
        return range(0, len(bins), MONTHS_A_YEAR)
    if bins[0].facet is not YEAR:
        return range(0, len(bins), -(-len(bins) // MOST_TICKS))
    round_ones = ([place for place, one in enumerate(bins) if int(one.first) % step == 0] for step in _STEPS)
    return next((places for places in round_ones if len(places) <= MOST_TICKS), [0]) or [0]


def _short(one: _Bin, *, with_year: bool) -> str:
    """`2021`, `May 2021`, `18 May`."""
    if one.facet is YEAR:
        return format_value(one.first, YEAR_ALONE)
    if one.facet is MONTH:
        return format_value(one.first, SHORT_MONTH if with_year else SHORT_MONTH_ALONE)
    return format_value(one.first, SHORT_DATE if with_year else SHORT_DAY)


def _listed_by(one: _Bin) -> str:
    if one.first != one.last:
        years = int(one.last[:4]) % 10_000 - int(one.first[:4]) + 1
        return ngettext("List by %(num)s year", "List by %(num)s years", years)
    return gettext(_LISTS[one.facet])


_LISTS = {
    YEAR: noted("List by year"),
    MONTH: noted("List by month"),
    DAY: noted("List by day"),
}
