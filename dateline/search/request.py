"""What one address or one command says: query, facet choices, dates, sort, page."""

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
    """The values chosen in one facet: OR among them; `none` is the none-bucket."""

    facet: Facet
    values: tuple[str, ...]


class FacetRequest(msgspec.Struct, frozen=True):
    """One facet to count: at most `size` values after `offset`, of those whose label or value contains `contains`."""

    facet: Facet
    size: int = 10
    offset: int = 0
    order: FacetOrder = FacetOrder.COUNT
    contains: str | None = None
    language: Language = ENGLISH
    """Order and `contains` look at the names of values in this language."""


class ReadQuery(msgspec.Struct, frozen=True):
    """What a person typed and how it was read."""

    text: str
    query: Query
    problems: tuple[Problem, ...] = ()

    @property
    def read_as(self) -> str:
        """The query's canonical text."""
        return str(self.query)


class Request(msgspec.Struct, frozen=True):
    """One search. `since` and `until` are UTC days, both inclusive, and act as a choice of the date facets."""

    query: ReadQuery
    choices: tuple[Choice, ...] = ()
    since: date | None = None
    until: date | None = None
    sort: Sort | None = None
    """None: relevance where the query has words to rank by, else newest."""
    page: int = 1
    size: int = 10
    facets: tuple[FacetRequest, ...] = ()
