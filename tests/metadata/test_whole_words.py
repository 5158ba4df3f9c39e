"""Where a word stands as a whole: as a pattern would say."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dateline.index.metadata.whole_words import whole_words

_LETTERS = st.text("aAbé1_-'’ .\n", max_size=30)
_WORDS = st.text("aAbé1", min_size=1, max_size=3)


@given(_WORDS, _LETTERS)
def test_whole_words_are_those_that_no_word_goes_on_beside(word: str, text: str) -> None:
    expected = [place.start() for place in re.finditer(rf"(?<!\w){word}(?!\w)", text)]

    assert list(whole_words(word, text)) == expected


@given(_WORDS, _LETTERS)
def test_a_sign_can_join_words(word: str, text: str) -> None:
    expected = [place.start() for place in re.finditer(rf"(?<![\w-]){word}(?![\w-])", text)]

    assert list(whole_words(word, text, frozenset("_-"))) == expected
