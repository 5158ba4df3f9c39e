"""What a request chooses, and changed copies of it: a value chosen or removed, other days, order or page.

Every change but `on_page` returns to the first page, because results move when a request changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec.structs import replace

from dateline.search.facets.registry import DAY, FACETS, MONTH, YEAR, Facet
from dateline.search.query.tree import Everything
from dateline.search.request import NONE, Choice, ReadQuery, Request, Sort

EVERYTHING = Request(ReadQuery("", Everything()))
"""The request for all articles."""

DATE_FACETS = (YEAR, MONTH, DAY)
"""With `since` and `until` these form one constraint, which a page sets as a whole."""
LONGEST_BY_DAY = 62
"""Longest range, in days, whose results are counted by day."""
_POSITIONS = {facet: position for position, facet in enumerate(FACETS)}


def _order(choice: Choice) -> int:
    """Sort key of choices, by facet, so that equal requests have equal addresses."""
    return _POSITIONS[choice.facet]


def chosen_values(request: Request, facet: Facet) -> tuple[str, ...]:
    """The values chosen in a facet."""
    return next((choice.values for choice in request.choices if choice.facet is facet), ())


class Focus(msgspec.Struct, frozen=True):
    """The year and the month that contain all chosen dates, as facet values; None if they are in several."""

    year: str | None = None
    month: str | None = None


def focus(request: Request) -> Focus:
    """The year and the month that contain all dates chosen in a request."""
    texts = [value for facet in DATE_FACETS for value in chosen_values(request, facet) if value != NONE]
    texts += [day.isoformat() for day in (request.since, request.until) if day]
    half_open = (request.since is None) != (request.until is None)
    years, months = {text[:4] for text in texts}, {text[:7] for text in texts if len(text) > 4}
    if len(years) != 1 or half_open:
        return Focus()
    one_month = len(months) == 1 and all(len(text) > 4 for text in texts)
    return Focus(years.pop(), months.pop() if one_month else None)


def short_range(request: Request) -> tuple[date, date] | None:
    """The chosen first and last day, if they are in one year and at most `LONGEST_BY_DAY` days apart."""
    since, until = request.since, request.until
    if since is None or until is None or focus(request).year is None:
        return None
    return (since, until) if 0 <= (until - since).days < LONGEST_BY_DAY else None


def choose(request: Request, facet: Facet, value: str) -> Request:
    """Add a value to those chosen in a facet."""
    return only(request, facet, (*chosen_values(request, facet), value))


def only(request: Request, facet: Facet, values: Iterable[str]) -> Request:
    """Replace the values chosen in a facet; no values clear it."""
    wanted = tuple(dict.fromkeys(values))
    kept = [choice for choice in request.choices if choice.facet is not facet]
    if wanted:
        kept.append(Choice(facet, wanted))
        kept.sort(key=_order)
    return replace(request, choices=tuple(kept), page=1)


def remove(request: Request, facet: Facet, value: str) -> Request:
    """Remove a value from those chosen in a facet."""
    return only(request, facet, (each for each in chosen_values(request, facet) if each != value))


def without_dates(request: Request) -> Request:
    """Drop every choice of dates."""
    choices = tuple(choice for choice in request.choices if choice.facet not in DATE_FACETS)
    return replace(request, choices=choices, since=None, until=None, page=1)


def only_date(request: Request, facet: Facet, value: str) -> Request:
    """Make one year, month or day the only choice of dates."""
    return only(without_dates(request), facet, (value,))


def without_days(request: Request) -> Request:
    """Drop the first and last day."""
    return replace(request, since=None, until=None, page=1)


def cleared(request: Request) -> Request:
    """Drop every choice; the query stays."""
    return replace(request, choices=(), since=None, until=None, page=1)


def without_query(request: Request) -> Request:
    """Drop the query; the choices stay."""
    return asking(request, ReadQuery("", Everything()))


def asking(request: Request, query: ReadQuery) -> Request:
    """Replace the query; the choices stay."""
    return replace(request, query=query, page=1)


def sorted_by(request: Request, sort: Sort | None) -> Request:
    """Change the order; None is the default."""
    return replace(request, sort=sort, page=1)


def on_page(request: Request, page: int) -> Request:
    """Go to another page of the same results."""
    return replace(request, page=page)
