"""Adjacent and near, against every way of choosing positions."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from dateline.search.engines.whoosh.positions import are_adjacent, are_near

texts = st.lists(st.sampled_from("abcx"), min_size=1, max_size=12)
wanted = st.lists(st.sampled_from("abc"), min_size=2, max_size=4)


def places(text: list[str], terms: list[str]) -> list[list[int]]:
    return [[place for place, word in enumerate(text) if word == term] for term in terms]


@given(text=texts, terms=wanted)
def test_adjacent_terms_stand_one_after_the_other(text: list[str], terms: list[str]) -> None:
    runs = (text[start : start + len(terms)] for start in range(len(text)))
    assert are_adjacent(places(text, terms)) == (terms in runs)


@given(text=texts, terms=wanted, gap=st.integers(0, 4))
def test_near_terms_stand_at_different_places_with_few_others_among_them(
    text: list[str], terms: list[str], gap: int
) -> None:
    width = len(terms) + gap
    chosen = (set(choice) for choice in product(*places(text, terms)))
    expected = any(len(choice) == len(terms) and max(choice) - min(choice) < width for choice in chosen)
    assert are_near(terms, places(text, terms), width) == expected
