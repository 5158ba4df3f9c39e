"""Whole words are found where an equivalent pattern finds them."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from dateline.index.metadata.whole_words import find_word, find_words

_LETTERS = st.text("aAbé1_-'’ .\n", max_size=30)
_WORDS = st.text("aAbé1", min_size=1, max_size=3)


@given(_WORDS, _LETTERS)
def test_a_whole_word_has_no_letter_beside_it(word: str, text: str) -> None:
    expected = [place.start() for place in re.finditer(rf"(?<!\w){word}(?!\w)", text)]

    assert list(find_word(word, text)) == expected


@given(_WORDS, _LETTERS)
def test_a_sign_can_join_words(word: str, text: str) -> None:
    expected = [place.start() for place in re.finditer(rf"(?<![\w-]){word}(?![\w-])", text)]

    assert list(find_word(word, text, frozenset("_-"))) == expected


_MANY = {f"x{number}" for number in range(60)}
_NAMES = st.sets(st.text("aAb1_-'’ ", min_size=1, max_size=4), max_size=5)


@given(_NAMES, _LETTERS)
@example({"a'b", "-a", "'a", "a a"}, "a'b a a a-a -a 'a")
def test_many_words_are_found_like_single_ones(names: set[str], text: str) -> None:
    joining = frozenset("_-")
    expected = {(start, name) for name in names for start in find_word(name, text, joining)}

    assert set(find_words(names, text, joining)) == expected
    assert set(find_words(names | _MANY, text, joining)) == expected
