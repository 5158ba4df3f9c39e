"""The writing half of the engine Protocol: add, delete, commit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from dateline.index.article import Article


class IndexWriter(Protocol):
    """Writes one generation; one at a time in all processes (the archive's writer lock sees to that)."""

    def add(self, articles: Iterable[Article]) -> None:
        """Index `articles`; one whose id is already there replaces it. Visible after `commit`."""
        ...

    def delete(self, ids: Iterable[str]) -> None:
        """Remove articles by id; an id that is not there is no error."""
        ...

    def commit(self) -> None:
        """Make all that was added and deleted durable and visible to readers. Raises SearchIndexError."""
        ...

    def close(self) -> None:
        """Give up what was not committed and release files and threads."""
        ...
