"""What one address or one command says: query, facet choices, dates, sort, page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum

import msgspec

from dateline.problems import Problem
from dateline.search.query.tree import Query

NONE = "none"
"""The facet value of articles that have no value in that field."""


class FacetField(Enum):
    """What results can be counted by. Values as text: codes, keys, names; dates as `2021`, `2021-05`, `2021-05-18`."""

    COUNTRY = "country"
    REGION = "region"
    MINISTER = "minister"
    """Value: the official's key (`az-zakir-hasanov`); label: the name."""
    OFFICE = "office"
    """Portfolios (`defence`) and, below them, `az/defence`."""
    SOURCE = "source"
    LANGUAGE = "lang"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    DATELINE = "dateline"
    """Value: the place, folded to lower case; label: the place."""

    # Members are compared by identity; the hash of `Enum` itself is in Python and takes ten times as long.
    __hash__ = object.__hash__


class Sort(Enum):
    """The order of results; each is total (ties: newest first, then id)."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class FacetOrder(Enum):
    """How a facet's values are listed."""

    COUNT = "count"
    """Most articles first, then by value."""
    NAME = "name"


class Choice(msgspec.Struct, frozen=True):
    """The values chosen in one facet: OR among them; `none` is the none-bucket."""

    field: FacetField
    values: tuple[str, ...]


class FacetRequest(msgspec.Struct, frozen=True):
    """One facet to count: at most `size` values after `offset`, of those whose label or value contains `contains`."""

    field: FacetField
    size: int = 10
    offset: int = 0
    order: FacetOrder = FacetOrder.COUNT
    contains: str | None = None
    called: Callable[[str], str] | None = None
    """What whoever asks calls a value, where that is not its label: order and `contains` look at it instead."""


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
