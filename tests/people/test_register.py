"""The register of persons: updated with the articles; the rows do not depend on their history."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.article import Article, Official, Status
from dateline.index.corrections.corrections import Corrections
from dateline.index.database import Database, Row
from dateline.index.people.people import People
from dateline.index.people.schema import TABLES
from dateline.index.people.ties import Tie
from dateline.index.store import Store
from tests.people.conftest import official, report

HASANOV = official("Zakir Hasanov", "AZ", "defence")
GASANOV = official("Zakir Gasanov", "AZ", "defence")


def rows(database: Database) -> dict[str, list[Row]]:
    return {table: sorted(database.rows(f"SELECT * FROM {table}"), key=repr) for table in TABLES}  # noqa: S608


def keys(store: Store, article_id: str) -> list[str]:
    article = store.get(article_id)
    assert article is not None
    return [one.key for one in article.officials]


def test_articles_are_read_with_person_keys(store: Store) -> None:
    store.put([report("1", "2021-05-18", HASANOV)])
    store.put([report("2", "2021-05-19", GASANOV)])
    assert keys(store, "1") == keys(store, "2")
    assert [change.article.officials[0].key for change in store.changes(0)] == keys(store, "1") * 2


def test_an_article_changes_when_a_key_denotes_another_person(store: Store) -> None:
    store.put([report("1", "2021-05-18", HASANOV), report("2", "2021-05-18", official("Ali Aliyev", "AZ", "interior"))])
    mark = store.last_serial()
    store.put([report("3", "2021-05-19", GASANOV)])
    changed = {change.article.id for change in store.changes(mark)}
    assert changed == {"1", "3"}


def test_an_article_joined_as_before_does_not_change(store: Store) -> None:
    store.put([report("1", "2021-05-18", HASANOV), report("2", "2021-05-19", GASANOV)])
    mark = store.last_serial()
    store.put([report("3", "2021-05-20", HASANOV), report("4", "2022-05-20", GASANOV)])
    assert {change.article.id for change in store.changes(mark)} == {"3", "4"}


def test_a_changed_article_withdraws_its_earlier_claims(database: Database, store: Store) -> None:
    store.put([report("1", "2021-05-18", HASANOV), report("2", "2021-05-19", GASANOV)])
    store.put([report("2", "2021-05-19", official("Ali Aliyev", "AZ", "interior"))])
    assert keys(store, "1") == ["az-zakir-hasanov"]
    assert People(database).keys_with("gasanov") == frozenset()
    assert store.official_names(["az-zakir-gasanov"]) == {}


def test_a_display_name_is_the_commonest_not_in_capitals(store: Store) -> None:
    store.put(
        [
            *(report(f"a{n}", "2021-05-18", official("HASANOV", "AZ", "defence")) for n in range(4)),
            *(report(f"b{n}", "2021-05-18", GASANOV) for n in range(2)),
            *(report(f"c{n}", "2021-05-18", HASANOV) for n in range(3)),
        ]
    )
    (name,) = store.official_names(keys(store, "a0")).values()
    assert name == "Zakir Hasanov"


def test_ties_take_effect_when_corrections_are_applied(store: Store) -> None:
    store.put([report("1", "2021-05-18", HASANOV), report("2", "2021-05-19", GASANOV)])
    apart = Tie(("az-zakir-gasanov", "az-zakir-hasanov"), together=False, reason="brothers")
    mark = store.last_serial()
    assert store.apply_corrections(Corrections(ties=(apart,))) == 1
    assert keys(store, "1") != keys(store, "2")
    assert len(list(store.changes(mark))) == 1
    assert store.apply_corrections(Corrections(ties=(apart,))) == 0


def test_ties_can_join_keys_of_two_countries(store: Store) -> None:
    keys_of_one = ("ru-mikhail-gorbachev", "su-mikhail-gorbachev")
    store.apply_corrections(Corrections(ties=(Tie(keys_of_one, together=True, reason="the state was renamed"),)))
    store.put([report("1", "1991-05-18", official("Mikhail Gorbachev", "SU", "head-of-state"))])
    store.put([report("2", "1992-05-18", official("Mikhail Gorbachev", "RU", "head-of-state", Status.FORMER))])
    assert keys(store, "1") == keys(store, "2")


PEOPLE = tuple(
    official(name, country, portfolio, status)
    for name in ("Zakir Hasanov", "Zakir Gasanov", "Z. Hasanov", "HASANOV", "Ali Hasanov", "Gasanov")
    for country, portfolio, status in (
        ("AZ", "defence", Status.CURRENT),
        ("AZ", "interior", Status.FORMER),
        (None, "defence", Status.CURRENT),
    )
)
DAYS = (None, "1990-01-01", "2012-05-18", "2013-05-18", "2021-05-18")


def made(article_id: str, day: str | None, officials: list[Official]) -> Article:
    return report(article_id, day, *officials)


reports = st.builds(
    made,
    st.sampled_from("abcdef"),
    st.sampled_from(DAYS),
    st.lists(st.sampled_from(PEOPLE), max_size=3, unique_by=lambda one: (one.key, one.portfolio)),
)


@settings(max_examples=60)
@given(st.lists(st.lists(reports, max_size=4), min_size=1, max_size=6))
def test_incremental_updates_give_the_rows_of_a_rebuild(batches: list[list[Article]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        database = Database.create(Path(name))
        store = Store(database)
        for batch in batches:
            store.put(batch)
        kept = rows(database)
        mark = store.last_serial()
        assert store.apply_corrections(Corrections()) == 0
        assert rows(database) == kept
        assert list(store.changes(mark)) == []
        database.close()


@settings(max_examples=40)
@given(st.lists(reports, max_size=8, unique_by=lambda one: one.id), st.randoms())
def test_rows_do_not_depend_on_the_order_of_articles(archive: list[Article], random: Random) -> None:
    found: list[dict[str, list[Row]]] = []
    for _ in range(2):
        with tempfile.TemporaryDirectory() as name:
            database = Database.create(Path(name))
            Store(database).put(archive)
            found.append(rows(database))
            database.close()
        random.shuffle(archive)
    assert found[0] == found[1]
