"""Columns with more values than a Tantivy aggregation allows are still counted exactly."""

from __future__ import annotations

import pytest

from dateline.index.article import Article
from dateline.index.terms import ValueColumn
from dateline.search.engine import EngineKind
from dateline.search.plan import Every, OneOf
from dateline.search.request import Sort
from tests.engine.conformance import GivenArticle, article_of
from tests.engine.opened import indexed

VALUES = 66_000
EACH = 1_100


def _article(number: int) -> Article:
    names = tuple(f"k{number * EACH + each}" for each in range(EACH))
    return article_of(GivenArticle(id=f"a{number}", body="talks", source="wire", keywords=names))


@pytest.mark.parametrize("asked", [0, 1, 2, 100, 101, 1_000])
def test_any_number_of_values_finds_the_articles_with_one_of_them(kind: EngineKind, asked: int) -> None:
    """An engine may look up many values in another way than a few."""
    articles = [
        article_of(GivenArticle(id=f"a{number}", body="talks", keywords=(f"k{number}", f"k{number + 1}")))
        for number in range(1, 301)
    ]
    wanted = tuple(f"k{number}" for number in range(1, 2 * asked, 2))
    found = {article.id for article in articles if not set(article.keywords).isdisjoint(wanted)}
    with indexed(kind, articles) as engine:
        matching = OneOf(ValueColumn.KEYWORD, wanted)
        hits = engine.snapshot().search(matching, Sort.NEWEST, 0, len(articles)).hits
    assert {hit.id for hit in hits} == found
    assert len(found) == min(max(2 * asked - 1, 0), 300)


@pytest.mark.parametrize("matching", [Every(), OneOf(ValueColumn.SOURCE, ("wire",))])
def test_every_value_is_counted(kind: EngineKind, matching: Every | OneOf) -> None:
    articles = [_article(number) for number in range(VALUES // EACH)]
    with indexed(kind, articles) as engine:
        counts = engine.snapshot().counts(matching, [ValueColumn.KEYWORD, ValueColumn.SOURCE])
    assert counts[ValueColumn.KEYWORD].values == {f"k{number}": 1 for number in range(VALUES)}
    assert counts[ValueColumn.KEYWORD].without == 0
    assert counts[ValueColumn.SOURCE].values == {"wire": len(articles)}
