"""Posting lists read as they were written, however long and wherever they begin."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.search.engines.whoosh.postings import Postings, encode, encode_places, first_place, shifted

numbers = st.one_of(st.integers(0, 300), st.integers(0, 70_000), st.integers(0, 2**32 - 1))
positions = st.lists(st.one_of(st.integers(0, 40), st.integers(0, 100_000)), min_size=1, max_size=5, unique=True)


@given(held=st.dictionaries(numbers, positions.map(sorted), min_size=1), base=st.integers(0, 1_000))
def test_numbers_frequencies_and_positions_are_those_of_the_places(held: dict[int, list[int]], base: int) -> None:
    places = [first_place(number) + position for number in sorted(held) for position in held[number]]
    postings = Postings(encode_places(places), base)
    assert len(postings) == len(held)
    assert postings.numbers() == [number + base for number in sorted(held)]
    assert list(postings.frequencies()) == [len(held[number]) for number in sorted(held)]
    assert list(postings.positions()) == [position for number in sorted(held) for position in held[number]]


@given(held=st.sets(numbers, min_size=1))
def test_numbers_alone_have_a_frequency_of_one_and_no_positions(held: set[int]) -> None:
    postings = Postings(encode(sorted(held)))
    assert postings.numbers() == sorted(held)
    assert list(postings.frequencies()) == [1] * len(held)
    assert list(postings.positions()) == []


@given(held=st.sets(numbers, min_size=1), base=st.integers(0, 1_000))
def test_a_moved_list_has_other_numbers(held: set[int], base: int) -> None:
    assume(max(held) + base < 2**32)
    assert Postings(shifted(encode(sorted(held)), base)).numbers() == [number + base for number in sorted(held)]
