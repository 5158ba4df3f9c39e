"""Who held an office when, with the sentence for the first and the last claim."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from dateline.index.article import Article, Status
from dateline.index.corrections.corrections import Corrections
from dateline.index.database import Database
from dateline.index.store import Store
from dateline.search.officials.officials import OfficeView, Officials
from dateline.search.officials.tenures import ClaimView
from tests.people.conftest import official, report
from tests.people.test_search import searching

REPORTS = [
    report("1", "2019-03-01", official("Zakir Hasanov", "AZ", "defence"), text="In spring."),
    report("2", "2021-05-18", official("Zakir Hasanov", "AZ", "defence"), official("Viktor Khrenin", "BY", "defence")),
    report("3", "2023-01-01", official("Zakir Hasanov", "AZ", "defence", Status.FORMER)),
    report("4", "2015-01-01", official("Safar Abiyev", "AZ", "defence")),
    report("5", None, official("Safar Abiyev", "AZ", "defence")),
    report("6", "2016-01-01", official("Ogtay Asadov", "AZ", "defence", Status.FORMER)),
    report("7", "2016-01-01", official("Zakir Hasanov", "AZ", "interior")),
]


def office(country: str, portfolio: str, *, most: int = 10, reports: Sequence[Article] = REPORTS) -> OfficeView:
    with searching(reports) as (service, store):
        return Officials(service, store.people, store, Corrections).office(country, portfolio, most)


def sentence_of(view: ClaimView) -> str:
    return "".join(part.text for part in view.sentence)


def test_holders_are_ordered_by_first_day_seen() -> None:
    held = [(one.name, one.held.first, one.held.last) for one in office("AZ", "defence").tenures]
    assert held == [("Safar Abiyev", "2015-01-01", "2015-01-01"), ("Zakir Hasanov", "2019-03-01", "2021-05-18")]


def test_first_and_last_claim_have_article_and_sentence() -> None:
    hasanov = office("AZ", "defence").tenures[1]
    assert (hasanov.first.claim.article, hasanov.last.claim.article) == ("1", "2")
    assert sentence_of(hasanov.first).startswith("Zakir Hasanov met.")
    assert [part.text for part in hasanov.last.sentence if part.marked] == ["Zakir Hasanov"]


def test_a_person_mentioned_only_as_former_is_no_holder() -> None:
    assert "Ogtay Asadov" not in [one.name for one in office("AZ", "defence").tenures]


def test_holders_with_most_articles_are_shown_and_all_counted() -> None:
    view = office("AZ", "defence", most=1)
    assert ([one.name for one in view.tenures], view.total) == (["Zakir Hasanov"], 2)


def test_an_unknown_office_has_no_holders() -> None:
    assert office("FR", "defence") == OfficeView("FR", "defence", 0, ())


def test_an_official_view_has_every_office_with_both_ends() -> None:
    with searching(REPORTS) as (service, store):
        [view] = Officials(service, store.people, store, Corrections).official("az-zakir-hasanov", 10)
    tenures: Sequence[tuple[str, str, str]] = [
        (one.held.portfolio, one.first.claim.article, one.last.claim.article) for one in view.tenures
    ]
    assert tenures == [("interior", "7", "7"), ("defence", "1", "2")]


def test_spellings_of_one_person_are_one_holder() -> None:
    reports = [*REPORTS, report("8", "2020-01-01", official("Zakir Gasanov", "AZ", "defence"))]
    names: Mapping[str, int] = {one.name: one.held.articles for one in office("AZ", "defence", reports=reports).tenures}
    assert sorted(names.values()) == [2, 4]


def test_concurrent_changes_are_invisible_within_a_snapshot() -> None:
    """The last claim is replaced after the tallies were read and before the claim is looked up."""
    with tempfile.TemporaryDirectory() as name:
        written = Store(Database.create(Path(name)))
        written.put(REPORTS)
        read = Store(Database.open(Path(name)))
        with read.people.at_one_moment():
            first, _ = read.people.in_office("AZ", "interior")["az-zakir-hasanov"].ends
            written.put([report("7", "2016-01-01", text="Nobody.")])
            assert read.people.first_claim(first).article == "7"
            assert [one.key for one in read.get_many(["7"])["7"].officials] == ["az-zakir-hasanov"]
        assert read.people.in_office("AZ", "interior") == {}
        written.close()
        read.close()
