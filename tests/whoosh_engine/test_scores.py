"""Scores equal those of Whoosh's own searcher over headline and body together."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dateline.index.terms import HEADLINE_WEIGHT, TextColumn
from dateline.search.engines import whoosh
from dateline.search.plan import All, Any, Every, Except, Matching, Ranked, Sequence, Term
from dateline.search.request import Sort
from tests.store.conftest import article
from tests.whoosh_engine import stock
from tests.whoosh_engine.conftest import commit, latest

TEXTS = ("oil", "oil oil prices", "prices of oil rose", "talks", "the oil talks of oil ministers " * 3)
OIL = Term(TextColumn.TEXT, "oil")
PRICES = Term(TextColumn.TEXT, "price")


def scores(folder: Path, matching: Matching) -> dict[str, float]:
    return {hit.id: hit.score for hit in latest(folder).search(matching, Sort.RELEVANCE, 0, 10).hits}


@pytest.fixture
def archive(folder: Path) -> Path:
    """One article per text, in two segments."""
    writer = whoosh.open_writer(folder)
    given = [article(text, given=str(number)) for number, text in enumerate(TEXTS)]
    commit(writer, given[:2])
    commit(writer, [*given[2:-1], given[-1]])
    return folder


def test_a_word_scores_as_in_stock_whoosh(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    expected = stock.scores(tmp_path_factory.mktemp("stock"), TEXTS, "oil")
    assert scores(archive, OIL) == pytest.approx(expected)


def test_scores_of_words_add_up_and_filters_add_nothing(archive: Path) -> None:
    oil, prices = scores(archive, OIL), scores(archive, PRICES)
    both = {found: oil[found] + prices[found] for found in ("1", "2")}
    assert scores(archive, All((OIL, PRICES))) == pytest.approx(both)
    assert scores(archive, All((OIL, PRICES, Every(), Except(Term(TextColumn.BODY, "talk"))))) == pytest.approx(both)
    assert scores(archive, Any((OIL, PRICES))) == pytest.approx(oil | both)


def test_ranked_articles_score_as_the_sum_of_their_words(archive: Path) -> None:
    phrase = Sequence(TextColumn.BODY_FORMS, ("oil", "prices"))
    assert scores(archive, phrase) == {"1": 0.0}
    assert scores(archive, Ranked(phrase, ("oil", "price"))) == pytest.approx(
        {"1": scores(archive, All((OIL, PRICES)))["1"]}
    )


def test_a_headline_counts_as_its_words_in_the_body_as_often_as_its_weight(folder: Path) -> None:
    writer = whoosh.open_writer(folder)
    told = "oil " * HEADLINE_WEIGHT + "talks"
    commit(writer, [msgspec.structs.replace(article("talks", given="1"), headline="oil"), article(told, given="2")])
    headline, body = scores(folder, OIL).values()
    assert headline == pytest.approx(body)


def test_articles_without_a_score_come_last_newest_first(archive: Path) -> None:
    ranked = [hit.id for hit in latest(archive).search(Any((PRICES, Every())), Sort.RELEVANCE, 0, 10).hits]
    assert ranked[2:] == ["0", "3", "4"]
