"""The writing half of the engine Protocol: add, delete, commit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from dateline.index.terms import ArticleTerms


class IndexWriter(Protocol):
    """Writes one generation. The archive's writer lock ensures that there is one writer among all processes."""

    def add(self, articles: Iterable[ArticleTerms]) -> None:
        """Index `articles`, replacing those with the same id. Visible after `commit`."""
        ...

    def delete(self, ids: Iterable[str]) -> None:
        """Remove articles by id; unknown ids are ignored."""
        ...

    def commit(self) -> None:
        """Make all additions and deletions durable and visible to readers. Raises SearchIndexError."""
        ...

    def close(self) -> None:
        """Discard uncommitted changes and release files and threads."""
        ...
