"""Scores equal those of Whoosh's own searcher, with the headline boost of all engines."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dateline.index.terms import TextColumn
from dateline.search.engines import whoosh
from dateline.search.plan import HEADLINE_BOOST, All, Any, Every, Except, Matching, Sequence, Term
from dateline.search.request import Sort
from tests.store.conftest import article
from tests.whoosh_engine import stock
from tests.whoosh_engine.conftest import commit, latest

TEXTS = ("oil", "oil oil prices", "prices of oil rose", "talks", "the oil talks of oil ministers " * 3)
OIL = Term(TextColumn.BODY_FORMS, "oil")
PRICES = Term(TextColumn.BODY_FORMS, "prices")


def scores(folder: Path, matching: Matching) -> dict[str, float]:
    return {hit.id: hit.score for hit in latest(folder).search(matching, Sort.RELEVANCE, 0, 10).hits}


@pytest.fixture
def archive(folder: Path) -> Path:
    """One article per text, in two segments; the last one also has a headline."""
    writer = whoosh.open_writer(folder)
    given = [article(text, given=str(number)) for number, text in enumerate(TEXTS)]
    commit(writer, given[:2])
    commit(writer, [*given[2:-1], msgspec.structs.replace(given[-1], headline="oil")])
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


def test_a_phrase_scores_as_the_sum_of_its_words(archive: Path) -> None:
    phrase = Sequence(TextColumn.BODY_FORMS, ("oil", "prices"))
    assert scores(archive, phrase) == pytest.approx({"1": scores(archive, All((OIL, PRICES)))["1"]})


def test_a_headline_word_is_boosted(folder: Path) -> None:
    alike = article("oil", given="1")
    commit(whoosh.open_writer(folder), [msgspec.structs.replace(alike, headline="oil")])
    (headline,) = scores(folder, Term(TextColumn.HEADLINE, "oil")).values()
    (body,) = scores(folder, Term(TextColumn.BODY, "oil")).values()
    assert headline == pytest.approx(body * HEADLINE_BOOST)


def test_articles_without_a_score_come_last_newest_first(archive: Path) -> None:
    ranked = [hit.id for hit in latest(archive).search(Any((PRICES, Every())), Sort.RELEVANCE, 0, 10).hits]
    assert ranked[2:] == ["0", "3", "4"]
