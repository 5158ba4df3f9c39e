"""How the unfinished end of a typed text is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.search.syntax.tail import MOST_WORDS, Tail, tails

# Typed texts with each reading of their end: the unchanged text, the field, and the typed start of the value.
TYPED: dict[str, list[tuple[str, str | None, str]]] = {
    "": [],
    " ": [],
    "mi": [("", None, "mi")],
    "talks mi": [("", None, "talks mi"), ("talks ", None, "mi")],
    "the old bosnia and herz": [
        ("the old ", None, "bosnia and herz"),
        ("the old bosnia ", None, "and herz"),
        ("the old bosnia and ", None, "herz"),
    ],
    "talks ": [],
    "-bel": [("-", None, "bel")],
    "talks =bel": [("talks =", None, "bel")],
    "country:": [("", "country", "")],
    "country:bel": [("", "country", "bel")],
    "COUNTRY:bel": [("", "country", "bel")],
    "talks -country:bel": [("talks -", "country", "bel")],
    "(country:bel": [("(", "country", "bel")],
    "(talks OR bel": [("(", None, "talks OR bel"), ("(talks ", None, "OR bel"), ("(talks OR ", None, "bel")],
    'minister:"zakir has': [("", "minister", "zakir has")],
    'minister:"zakir hasanov"': [],
    'minister:"zakir hasanov" def': [('minister:"zakir hasanov" ', None, "def")],
    '"cooperation pl': [],
    "title:vis": [("", "headline", "vis")],
    "nofield:bel": [],
    "https://example.org/a": [],
    "country:(belarus OR aze": [],
    "(belarus OR aze)": [],
    "office:az/de": [("", "office", "az/de")],
}


@pytest.mark.parametrize("text", TYPED)
def test_the_end_of_a_text_is_read(text: str) -> None:
    found = [(tail.before, tail.field.name if tail.field else None, tail.start) for tail in tails(text)]
    assert found == TYPED[text]


@given(st.text(alphabet='ab :"()-\n\0é∅', max_size=30) | st.text(max_size=30))
def test_any_text_splits_into_an_unchanged_part_and_a_start(text: str) -> None:
    found = tails(text)
    assert len(found) <= MOST_WORDS
    for tail in found:
        assert text.startswith(tail.before)
        assert text.endswith(tail.start)
        assert tail.field is not None or tail == Tail(text[: len(text) - len(tail.start)], None, tail.start)
