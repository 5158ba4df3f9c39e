"""Archives in memory and engines on disk for the tests of this room."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

import pytest

from dateline.index.article import Article
from dateline.search.archive_service import ArchiveService, GenerationName
from dateline.search.engine import EngineKind
from dateline.wiring import ENGINES

TODAY = date(2020, 3, 1)


class ArticlesInMemory:
    """The articles of a test, by id."""

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

    def revisions(self, article_id: str) -> Sequence[Article]:
        del article_id
        return ()


OpenService = Callable[[Sequence[Article]], AbstractContextManager[ArchiveService]]


@pytest.fixture(params=sorted(ENGINES))
def kind(request: pytest.FixtureRequest) -> EngineKind:
    """Every engine there is; a new one needs no new test code."""
    name: str = request.param
    return ENGINES[name]()


@pytest.fixture
def open_service(kind: EngineKind) -> OpenService:
    """A service over articles, on each engine."""

    @contextmanager
    def opened(articles: Sequence[Article]) -> Generator[ArchiveService, None, None]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            kind.create(folder)
            writer = kind.open_writer(folder)
            writer.add(articles)
            writer.commit()
            writer.close()
            engine = kind.open_reader(folder)
            articles_in_memory = ArticlesInMemory(articles)
            generation = GenerationName(kind.ENGINE, 1)
            yield ArchiveService(engine, articles_in_memory, lambda: generation, today=lambda: TODAY)
            engine.close()

    return opened
