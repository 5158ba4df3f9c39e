"""Posting lists decode to what was encoded, whatever their length and numbers."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.search.engines.whoosh.postings import Postings, encode, encode_places, first_place, shifted

numbers = st.one_of(st.integers(0, 300), st.integers(0, 70_000), st.integers(0, 2**32 - 1))
positions = st.lists(st.one_of(st.integers(0, 40), st.integers(0, 100_000)), min_size=1, max_size=5, unique=True)


@given(held=st.dictionaries(numbers, positions.map(sorted), min_size=1), base=st.integers(0, 1_000))
def test_places_round_trip_as_numbers_frequencies_and_positions(held: dict[int, list[int]], base: int) -> None:
    places = [first_place(number) + position for number in sorted(held) for position in held[number]]
    postings = Postings(encode_places(places), base)
    assert len(postings) == len(held)
    assert postings.numbers() == [number + base for number in sorted(held)]
    assert list(postings.frequencies()) == [len(held[number]) for number in sorted(held)]
    assert list(postings.positions()) == [position for number in sorted(held) for position in held[number]]


@given(held=st.sets(numbers, min_size=1))
def test_bare_numbers_have_frequency_one_and_no_positions(held: set[int]) -> None:
    postings = Postings(encode(sorted(held)))
    assert postings.numbers() == sorted(held)
    assert list(postings.frequencies()) == [1] * len(held)
    assert list(postings.positions()) == []


@given(held=st.sets(numbers, min_size=1), base=st.integers(0, 1_000))
def test_shifting_adds_the_base_to_each_number(held: set[int], base: int) -> None:
    assume(max(held) + base < 2**32)
    assert Postings(shifted(encode(sorted(held)), base)).numbers() == [number + base for number in sorted(held)]
