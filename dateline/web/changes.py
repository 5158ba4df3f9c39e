"""Changed copies of a request: a value chosen or removed, other days, another order, another page.

Every function but `on_page` returns to the first page, because results move when a request changes.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from dateline.search.facets.registry import DAY, FACETS, MONTH, YEAR, Facet
from dateline.search.query.tree import Everything
from dateline.search.request import Choice, ReadQuery, Request, Sort

EVERYTHING = Request(ReadQuery("", Everything()))
"""The request for all articles."""

DATE_FIELDS = (YEAR, MONTH, DAY)
"""With `since` and `until` these form one constraint, which a page sets as a whole."""


_POSITIONS = {facet: position for position, facet in enumerate(FACETS)}


def _place(choice: Choice) -> int:
    """Sort key of choices: the order of the facets, so that equal requests have equal addresses."""
    return _POSITIONS[choice.facet]


def chosen_values(request: Request, field: Facet) -> tuple[str, ...]:
    """The values chosen in a facet."""
    return next((choice.values for choice in request.choices if choice.facet is field), ())


def choose(request: Request, field: Facet, value: str) -> Request:
    """Add a value to those chosen in a facet."""
    return only(request, field, (*chosen_values(request, field), value))


def only(request: Request, field: Facet, values: Iterable[str]) -> Request:
    """Replace the values chosen in a facet; no values clear it."""
    wanted = tuple(dict.fromkeys(values))
    kept = [choice for choice in request.choices if choice.facet is not field]
    if wanted:
        kept.append(Choice(field, wanted))
        kept.sort(key=_place)
    return replace(request, choices=tuple(kept), page=1)


def remove(request: Request, field: Facet, value: str) -> Request:
    """Remove a value from those chosen in a facet."""
    return only(request, field, (each for each in chosen_values(request, field) if each != value))


def without_dates(request: Request) -> Request:
    """Drop every choice of dates."""
    choices = tuple(choice for choice in request.choices if choice.facet not in DATE_FIELDS)
    return replace(request, choices=choices, since=None, until=None, page=1)


def only_date(request: Request, field: Facet, value: str) -> Request:
    """Make one year, month or day the only choice of dates."""
    return only(without_dates(request), field, (value,))


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
