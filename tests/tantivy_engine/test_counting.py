"""Both ways of counting values agree and ignore deleted articles; the estimated share selects the faster one."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from dateline.index.article import Article
from dateline.index.terms import TextColumn, ValueColumn, terms_of, values_of
from dateline.search.engines.tantivy import create, open_writer
from dateline.search.engines.tantivy.breadth import share
from dateline.search.engines.tantivy.counting import counts, values_read, values_walked
from dateline.search.engines.tantivy.reader import open_index
from dateline.search.engines.tantivy.schema import NO_VALUE
from dateline.search.engines.tantivy.searching import Searching
from dateline.search.engines.tantivy.translate import translate
from dateline.search.plan import (
    All,
    Any,
    Between,
    Every,
    Except,
    Matching,
    Near,
    Never,
    OneOf,
    Sequence,
    Similar,
    StartsWith,
    Term,
    Without,
)
from tests.engine.conformance import GivenArticle, article_of

ARTICLES = 300
COUNTRIES = ("AZ", "BY", "RU", "TR", "GE", "FR")
WORDS = ("oil", "talk", "minist", "grain", "visit")
COLUMNS = (ValueColumn.COUNTRY, ValueColumn.REGION, ValueColumn.SOURCE, ValueColumn.YEAR, ValueColumn.KEYWORD)

OIL = Term(TextColumn.BODY, "oil")
TALKS = Term(TextColumn.BODY, "talk")
RARE = Term(TextColumn.BODY, "embargo")
"""A word in every tenth article."""
MATCHINGS: tuple[Matching, ...] = (
    Every(),
    Never(),
    OIL,
    RARE,
    Term(TextColumn.BODY, "absent"),
    All((OIL, TALKS)),
    Any((OIL, TALKS)),
    Except(OIL),
    All((OIL, Except(TALKS))),
    OneOf(ValueColumn.COUNTRY, ("AZ", "FR")),
    Without(ValueColumn.COUNTRY),
    Sequence(TextColumn.BODY, ("oil", "talk")),
    Near(TextColumn.BODY, ("oil", "talk"), 2),
    StartsWith(TextColumn.BODY_FOLDED, "vis"),
    Similar(TextColumn.BODY_FOLDED, "oils", 1),
    Between(None, 1_600_000_000),
)


def _article(number: int) -> GivenArticle:
    drawn = random.Random(number)  # noqa: S311
    return GivenArticle(
        id=f"a{number}",
        body=" ".join([*drawn.choices(WORDS, k=6), *(["embargo"] if number % 10 == 0 else [])]),
        date=f"20{drawn.randint(10, 25)}-05-18",
        source=drawn.choice(("Trend", "Wire", None)),
        countries=tuple(drawn.sample(COUNTRIES, drawn.randint(0, 3))),
        keywords=tuple(drawn.sample(("trade", "energy", "war"), drawn.randint(0, 2))),
    )


def _kept(number: int) -> bool:
    return number % 3 > 0


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """The articles that were not deleted."""
    return [article_of(_article(number)) for number in range(ARTICLES) if _kept(number)]


@pytest.fixture(scope="module")
def searching(tmp_path_factory: pytest.TempPathFactory) -> Searching:
    """An index of several segments, with a third of its articles deleted afterwards."""
    folder: Path = tmp_path_factory.mktemp("index")
    create(folder)
    writer = open_writer(folder)
    for first in range(0, ARTICLES, 100):
        writer.add([terms_of(article_of(_article(number))) for number in range(first, first + 100)])
        writer.commit()
    writer.delete([f"a{number}" for number in range(ARTICLES) if not _kept(number)])
    writer.commit()
    writer.close()
    return Searching(open_index(folder))


@pytest.mark.parametrize("matching", MATCHINGS, ids=str)
def test_walking_counts_the_same_as_reading(searching: Searching, matching: Matching) -> None:
    query = translate(matching, searching.schema)
    read = values_read(searching.searcher, query, COLUMNS)
    for column in COLUMNS:
        assert values_walked(searching.searcher, query, column) == read[column]


def test_both_ways_ignore_deleted_articles(searching: Searching, articles: list[Article]) -> None:
    query = translate(Every(), searching.schema)
    for column in COLUMNS:
        expected = Counter(value for article in articles for value in values_of(article)[column] or [NO_VALUE])
        assert values_walked(searching.searcher, query, column) == expected
        assert values_read(searching.searcher, query, [column])[column] == expected


def test_walked_values_come_largest_first(searching: Searching) -> None:
    found = values_walked(searching.searcher, translate(Every(), searching.schema), ValueColumn.COUNTRY)
    assert list(found.values()) == sorted(found.values(), reverse=True)


@pytest.mark.parametrize("matching", MATCHINGS, ids=str)
def test_a_share_is_between_zero_and_one(searching: Searching, matching: Matching) -> None:
    assert 0 <= share(searching.searcher, matching) <= 1


@pytest.mark.parametrize(
    "broad", [Every(), OIL, Any((RARE, OIL)), Except(RARE), StartsWith(TextColumn.BODY_FOLDED, "vis")], ids=str
)
@pytest.mark.parametrize(
    "narrow", [Never(), RARE, All((OIL, RARE)), Sequence(TextColumn.BODY, ("oil", "embargo")), Except(Every())], ids=str
)
def test_a_broad_search_has_a_larger_share_than_narrow(searching: Searching, broad: Matching, narrow: Matching) -> None:
    assert share(searching.searcher, narrow) < share(searching.searcher, broad) / 2


@pytest.mark.parametrize("matching", MATCHINGS, ids=str)
def test_counts_do_not_depend_on_the_way_chosen(searching: Searching, matching: Matching) -> None:
    found = counts(searching, matching, COLUMNS)
    read = values_read(searching.searcher, translate(matching, searching.schema), COLUMNS)
    for column in COLUMNS:
        assert {**found[column].values, NO_VALUE: found[column].without} == {NO_VALUE: 0, **read[column]}
