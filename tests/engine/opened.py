"""Opens engines on disk over articles in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

from dateline.index.article import Article
from dateline.index.state import Withdrawal
from dateline.index.terms import terms_of
from dateline.search.archive_service import ArchiveService, GenerationName
from dateline.search.engine import Engine, EngineKind

TODAY = date(2020, 3, 1)

OpenService = Callable[[Sequence[Article]], AbstractContextManager[ArchiveService]]
"""Opens a service over articles, on one engine."""


class ArticlesInMemory:
    """A store of a test's articles."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = {article.id: article for article in articles}

    def get_many(self, ids: Sequence[str]) -> Mapping[str, Article]:
        return {found: self._articles[found] for found in ids if found in self._articles}

    def get(self, article_id: str) -> Article | None:
        return self._articles.get(article_id)

    def official_names(self, keys: Sequence[str]) -> Mapping[str, str]:
        officials = (official for article in self._articles.values() for official in article.officials)
        names = {official.key: official.person for official in officials}
        return {key: names[key] for key in keys if key in names}

    def state(self) -> str:
        return str(len(self._articles))

    def revisions(self, article_id: str) -> Sequence[Article]:
        del article_id
        return ()

    def withdrawal(self, article_id: str) -> Withdrawal | None:
        del article_id
        return None


@contextmanager
def indexed(kind: EngineKind, articles: Sequence[Article]) -> Generator[Engine, None, None]:
    """Open an engine with these articles indexed in one commit."""
    # A thread of Tantivy watches the folder and may create a lock there while it is removed.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        kind.create(folder)
        writer = kind.open_writer(folder)
        writer.add(map(terms_of, articles))
        writer.commit()
        writer.close()
        engine = kind.open_reader(folder)
        yield engine
        engine.close()


@contextmanager
def opened(kind: EngineKind, articles: Sequence[Article]) -> Generator[ArchiveService, None, None]:
    """Open a service over these articles."""
    with indexed(kind, articles) as engine:
        generation = GenerationName(kind.ENGINE, 1)
        yield ArchiveService(engine, ArticlesInMemory(articles), lambda: generation, today=lambda: TODAY)
