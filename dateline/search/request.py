"""A request, as in one address or one command: query, facet choices, dates, sort, page."""

from __future__ import annotations

from datetime import date

import msgspec

from dateline.problems import Problem
from dateline.search.facets.label import ENGLISH, Language
from dateline.search.facets.registry import Facet
from dateline.search.order import FacetOrder, Sort
from dateline.search.query.tree import NONE, Query

__all__ = ["NONE", "Choice", "Facet", "FacetOrder", "FacetRequest", "ReadQuery", "Request", "Sort"]


class Choice(msgspec.Struct, frozen=True):
    """The values chosen in one facet, joined by OR; `none` stands for articles without a value."""

    facet: Facet
    values: tuple[str, ...]


class FacetRequest(msgspec.Struct, frozen=True):
    """One facet to count: list up to `size` values after `offset` whose label or value contains `contains`."""

    facet: Facet
    size: int = 10
    offset: int = 0
    order: FacetOrder = FacetOrder.COUNT
    contains: str | None = None
    language: Language = ENGLISH
    """The language of the names that `order` and `contains` use."""


class ReadQuery(msgspec.Struct, frozen=True):
    """A query as typed and as read."""

    text: str
    query: Query
    problems: tuple[Problem, ...] = ()

    @property
    def read_as(self) -> str:
        """The canonical text of the query."""
        return str(self.query)


class Request(msgspec.Struct, frozen=True):
    """One search. `since` and `until` are UTC days, both inclusive, and act like choices in the date facets."""

    query: ReadQuery
    choices: tuple[Choice, ...] = ()
    since: date | None = None
    until: date | None = None
    sort: Sort | None = None
    """None: relevance if the query has words to rank by, else newest first."""
    page: int = 1
    size: int = 10
    facets: tuple[FacetRequest, ...] = ()
