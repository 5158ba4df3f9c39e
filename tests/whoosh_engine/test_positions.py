"""`adjacent` and `near` compared with a brute-force search over positions."""

from __future__ import annotations

from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.search.engines.whoosh.positions import adjacent, near
from dateline.search.engines.whoosh.postings import Postings, encode_places, first_place

texts = st.lists(st.lists(st.sampled_from("abcx"), max_size=12), min_size=1, max_size=4)
wanted = st.lists(st.sampled_from("abc"), min_size=2, max_size=4)


def postings(texts: list[list[str]], terms: list[str]) -> list[Postings]:
    """Return the postings of each term; the article number of a text is its index."""
    held = [
        [first_place(number) + position for number, text in enumerate(texts) for position in positions(text, term)]
        for term in terms
    ]
    assume(all(held))
    return [Postings(encode_places(of_term)) for of_term in held]


def positions(text: list[str], term: str) -> list[int]:
    return [position for position, word in enumerate(text) if word == term]


@given(texts=texts, terms=wanted)
def test_adjacent_finds_terms_in_order_without_gaps(texts: list[list[str]], terms: list[str]) -> None:
    expected = {
        number
        for number, text in enumerate(texts)
        if any(text[start : start + len(terms)] == terms for start in range(len(text)))
    }
    assert adjacent(postings(texts, terms)) == expected


@given(texts=texts, terms=wanted, gap=st.integers(0, 4))
def test_near_finds_terms_at_different_positions_within_the_gap(
    texts: list[list[str]], terms: list[str], gap: int
) -> None:
    width = len(terms) + gap

    def are_near(text: list[str]) -> bool:
        chosen = (set(choice) for choice in product(*(positions(text, term) for term in terms)))
        return any(len(choice) == len(terms) and max(choice) - min(choice) < width for choice in chosen)

    expected = {number for number, text in enumerate(texts) if are_near(text)}
    assert near(terms, postings(texts, terms), width) == expected
