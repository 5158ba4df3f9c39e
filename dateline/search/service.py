"""One call: request in, results out, from one snapshot.

Front ends know this room, `request` and `results`, never an engine.
"""

from __future__ import annotations

from typing import Protocol

from dateline.search.facets.label import ENGLISH, Language
from dateline.search.query.tree import Query
from dateline.search.request import FacetRequest, ReadQuery, Request
from dateline.search.results import ArchiveSummary, ArticleView, FacetCounts, Results, Total, Whole
from dateline.search.suggest import Suggestion


class SearchService(Protocol):
    """What the web front end and the command line ask of an archive. Safe to call from several threads."""

    def search(self, request: Request) -> Results:
        """Answer a request; every problem is in the results. Raises SearchIndexError, StoreError."""
        ...

    def walk(self, request: Request) -> Whole:
        """Find all that a request finds, whatever its page and size; none is repeated or left out while others arrive.

        An article that changes meanwhile is given as it is when its turn comes. Raises as `search` does, also while
        articles are taken.
        """
        ...

    def count(self, query: Query) -> Total:
        """Count matching articles."""
        ...

    def suggest(self, request: Request, most: int, language: Language = ENGLISH) -> tuple[Suggestion, ...]:
        """How the query's text, which somebody is typing, may go on under the choices of a request.

        What is typed may begin a name in the `language`; what it may become is in the query's own words.
        """
        ...

    def facet(self, request: Request, facet: FacetRequest) -> FacetCounts:
        """Count one facet of a request, at any length."""
        ...

    def read(self, text: str) -> ReadQuery:
        """Read typed text as a query, with its problems; never raises."""
        ...

    def article(self, article_id: str, query: Query | None = None) -> ArticleView | None:
        """One article, with marks for `query` where one is given; None where there is no such id."""
        ...

    def version(self) -> str:
        """Names the state of the archive that answers: where it is the same, so are the answers of that day."""
        ...

    def summary(self) -> ArchiveSummary:
        """What the archive holds."""
        ...
