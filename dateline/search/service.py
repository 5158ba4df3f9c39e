"""The search service Protocol: a request in, results out, from one snapshot.

Front ends use this module, `request` and `results`, never an engine.
"""

from __future__ import annotations

from typing import Protocol

from dateline.index.state import Withdrawal
from dateline.search.facets.label import ENGLISH, Language
from dateline.search.query.tree import Query
from dateline.search.request import FacetRequest, ReadQuery, Request
from dateline.search.results import ArchiveSummary, ArticleView, FacetCounts, Results, Total, Whole
from dateline.search.suggest import Suggestion
from dateline.search.versions import Version


class SearchService(Protocol):
    """How the web front end and the command line search an archive. Safe to call from several threads."""

    def search(self, request: Request) -> Results:
        """Answer a request; problems are part of the results. Raises SearchIndexError, StoreError."""
        ...

    def walk(self, request: Request) -> Whole:
        """Find all matching articles, whatever the page and size; new articles cause no gaps or repetitions.

        An article that changes meanwhile is returned in its latest version. Raises the errors of `search`, also during
        iteration.
        """
        ...

    def count(self, query: Query) -> Total:
        """Count matching articles."""
        ...

    def suggest(self, request: Request, most: int, language: Language = ENGLISH) -> tuple[Suggestion, ...]:
        """Suggest completions for the text of a query under the choices of its request.

        The text may start a name in `language`; the completions are in the query language.
        """
        ...

    def facet(self, request: Request, facet: FacetRequest) -> FacetCounts:
        """Count one facet of a request, with any number of values."""
        ...

    def read(self, text: str) -> ReadQuery:
        """Read typed text as a query, with its problems; never raises."""
        ...

    def article(self, article_id: str, query: Query | None = None) -> ArticleView | None:
        """Return an article, with marks for `query` if given; None if the id does not exist."""
        ...

    def withdrawal(self, article_id: str) -> Withdrawal | None:
        """Return why an article was withdrawn; None if it was not."""
        ...

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """Return all versions of an article, newest first, with their changes; none if the id does not exist."""
        ...

    def version(self) -> str:
        """Return a name for the state of the archive: with the same name, answers on the same day are equal."""
        ...

    def summary(self) -> ArchiveSummary:
        """Summarise the archive."""
        ...
