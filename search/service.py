"""One call: request in, results out, from one snapshot.

Front ends know this room, `request` and `results`, never an engine.
"""

from __future__ import annotations

from typing import Protocol

from dateline.search.query import Query
from dateline.search.request import FacetRequest, ReadQuery, Request
from dateline.search.results import ArchiveSummary, ArticleView, Facet, Results, Total


class SearchService(Protocol):
    """What the web front end and the command line ask of an archive. Safe to call from several threads."""

    def search(self, request: Request) -> Results:
        """Answer a request; every problem is in the results. Raises SearchIndexError, StoreError."""
        ...

    def count(self, query: Query) -> Total:
        """Count matching articles."""
        ...

    def facet(self, request: Request, facet: FacetRequest) -> Facet:
        """Count one facet of a request, at any length."""
        ...

    def read(self, text: str) -> ReadQuery:
        """Read typed text as a query, with its problems; never raises."""
        ...

    def article(self, article_id: str, query: Query | None = None) -> ArticleView | None:
        """One article, with marks for `query` where one is given; None where there is no such id."""
        ...

    def summary(self) -> ArchiveSummary:
        """What the archive holds."""
        ...
