"""A judged pair is found again in an archive through its articles, whatever its label and key are today."""

from __future__ import annotations

from collections import Counter

import pytest

from dateline.index.metadata.officials.portfolios import PORTFOLIOS
from dateline.index.official_key import official_key
from dateline.index.store import Store
from tests.people.conftest import official, report
from tests.people.pairs import Pair, Side, keys_now, read_pairs, score

PAIRS = read_pairs()


def side(label: str, *articles: str, country: str = "US", office: str = "head-of-state") -> Side:
    return Side(label, official_key(country, label), country, office, articles)


def test_a_side_has_the_key_that_its_articles_give_today(store: Store) -> None:
    store.put([report("a", "2021-01-05", official("Ann Alder", "US", "head-of-state"))])
    assert keys_now(side("Alder", "a", country="GB"), store.get_many(["a"])) == {"us-ann-alder"}


def test_a_side_is_the_official_who_shares_most_words(store: Store) -> None:
    officials = official("Ann Birch", "US", "foreign"), official("Ben Alder", "US", "foreign")
    store.put([report("a", "2021-01-05", *officials)])
    assert keys_now(side("Q Ben Alder", "a"), store.get_many(["a"])) == {"us-ben-alder"}


def test_the_office_decides_between_equals(store: Store) -> None:
    officials = official("Ann Alder", "US", "foreign"), official("Ben Alder", "US", "head-of-state")
    store.put([report("a", "2021-01-05", *officials)])
    assert keys_now(side("Alder", "a"), store.get_many(["a"])) == {"us-ben-alder"}


def test_pairs_are_scored_by_the_keys_of_their_sides(store: Store) -> None:
    store.put(
        [
            report("a", "2021-01-05", official("Ann Alder", "US", "head-of-state")),
            report("b", "2021-02-05", official("Ann Alder", "US", "head-of-state")),
            report("c", "2021-03-05", official("Ben Birch", "US", "finance")),
        ]
    )
    alder, again, birch = side("Ann Alder", "a"), side("Ann Alder", "b"), side("Ben Birch", "c", office="finance")
    one, two = Pair("1", "dev", alder, again, True, "same"), Pair("2", "dev", alder, birch, False, "others")
    gone = Pair("3", "dev", alder, side("Carl Cedar", "c"), False, "not an official")
    found = score([one, two, gone], store.get_many(["a", "b", "c"]))
    assert (found.joined, found.parted, found.missing) == ((one,), (two,), (gone,))
    assert next(found.lines()) == "precision 1/1 = 1.000   recall 1/1 = 1.000"


def test_the_halves_are_alike() -> None:
    assert len({pair.id for pair in PAIRS}) == len(PAIRS)
    assert Counter(pair.half for pair in PAIRS) == {"dev": 200, "held": 200}
    assert all(90 <= count <= 110 for count in Counter((pair.half, pair.same) for pair in PAIRS).values())


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_each_side_can_be_found(pair: Pair) -> None:
    assert pair.a != pair.b
    assert pair.why
    for one in (pair.a, pair.b):
        assert one.office.removeprefix("deputy-") in PORTFOLIOS
        assert 1 <= len(one.articles) <= 3
