"""Peers run the same operations over the same rows and return the same counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.peers.protocol import Answer, Index, Operation, Peer, Row
from benchmarks.peers.sqlite import SqlitePeer
from benchmarks.peers.tantivy import TantivyPeer
from benchmarks.peers.whoosh import WhooshPeer


def row(number: int, body: str, countries: list[str], year: str) -> Row:
    return {
        "id": f"a-{number}",
        "headline": f"Report {number}",
        "body": body,
        "headline_terms": f"report {number}",
        "body_terms": body.lower(),
        "forms": f"report {number} {body.lower()}",
        "country": countries,
        "source": "wire",
        "year": year,
        "published": number * 86_400,
    }


ROWS = [
    row(1, "Oil talks", ["GB", "US"], "2020"),
    row(2, "Talks oil", ["US"], "2021"),
    row(3, "Oil minister", [], "2021"),
    row(4, "Trade", ["GB"], "2021"),
]
PEERS: tuple[Callable[[], Peer], ...] = (TantivyPeer, SqlitePeer, WhooshPeer)


def opened(make: Callable[[], Peer], folder: Path) -> Index:
    make().build(folder, ROWS)
    return make().open(folder)


def answer(index: Index, operation: Operation) -> Answer:
    return index.session().prepare(operation)()


def words(*terms: str) -> Operation:
    return Operation("words", "words", terms, terms)


@pytest.mark.parametrize("make", PEERS, ids=lambda make: make.__name__)
class TestEveryPeer:
    def test_finds_all_words_phrases_prefixes_and_all_articles(self, make: Callable[[], Peer], tmp_path: Path) -> None:
        index = opened(make, tmp_path)
        phrase = Operation("phrase", "phrase", ("oil", "talk"), ("oil", "talk"))
        assert sorted(answer(index, words("oil", "talk")).ids) == ["a-1", "a-2"]
        assert list(answer(index, phrase).ids) == ["a-1"]
        assert list(answer(index, Operation("prefix", "prefix", ("minist",))).ids) == ["a-3"]
        assert list(answer(index, Operation("every", "every")).ids) == ["a-4", "a-3", "a-2", "a-1"]

    def test_a_facet_ignores_its_own_choices(self, make: Callable[[], Peer], tmp_path: Path) -> None:
        index = opened(make, tmp_path)
        chosen = Operation("chosen", "words", ("oil",), ("oil",), chosen={"country": ["US"], "year": ["2021"]})
        found = answer(index, chosen)
        assert found.total == 1
        assert found.facets == {"country": {"US": 1}, "source": {"wire": 1}, "year": {"2020": 1, "2021": 1}}

    def test_finds_added_articles(self, make: Callable[[], Peer], tmp_path: Path) -> None:
        index = opened(make, tmp_path)
        index.add([row(5, "Quokka", ["AU"], "2022")])
        assert list(answer(index, words("quokka")).ids) == ["a-5"]
