"""Pages stay in one total order when hundreds of articles share a score or a day."""

from __future__ import annotations

import random
from collections.abc import Generator

import pytest

from dateline.index.article import Article
from dateline.search.archive_service import ArchiveService
from dateline.search.request import Request, Sort
from tests.engine.conformance import GivenArticle, article_of
from tests.engine.opened import OpenService

RUNS = {"2021-05-18": 270, "2021-05-17": 30, "2020-01-01": 350, None: 240, "2019-12-31": 40}
"""The number of articles by day; None means undated."""
SIZE = 50


def _articles() -> list[Article]:
    days = [day for day, articles in RUNS.items() for _ in range(articles)]
    numbers = list(range(len(days)))
    rng = random.Random(5)  # noqa: S311 - ids must not follow the order in which articles are added
    rng.shuffle(numbers)
    return [_article(number, day) for number, day in zip(numbers, days, strict=True)]


def _article(number: int, day: str | None) -> Article:
    # A third has the word twice, which gives two runs of scores across all days.
    body = "talks of oil" if number % 3 else "oil talks of oil"
    return article_of(GivenArticle(id=f"a{number:04}", headline="Report", body=body, date=day))


ARTICLES = _articles()


@pytest.fixture(scope="module")
def service(open_service: OpenService) -> Generator[ArchiveService, None, None]:
    with open_service(ARTICLES) as opened:
        yield opened


def _newest(article: Article) -> tuple[float, str]:
    return -(article.published.at.timestamp() if article.published else float("-inf")), article.id


def _oldest(article: Article) -> tuple[float, str]:
    return article.published.at.timestamp() if article.published else float("inf"), article.id


EXPECTED = {
    Sort.NEWEST: sorted(ARTICLES, key=_newest),
    Sort.OLDEST: sorted(ARTICLES, key=_oldest),
    Sort.RELEVANCE: sorted(ARTICLES, key=lambda article: (-article.body.count("oil"), *_newest(article))),
}


@pytest.mark.parametrize("sort", EXPECTED)
def test_pages_follow_one_total_order(service: ArchiveService, sort: Sort) -> None:
    read = service.read("oil")
    expected = [article.id for article in EXPECTED[sort]]
    for first in range(0, len(expected), SIZE):
        found = service.search(Request(read, sort=sort, page=first // SIZE + 1, size=SIZE))
        assert found.total.count == len(expected)
        assert [result.id for result in found.results] == expected[first : first + SIZE]


@pytest.mark.parametrize("sort", EXPECTED)
def test_pages_of_one_result_follow_the_same_order(service: ArchiveService, sort: Sort) -> None:
    read = service.read("oil")
    for position in (0, 1, 99, 100, 101, 269, 270, 271, 300, 449, 650, 929):
        found = service.search(Request(read, sort=sort, page=position + 1, size=1))
        assert [result.id for result in found.results] == [EXPECTED[sort][position].id]
