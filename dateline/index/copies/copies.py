"""Read access to the register of copies."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.index.article import Article
from dateline.index.database import Database


class Copies:
    """Looks up which articles are copies. Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark_copies(self, articles: Sequence[Article]) -> list[Article]:
        """Return the articles with `duplicate_of` set where they are copies."""
        rows = self._database.rows_among(
            "SELECT article, first FROM clusters WHERE article <> first AND article IN ({})",
            [article.id for article in articles],
        )
        firsts = {str(article): str(first) for article, first in rows}
        return [
            replace(article, duplicate_of=firsts[article.id]) if article.id in firsts else article
            for article in articles
        ]
