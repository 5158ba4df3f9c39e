from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.search.query.simplify import simplify
from dateline.search.query.tree import And, Dated, Everything, Not, Nothing, Or, Query, WithCopies, Word

A, B, C = Word("a"), Word("b"), Word("c")
MAY = date(2021, 5, 1)

CASES = [
    ("an AND of nothing is everything", And(()), Everything()),
    ("an OR of nothing is nothing", Or(()), Nothing()),
    ("an AND of one is that one", And((A,)), A),
    ("an OR of one is that one", Or((A,)), A),
    ("AND within AND is flat, in the order typed", And((C, And((B, A)))), And((C, B, A))),
    ("OR within OR is flat, in the order typed", Or((Or((C, B)), A)), Or((C, B, A))),
    ("OR within AND stays", And((A, Or((B, C)))), And((A, Or((B, C))))),
    ("a repetition is dropped", And((A, B, A)), And((A, B))),
    ("a double negation is dropped", Not(Not(A)), A),
    ("everything is dropped from an AND", And((A, Everything())), A),
    ("nothing is dropped from an OR", Or((A, Nothing())), A),
    ("nothing makes an AND nothing", And((A, Nothing())), Nothing()),
    ("everything makes an OR everything", Or((A, Everything())), Everything()),
    ("not everything is nothing", Not(Everything()), Nothing()),
    ("not nothing is everything", Not(Nothing()), Everything()),
    ("a contradiction is nothing", And((A, Not(A))), Nothing()),
    ("a node or its negation is everything", Or((A, Not(A))), Everything()),
    ("periods are intersected", And((Dated(MAY, None), A, Dated(None, MAY))), And((Dated(MAY, MAY), A))),
    ("periods that share no day are nothing", And((Dated(MAY, None), Dated(None, date(2020, 1, 1)))), Nothing()),
    ("a period that ends before it begins is nothing", Dated(MAY, date(2020, 1, 1)), Nothing()),
    ("duplicates:all is kept", And((Everything(), WithCopies())), WithCopies()),
    ("duplicates:all is kept beside everything", Or((Everything(), WithCopies())), WithCopies()),
]


@pytest.mark.parametrize(("sentence", "query", "simplified"), CASES, ids=[case[0] for case in CASES])
def test_a_query_is_simplified(sentence: str, query: Query, simplified: Query) -> None:
    assert simplify(query) == simplified, sentence


DAYS = [MAY + timedelta(days=number) for number in range(4)]
days = st.none() | st.sampled_from(DAYS)
leaves: st.SearchStrategy[Query] = st.one_of(
    st.sampled_from([A, B, C, Everything(), Nothing(), WithCopies()]),
    st.builds(Dated, days, days).filter(lambda period: period != Dated(None, None)),
)
trees: st.SearchStrategy[Query] = st.recursive(
    leaves,
    lambda children: st.one_of(
        st.lists(children, max_size=4).map(lambda several: And(tuple(several))),
        st.lists(children, max_size=4).map(lambda several: Or(tuple(several))),
        children.map(Not),
    ),
    max_leaves=15,
)
articles = st.tuples(st.frozensets(st.sampled_from("abc")), st.sampled_from(DAYS))


@given(tree=trees)
def test_simplifying_twice_changes_nothing(tree: Query) -> None:
    once = simplify(tree)
    assert simplify(once) == once


@given(tree=trees, article=articles)
def test_a_simplified_query_matches_the_same_articles(tree: Query, article: tuple[frozenset[str], date]) -> None:
    assert _matches(simplify(tree), *article) == _matches(tree, *article)


@given(tree=trees)
def test_constants_occur_only_alone_in_a_simplified_query(tree: Query) -> None:
    simplified = simplify(tree)
    if not isinstance(simplified, Everything | Nothing):
        assert not any(isinstance(node, Everything | Nothing) for node in _nodes(simplified))


def _matches(query: Query, words: frozenset[str], day: date) -> bool:
    match query:
        case And():
            return all(_matches(child, words, day) for child in query.children)
        case Or():
            return any(_matches(child, words, day) for child in query.children)
        case Not():
            return not _matches(query.child, words, day)
        case Word():
            return query.text in words
        case Dated():
            return (query.since is None or query.since <= day) and (query.until is None or day <= query.until)
        case _:
            return not isinstance(query, Nothing)


def _nodes(query: Query) -> list[Query]:
    match query:
        case And() | Or():
            return [query, *(node for child in query.children for node in _nodes(child))]
        case Not():
            return [query, *_nodes(query.child)]
        case _:
            return [query]
