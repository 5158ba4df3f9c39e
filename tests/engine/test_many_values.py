"""Columns of more values than an aggregation of Tantivy may have are counted exactly all the same."""

from __future__ import annotations

import pytest

from dateline.index.article import Article
from dateline.index.terms import ValueColumn
from dateline.search.engine import EngineKind
from dateline.search.plan import Every, OneOf
from tests.engine.conformance import GivenArticle, article_of
from tests.engine.opened import indexed

VALUES = 66_000
EACH = 1_100


def _article(number: int) -> Article:
    names = tuple(f"k{number * EACH + each}" for each in range(EACH))
    return article_of(GivenArticle(id=f"a{number}", body="talks", source="wire", keywords=names))


@pytest.mark.parametrize("matching", [Every(), OneOf(ValueColumn.SOURCE, ("wire",))])
def test_every_value_is_counted(kind: EngineKind, matching: Every | OneOf) -> None:
    articles = [_article(number) for number in range(VALUES // EACH)]
    with indexed(kind, articles) as engine:
        counts = engine.snapshot().counts(matching, [ValueColumn.KEYWORD, ValueColumn.SOURCE])
    assert counts[ValueColumn.KEYWORD].values == {f"k{number}": 1 for number in range(VALUES)}
    assert counts[ValueColumn.KEYWORD].without == 0
    assert counts[ValueColumn.SOURCE].values == {"wire": len(articles)}
