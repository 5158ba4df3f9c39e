"""Walking a whole result: windows, runs of ties that span them, and commits in the meantime."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from dateline.index.article import Article
from dateline.index.terms import terms_of
from dateline.search.archive_service import ArchiveService, GenerationName
from dateline.search.engine import EngineKind
from dateline.search.engines.tantivy import walking
from dateline.search.query.tree import Everything, Query, Word
from dateline.search.request import ReadQuery, Request, Sort
from tests.engine.conformance import GivenArticle, article_of
from tests.engine.opened import TODAY, ArticlesInMemory, OpenService

BODIES = ("talks", "talks on oil", "oil and talks and oil and talks", "a long report in which talks are a small part")


def _article(number: int) -> Article:
    """Make an article that shares its score, and its day if it has one, with others."""
    date = f"2020-01-{number % 5 + 10}" if number % 3 else None
    return article_of(
        GivenArticle(id=f"{number * 7 % 101:03}", body=BODIES[number % len(BODIES)], date=date, lang="en")
    )


ARTICLES = [_article(number) for number in range(60)]


@pytest.mark.parametrize("query", [Everything(), Word("talks"), Word("oil")], ids=str)
@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("window", [1, 2, 7, 60, 61])
def test_windows_of_any_size_give_the_same_as_one_page(
    open_service: OpenService, monkeypatch: pytest.MonkeyPatch, query: Query, sort: Sort, window: int
) -> None:
    monkeypatch.setattr(walking, "WINDOW", window)
    request = Request(ReadQuery("", query), sort=sort, size=len(ARTICLES))
    with open_service(ARTICLES) as service:
        assert tuple(service.walk(request).results()) == service.search(request).results


def test_a_walk_sees_a_single_commit(kind: EngineKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "WINDOW", 3)
    kind.create(tmp_path)
    writer = kind.open_writer(tmp_path)
    writer.add(map(terms_of, ARTICLES[:30]))
    writer.commit()
    reader = kind.open_reader(tmp_path)
    generation = GenerationName(kind.ENGINE, 1)
    service = ArchiveService(reader, ArticlesInMemory(ARTICLES), lambda: generation, today=lambda: TODAY)
    request = Request(ReadQuery("", Everything()), sort=Sort.OLDEST)

    walked = service.walk(request)
    first = [ranked.article.id for ranked in islice(walked.articles, 5)]
    for number, article in enumerate(ARTICLES[30:]):
        writer.add([terms_of(article)])
        writer.delete([ARTICLES[number].id])
        writer.commit()
    rest = [ranked.article.id for ranked in walked.articles]

    assert sorted([*first, *rest]) == sorted(article.id for article in ARTICLES[:30])
    assert walked.total.count == 30
    later = [ranked.article.id for ranked in service.walk(request).articles]
    assert sorted(later) == sorted(article.id for article in ARTICLES[30:])
    writer.close()
    reader.close()
