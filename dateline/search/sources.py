"""Sources with their number of articles, their home country, and a suggestion for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from dateline.index.corrections.corrections import Corrections
from dateline.index.terms import ValueColumn
from dateline.search.engine import Engine
from dateline.search.facets.registry import SOURCE
from dateline.search.plan import OneOf
from dateline.search.query.tree import Everything
from dateline.search.request import NONE, FacetRequest, ReadQuery, Request
from dateline.search.results import FacetValue
from dateline.search.service import SearchService

FEWEST = 10
"""Minimum number of articles about any country for a suggestion."""
LEAST_SHARE = 0.5
"""Minimum share of them that are about the suggested country."""


class Suggestion(msgspec.Struct, frozen=True):
    """A suggested home country of a source."""

    country: str
    about: int
    """The number of articles about this country."""
    of: int
    """The number of articles about any country."""
    without: int
    """The number of articles that mention no country: those that setting the home would change."""


class Source(msgspec.Struct, frozen=True):
    """One source."""

    name: str
    articles: int
    home: str | None
    """The country code from the corrections in force."""
    suggestion: Suggestion | None = None


class FoundSources(msgspec.Struct, frozen=True):
    """Sources, most articles first."""

    total: int
    sources: tuple[Source, ...]
    format: Literal["dateline.sources/1"] = "dateline.sources/1"


class Sources:
    """Lists the sources of an archive."""

    def __init__(self, engine: Engine, service: SearchService, corrections: Callable[[], Corrections]) -> None:
        self._engine = engine
        self._service = service
        self._corrections = corrections

    def all(self, most: int) -> FoundSources:
        """List sources with their homes."""
        return self._found(most, self._source)

    def suggested(self, most: int) -> FoundSources:
        """List sources without a home for which the archive suggests one."""
        found = self._found(most, self._suggested)
        sources = tuple(source for source in found.sources if source.suggestion is not None)
        return FoundSources(len(sources), sources)

    def _found(self, most: int, read: Callable[[FacetValue], Source]) -> FoundSources:
        wanted = FacetRequest(SOURCE, size=most)
        facet = self._service.facet(Request(ReadQuery("", Everything()), size=0), wanted)
        return FoundSources(facet.distinct, tuple(read(value) for value in facet.values if value.value != NONE))

    def _source(self, value: FacetValue) -> Source:
        home = self._corrections().home(value.label)
        return Source(value.label, value.count, home.country if home else None)

    def _suggested(self, value: FacetValue) -> Source:
        source = self._source(value)
        if source.home is not None:
            return source
        return msgspec.structs.replace(source, suggestion=next(self._suggestions(value.value), None))

    def _suggestions(self, source: str) -> Iterator[Suggestion]:
        columns = [ValueColumn.ABOUT, ValueColumn.COUNTRY]
        counts = self._engine.snapshot().counts(OneOf(ValueColumn.SOURCE, (source,)), columns)
        about, spoken_of = counts[ValueColumn.ABOUT], counts[ValueColumn.COUNTRY]
        articles = self._engine.snapshot().count(OneOf(ValueColumn.SOURCE, (source,))) - about.without
        for country, count in sorted(about.values.items(), key=lambda one: (-one[1], one[0])):
            if articles >= FEWEST and count >= LEAST_SHARE * articles:
                yield Suggestion(country, count, articles, spoken_of.without)
