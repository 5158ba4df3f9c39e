"""Applying corrections to articles: where the text is silent or wrong, with a reason, and undoable."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.article import (
    Article,
    Basis,
    BasisKind,
    Country,
    Mention,
    MentionKind,
    Official,
    Provenance,
    Status,
)
from dateline.index.corrections.apply import HOME_CONFIDENCE, apply
from dateline.index.corrections.corrections import NO_CORRECTIONS, About, Corrections, Home, NotCountry
from dateline.index.database import Database
from dateline.index.official_key import official_key
from dateline.index.store import Store

READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


def country(code: str, *surfaces: str, primary: bool = False) -> Country:
    mentions = (Mention(0, len(surface), surface, MentionKind.NAME) for surface in surfaces)
    return Country(code, 0.5, primary, tuple(mentions))


def official(person: str, code: str | None) -> Official:
    return Official(person, official_key(code, person), "Minister", "defence", code, Status.CURRENT, 0.9, ())


def article(
    article_id: str, *countries: Country, officials: Sequence[Official] = (), source: str | None = "Island"
) -> Article:
    provenance = Provenance("news.jsonl", "jsonl", READ_AT, "1", article_id, 0)
    return Article(
        article_id, None, "text", provenance, "0", source=source, countries=countries, officials=tuple(officials)
    )


HOME = Corrections(homes=(Home("island*", "LK"),))


def test_an_article_without_countries_is_about_its_source_home() -> None:
    (home,) = apply(HOME, article("1")).countries
    assert (home.code, home.primary, home.mentions) == ("LK", True, ())
    assert home.basis == Basis(BasisKind.SOURCE, "island* reports from LK")


def test_an_article_with_a_country_keeps_it() -> None:
    given_article = article("1", country("IN", "India", primary=True))
    assert apply(HOME, given_article) == given_article


def test_an_official_without_country_gets_the_home_with_less_confidence() -> None:
    vague = article("1", country("IN", "India", primary=True), officials=[official("A B", None), official("C D", "IN")])
    settled, said = apply(HOME, vague).officials
    assert (settled.country, settled.key, settled.confidence) == ("LK", "lk-a-b", HOME_CONFIDENCE)
    assert settled.basis is not None
    assert said == vague.officials[1]


def test_articles_of_other_sources_are_unchanged() -> None:
    other = article("1", officials=[official("A B", None)], source="Trend")
    assert apply(HOME, other) == other


GEORGIA = Corrections(surfaces=(NotCountry("Georgia", "GE", "the state"),))


def test_a_wrong_surface_is_removed_and_others_stay() -> None:
    mixed = article("1", country("GE", "Georgia", "Tbilisi", primary=True), country("US", "Atlanta"))
    first, second = apply(GEORGIA, mixed).countries
    assert [mention.surface for mention in first.mentions] == ["Tbilisi"]
    assert (first.primary, second.primary) == (True, False)


def test_a_country_without_mentions_is_removed() -> None:
    wrong = article(
        "1", country("GE", "GEORGIA", primary=True), country("US", "Atlanta"), officials=[official("A B", "GE")]
    )
    corrected = apply(GEORGIA, wrong)
    assert [(one.code, one.primary) for one in corrected.countries] == [("US", True)]
    assert (corrected.officials[0].country, corrected.officials[0].key) == (None, "xx-a-b")
    assert corrected.officials[0].basis == Basis(BasisKind.CORRECTION, "Georgia is not GE: the state")


@pytest.mark.parametrize("mentioned", [(), (country("FR", "Paris", primary=True),), (country("AZ", "Baku"),)])
def test_an_article_correction_sets_the_primary_country(mentioned: tuple[Country, ...]) -> None:
    corrected = apply(Corrections(abouts=(About("1", "AZ", "known"),)), article("1", *mentioned))
    assert [one.code for one in corrected.countries if one.primary] == ["AZ"]
    assert corrected.countries[0].basis == Basis(BasisKind.CORRECTION, "known")


ALL = (
    NO_CORRECTIONS,
    HOME,
    GEORGIA,
    Corrections(abouts=(About("1", "AZ", "known"),)),
    Corrections(homes=HOME.homes, surfaces=GEORGIA.surfaces, abouts=(About("2", "AZ", "known"),)),
)
countries = st.sampled_from(
    (country("GE", "Georgia", primary=True), country("GE", "Tbilisi"), country("US", "Atlanta"))
)


def unnamed(mentioned: list[Country], officials: list[Official]) -> Article:
    return article("", *mentioned, officials=officials)


articles = st.builds(
    unnamed,
    st.lists(countries, max_size=2, unique_by=lambda one: one.code),
    st.lists(st.sampled_from((official("A B", None), official("A B", "GE"), official("C D", "US"))), max_size=1),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(articles, max_size=4), st.lists(st.sampled_from(ALL), min_size=1, max_size=4))
def test_corrections_change_only_their_articles_and_can_be_undone(
    archive: list[Article], history: list[Corrections]
) -> None:
    given_articles = [_named(one, str(number)) for number, one in enumerate(archive)]
    with _store() as store:
        store.apply_corrections(NO_CORRECTIONS)
        store.put(given_articles)
        for corrections in history:
            before = {change.article.id: change.article for change in store.changes(0)}
            mark = store.last_serial()
            count = store.apply_corrections(corrections)
            after = {change.article.id: change.article for change in store.changes(0)}
            changed = {change.article.id for change in store.changes(mark)}
            assert changed == {found for found in before if before[found] != after[found]}
            assert count == len(changed)
        store.apply_corrections(NO_CORRECTIONS)
        assert {change.article.id: change.article for change in store.changes(0)} == {
            one.id: one for one in given_articles
        }


@contextmanager
def _store() -> Generator[Store, None, None]:
    with tempfile.TemporaryDirectory() as name:
        database = Database.create(Path(name))
        yield Store(database)
        database.close()


def _named(one: Article, article_id: str) -> Article:
    return article(article_id, *one.countries, officials=one.officials)
