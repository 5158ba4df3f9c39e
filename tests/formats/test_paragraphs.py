"""Cleaning text to paragraphs: what is joined, kept and removed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.paragraphs import clean, clean_line

WRAPPED = (
    "Growers in the northern hills expect a better harvest this season,\n"
    "the board of the valley cooperative said in its weekly review of\n"
    "the cross-\n"
    "border trade.\n"
    "    Rain came late but was enough, it said, and prices at the two\n"
    "ports have fallen by about a tenth since the end of the month.\n"
    "    Shipments begin in May."
)


def test_hard_wrapped_text_becomes_paragraphs_at_its_indents() -> None:
    assert [paragraph[:22] for paragraph in clean(WRAPPED).split("\n\n")] == [
        "Growers in the norther",
        "Rain came late but was",
        "Shipments begin in May",
    ]
    assert "\n" not in clean(WRAPPED).replace("\n\n", "")


def test_a_word_broken_at_its_hyphen_is_joined() -> None:
    assert "cross-border trade" in clean(WRAPPED)


def test_long_lines_are_separate_paragraphs() -> None:
    line = "A sentence that goes on well beyond the margin of any wire. " * 3
    assert clean(f"{line}\n{line}") == f"{line.strip()}\n\n{line.strip()}"


def test_a_short_line_ends_its_paragraph() -> None:
    first = "The council met on Monday for the first time since the election.\nIt adjourned."
    second = "A new session opens in June after the committees have been named."
    assert clean(f"{first}\n{second}").split("\n\n") == [first.replace("\n", " "), second]


def test_a_heading_is_separate_from_the_wrapped_text_below() -> None:
    text = "Markets\nThe council of the valley met for the first time since the election on\nMonday."
    assert clean(text).split("\n\n")[0] == "Markets"


def test_a_short_line_within_a_sentence_continues() -> None:
    first = "In the first days of the new year, the council of"
    text = f"{first}\nMinsk met for the first time since the election that was held in May."
    assert "\n" not in clean(text)


def test_short_lines_are_list_items() -> None:
    assert clean("Apples\nPears\nPlums") == "Apples\n\nPears\n\nPlums"


def test_list_items_are_paragraphs_with_their_wrapped_lines() -> None:
    text = (
        "- The first of the points goes on beyond the margin that the text has,\n"
        "  so it has a second line.\n"
        "-   The second does not.\n"
    )
    assert [len(each.split()) for each in clean(text).split("\n\n")] == [21, 5]


def test_a_single_line_starting_with_a_dash_continues_its_sentence() -> None:
    text = "The council of the valley met - for the first time since the election\n- on Monday."
    assert "\n" not in clean(text)


def test_a_table_keeps_its_lines_and_columns() -> None:
    table = " Wheat   2.55   2.40\n Maize   1.35   1.92\n   Oats  1.24   0.99"
    expected = "Prices:\n\nWheat   2.55   2.40\nMaize   1.35   1.92\n  Oats  1.24   0.99\n\nThey rose."
    assert clean(f"Prices:\n\n{table}\n\nThey rose.") == expected


def test_chinese_lines_are_joined_without_a_space() -> None:
    assert clean("部长" * 25 + "\n" + "会谈" * 10 + "。") == "部长" * 25 + "会谈" * 10 + "。"


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("one\r\n\r\n\r\n \t\r\ntwo", "one\n\ntwo"),
        ("\ufeffa\x00b\u00adc\u202ed\u2066e", "abcde"),
        ("e\u0301lection", "\u00e9lection"),
        ("e\u00ad\u0301lection", "\u00e9lection"),
        ("don\x92t", "don\u2019t"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("ten\u00a0thousand  men", "ten thousand men"),
        ("one\u2029two", "one\n\ntwo"),
        ("lone \ud800", "lone \ufffd"),
        (" \n\n ", ""),
    ],
)
def test_unwanted_characters_are_cleaned(given_text: str, expected: str) -> None:
    assert clean(given_text) == expected


def test_a_headline_is_one_line() -> None:
    assert clean_line("  Talks\n\topen\u00a0in \x00Minsk ") == "Talks open in Minsk"


TEXT = st.text(
    st.one_of(st.sampled_from("a B.-\n \t\r\u0301か部\u3099\u00ad\x85\u2028"), st.characters()), max_size=300
)


@given(TEXT)
def test_cleaning_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(TEXT)
def test_clean_text_is_nfc_without_controls_or_empty_lines(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not {character for character in cleaned if unicodedata.category(character) == "Cc"} - {"\n"}
    assert "\n\n\n" not in cleaned
    assert cleaned.strip("\n") == cleaned


@given(st.text(st.sampled_from("aB. \n"), max_size=300))
def test_no_letter_is_lost(text: str) -> None:
    assert "".join(clean(text).split()) == "".join(text.split())
