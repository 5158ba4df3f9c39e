"""Similar articles are found by distinctive words."""

from __future__ import annotations

from dateline.index.article import Article
from dateline.search.similar import FEW, Similar, similar
from tests.people.conftest import report
from tests.people.test_search import searching

FILLER = [
    report(f"f{n}", "2021-05-18", text=f"The government said that the meeting number{n} was held.") for n in range(40)
]
PIPELINE = report("pipeline", "2021-05-18", text="The government said the Caspian pipeline carries Caspian gas.")
ALIKE = report("alike", "2021-05-19", text="A Caspian pipeline was opened, the government said.")
LESS = report("less", "2021-05-19", text="Fishers of the Caspian held a meeting.")


def found(article: Article, archive: list[Article], size: int = 5) -> Similar | None:
    with searching(archive) as (service, _):
        return similar(service, article, size)


def test_the_most_similar_article_comes_first() -> None:
    similar_articles = found(PIPELINE, [*FILLER, PIPELINE, ALIKE, LESS])
    assert similar_articles is not None
    assert [result.id for result in similar_articles.results] == ["alike", "less"]


def test_words_of_every_article_are_not_distinctive() -> None:
    similar_articles = found(PIPELINE, [*FILLER, PIPELINE, ALIKE, LESS])
    assert similar_articles is not None
    assert set(similar_articles.words) == {"caspian", "pipeline"}
    assert len(FILLER) > FEW
    assert similar_articles.query.read_as == "caspian OR pipeline"


def test_an_article_is_not_similar_to_itself() -> None:
    similar_articles = found(PIPELINE, [PIPELINE, ALIKE])
    assert similar_articles is not None
    assert "pipeline" not in [result.id for result in similar_articles.results]


def test_the_number_of_similar_articles_is_limited() -> None:
    similar_articles = found(PIPELINE, [*FILLER, PIPELINE, ALIKE, LESS], size=1)
    assert similar_articles is not None
    assert len(similar_articles.results) == 1


def test_an_article_with_unique_words_has_no_similar_ones() -> None:
    assert found(PIPELINE, [PIPELINE, report("other", "2021-05-18", text="Bread is dear.")]) is None


def test_an_article_without_words_has_no_similar_ones() -> None:
    assert found(report("empty", "2021-05-18", text="..."), [PIPELINE]) is None


def test_web_addresses_are_ignored() -> None:
    address = "See https://pictures.example/uploads/harbour.png"
    pictured = report("pictured", "2021-05-18", text=address)
    assert found(pictured, [*FILLER, pictured, report("other", "2021-05-19", text=address)]) is None
