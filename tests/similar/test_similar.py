"""Similar reports: by the words that tell an article from the others."""

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


def test_reports_that_share_telling_words_come_most_alike_first() -> None:
    like = found(PIPELINE, [*FILLER, PIPELINE, ALIKE, LESS])
    assert like is not None
    assert [result.id for result in like.results] == ["alike", "less"]


def test_the_words_are_told_and_those_that_every_report_has_are_none_of_them() -> None:
    like = found(PIPELINE, [*FILLER, PIPELINE, ALIKE, LESS])
    assert like is not None
    assert set(like.words) == {"caspian", "pipeline"}
    assert len(FILLER) > FEW
    assert like.query.read_as == "caspian OR pipeline"


def test_a_report_is_not_like_itself() -> None:
    like = found(PIPELINE, [PIPELINE, ALIKE])
    assert like is not None
    assert "pipeline" not in [result.id for result in like.results]


def test_no_more_are_shown_than_asked_for() -> None:
    like = found(PIPELINE, [*FILLER, PIPELINE, ALIKE, LESS], size=1)
    assert like is not None
    assert len(like.results) == 1


def test_nothing_is_like_a_report_that_shares_no_word() -> None:
    assert found(PIPELINE, [PIPELINE, report("other", "2021-05-18", text="Bread is dear.")]) is None


def test_a_report_without_words_is_like_nothing() -> None:
    assert found(report("empty", "2021-05-18", text="..."), [PIPELINE]) is None


def test_addresses_of_the_web_tell_nothing() -> None:
    address = "See https://pictures.example/uploads/harbour.png"
    pictured = report("pictured", "2021-05-18", text=address)
    assert found(pictured, [*FILLER, pictured, report("other", "2021-05-19", text=address)]) is None
