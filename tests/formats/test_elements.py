"""Elements of one name are found in inputs of any length, across the pieces in which they are read."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.formats.elements import Elements
from dateline.index.formats.stretch import EXCERPT, LIMIT


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<a>1</a><a>2</a>", [b"<a>1</a>", b"<a>2</a>"]),
        (b"x<ab/><A b='1'>1</A >y", [b"<A b='1'>1</A >"]),
        (b"<a>1<a>2</a>", [b"<a>1", b"<a>2</a>"]),
        (b"<a>1</a><a>2", [b"<a>1</a>", b"<a>2"]),
        (b"no element", []),
        (b"", []),
    ],
)
def test_elements_are_found(content: bytes, found: list[bytes]) -> None:
    assert [each.content for each in Elements(io.BytesIO(content), "a")] == found


def test_places_are_those_of_the_input() -> None:
    first, second = Elements(io.BytesIO(b"head\n<a>\n</a>\n<a></a>"), "a")
    assert (first.line, first.byte, first.end) == (2, 5, 13)
    assert (second.line, second.byte, second.end) == (4, 14, 21)


def test_what_stands_before_the_first_element_is_kept() -> None:
    elements = Elements(io.BytesIO(b"<r>\n<a></a></r>"), "a")
    assert len(list(elements)) == 1
    assert elements.prelude == b"<r>\n"


def test_elements_across_pieces_are_whole() -> None:
    whole = b"<a>" + b"x" * 70_000 + b"</a>"
    assert [each.content for each in Elements(io.BytesIO(b"-" * 99 + whole * 9), "a")] == [whole] * 9


def test_an_element_that_is_too_long_is_cut_and_the_next_is_read() -> None:
    long = b"<a>" + b"x" * (LIMIT + 1) + b"</a>"
    first, second = Elements(io.BytesIO(long + b"<a>2</a>"), "a")
    assert (first.is_cut, first.length, len(first.content)) == (True, len(long), EXCERPT)
    assert (second.content, second.byte) == (b"<a>2</a>", len(long))


@given(st.lists(st.sampled_from([b"<a>", b"</a>", b"<a", b"<", b"text", b"\n", b"<b>"]), max_size=30).map(b"".join))
def test_elements_are_stretches_of_any_input(content: bytes) -> None:
    end = 0
    for each in Elements(io.BytesIO(content), "a"):
        assert each.byte >= end
        assert content[each.byte : each.end] == each.content
        end = each.end
