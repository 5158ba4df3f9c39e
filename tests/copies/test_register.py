"""Clusters depend only on the stored articles, never on the order or batches in which they came."""

from __future__ import annotations

import itertools
import tempfile
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.article import Article
from dateline.index.copies import register
from dateline.index.copies.fingerprint import (
    Fingerprint,
    alike_at_a_glance,
    are_copies,
    candidate_hashes,
    fingerprint_of,
    glance,
)
from dateline.index.copies.schema import TABLES
from dateline.index.database import Database
from dateline.index.store import Store
from tests.copies.conftest import report, text, with_other_words

MAX_TEXTS = 3
"""MAX_TEXTS_PER_HASH in these tests, small enough to be exceeded."""

SHORT = "one line is never a copy"
TEXTS = (*(with_other_words(text(7), *range(0, 20 * n, 20)) for n in range(7)), text(8), text(9), SHORT)
"""The first seven form a chain: neighbours up to three apart are copies, the last is no copy of the first."""

articles = st.builds(
    report,
    st.sampled_from("abcdefgh"),
    st.sampled_from(TEXTS),
    st.none() | st.integers(0, 2),
)
batches = st.lists(st.lists(articles, max_size=6), max_size=5)


@contextmanager
def a_store() -> Generator[tuple[Store, Database], None, None]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database.create(Path(folder))
        yield Store(database), database
        database.close()


def copies(store: Store) -> dict[str, str]:
    """The first copy of each article that is a copy."""
    return {
        change.article.id: change.article.duplicate_of
        for change in store.changes(0)
        if change.article.duplicate_of is not None
    }


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the register."""
    return {table: sorted(database.rows(f"SELECT * FROM {table}"), key=repr) for table in TABLES}  # noqa: S608


def expected(articles: Sequence[Article], max_texts: int) -> dict[str, str]:
    """The copies by brute force: compare every pair, spread clusters until nothing changes."""
    fingerprints = {one.id: found for one in articles if (found := fingerprint_of(one.headline, one.body)) is not None}
    texts_with = Counter(hash_ for fingerprint in set(fingerprints.values()) for hash_ in candidate_hashes(fingerprint))

    def paired(one: Fingerprint, other: Fingerprint) -> bool:
        shared = set(candidate_hashes(one)) & set(candidate_hashes(other))
        compared = any(texts_with[hash_] <= max_texts for hash_ in shared)
        alike = alike_at_a_glance(glance(one), glance(other)) and are_copies(one, other)
        return one == other or (compared and alike)

    place = {one.id: (one.published is None, one.published and one.published.at, one.id) for one in articles}
    first = {one: one for one in fingerprints}
    for _ in fingerprints:
        for one, other in itertools.permutations(fingerprints, 2):
            if paired(fingerprints[one], fingerprints[other]):
                first[one] = min(first[one], first[other], key=place.__getitem__)
    return {one: other for one, other in first.items() if one != other}


def test_the_earliest_dated_article_is_the_first_copy() -> None:
    with a_store() as (store, _):
        store.put([report("late", text(1), 3), report("undated", text(1), None), report("other", text(2), 0)])
        assert copies(store) == {"undated": "late"}
        store.put([report("early", text(1), 1)])
        assert copies(store) == {"undated": "early", "late": "early"}


def test_articles_of_one_day_are_ordered_by_id() -> None:
    with a_store() as (store, _):
        store.put([report(given_id, text(1)) for given_id in "bca"])
        assert copies(store) == {"b": "a", "c": "a"}


def test_only_articles_with_a_new_first_copy_are_reindexed() -> None:
    with a_store() as (store, _):
        store.put([report("a", text(1), 2), report("b", text(1), 3), report("c", text(2), 1)])
        before = store.last_serial()
        store.put([report("first", text(1), 0)])
        assert sorted(change.article.id for change in store.changes(before)) == ["a", "b", "first"]


def test_a_cluster_splits_when_its_connecting_text_changes() -> None:
    chain = [with_other_words(text(7), *places) for places in ((), range(0, 60, 15), range(0, 120, 15))]
    with a_store() as (store, _):
        store.put([report(given_id, body, day) for day, (given_id, body) in enumerate(zip("abc", chain, strict=True))])
        assert copies(store) == {"b": "a", "c": "a"}
        store.put([report("b", text(8), 1)])
        assert copies(store) == {}


@settings(max_examples=25)  # each commit waits for the disk
@given(batches)
def test_clusters_match_the_rule_after_every_batch(batches: list[list[Article]]) -> None:
    with pytest.MonkeyPatch.context() as patch, a_store() as (store, database):
        patch.setattr(register, "MAX_TEXTS_PER_HASH", MAX_TEXTS)
        stored: dict[str, Article] = {}
        for batch in batches:
            before = copies(store)
            last = store.last_serial()
            store.put(batch)
            stored.update({article.id: article for article in batch})
            after = copies(store)
            assert after == expected(list(stored.values()), MAX_TEXTS)
            moved = {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}
            assert moved <= {change.article.id for change in store.changes(last)}
        _assert_rebuild_gives_the_same(store, database)


def _assert_rebuild_gives_the_same(store: Store, database: Database) -> None:
    before = rows(database)
    with database.writing() as cursor:
        cursor.execute("DELETE FROM meta WHERE name = 'sketching'")
    assert store.refresh_copies() == 0
    assert rows(database) == before


@settings(max_examples=15)
@given(st.lists(articles, max_size=8, unique_by=lambda one: one.id), st.randoms(use_true_random=False))
def test_rows_do_not_depend_on_arrival_order(articles: list[Article], chance: Random) -> None:
    shuffled = list(articles)
    chance.shuffle(shuffled)
    found: list[dict[str, list[tuple[object, ...]]]] = []
    for order in (articles, shuffled):
        with pytest.MonkeyPatch.context() as patch, a_store() as (store, database):
            patch.setattr(register, "MAX_TEXTS_PER_HASH", MAX_TEXTS)
            for article in order:
                store.put([article])
            found.append(rows(database))
    assert found[0] == found[1]


def test_boilerplate_shared_by_many_articles_makes_no_pairs() -> None:
    with a_store() as (store, _):
        boilerplate = [
            report(f"{n:03}", with_other_words(text(7), 40, 120, word="day" * (n + 1)), n) for n in range(100)
        ]
        store.put(boilerplate[: register.MAX_TEXTS_PER_HASH])
        assert len(copies(store)) == register.MAX_TEXTS_PER_HASH - 1
        store.put(boilerplate[register.MAX_TEXTS_PER_HASH :])
        assert copies(store) == expected(boilerplate, register.MAX_TEXTS_PER_HASH)
        assert len(copies(store)) < 10
        store.put([report("again", boilerplate[5].body, 200)])
        assert copies(store)["again"] == copies(store).get("005", "005")


def test_put_uses_fingerprints_passed_by_the_caller() -> None:
    with a_store() as (store, _):
        same = fingerprint_of(None, text(1))
        store.put([report("a", text(1)), report("b", text(2))], [same, same])
        assert copies(store) == {"b": "a"}
