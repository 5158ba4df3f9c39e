"""The sentence around a mention."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.web.parts.evidence import REACH, sentence_around


def sentence(text: str, mention: str) -> str:
    start = text.index(mention)
    first, last = sentence_around(text, start, start + len(mention))
    return text[first:last].strip()


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        ("It rained. Baku was calm. Nobody spoke.", "Baku", "Baku was calm."),
        ("Baku was calm.", "Baku", "Baku was calm."),
        ("One.\n\nTalks in Minsk\n\nTwo.", "Minsk", "Talks in Minsk"),
        ("He met Lt. Gen. V. Khrenin in Minsk. They spoke.", "Khrenin", "He met Lt. Gen. V. Khrenin in Minsk."),
        ("“Peace!” she said. He left.", "she", "“Peace!” she said."),
        ("GDP grew by 3.5 percent in Baku. More.", "Baku", "GDP grew by 3.5 percent in Baku."),
        ("هل تبدأ المحادثات؟ قال وزير مينسك ذلك.", "مينسك", "قال وزير مينسك ذلك."),
    ],
)
def test_the_sentence_of_a_mention_is_the_whole_sentence(text: str, mention: str, expected: str) -> None:
    assert sentence(text, mention) == expected


def test_a_sentence_without_end_is_cut_at_a_word() -> None:
    text = "word " * 200 + "Minsk" + " word" * 200
    found = sentence(text, "Minsk")
    assert len(found) <= 2 * REACH + 40
    assert set(found.split()) == {"word", "Minsk"}


@given(st.text(st.sampled_from('aA. \n!?"”'), max_size=60), st.data())
def test_a_sentence_always_holds_its_mention(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = sentence_around(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text)
