"""The copies of one archive, as its rows tell."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.index.article import Article
from dateline.index.database import Database


class Copies:
    """Reads the register. Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark(self, articles: Sequence[Article]) -> list[Article]:
        """The articles, each copy with the first one."""
        rows = self._database.rows_among(
            "SELECT article, first FROM clusters WHERE article <> first AND article IN ({})",
            [article.id for article in articles],
        )
        firsts = {str(article): str(first) for article, first in rows}
        return [
            replace(article, duplicate_of=firsts[article.id]) if article.id in firsts else article
            for article in articles
        ]
