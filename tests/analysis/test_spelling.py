"""British and American spellings are one word; words that only look similar are unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.analysis import forms, stems
from dateline.index.spelling import american


@pytest.mark.parametrize(
    ("british", "american_form"),
    [
        ("defence", "defense"),
        ("offences", "offenses"),
        ("labour", "labor"),
        ("neighbouring", "neighboring"),
        ("honourable", "honorable"),
        ("centre", "center"),
        ("centres", "centers"),
        ("theatre", "theater"),
        ("organise", "organize"),
        ("organisation", "organization"),
        ("privatisation", "privatization"),
        ("recognised", "recognized"),
        ("nationalising", "nationalizing"),
        ("analyse", "analyze"),
        ("programme", "program"),
        ("travelled", "traveled"),
        ("cancellation", "cancelation"),
        ("levelled", "leveled"),
        ("kilometres", "kilometers"),
    ],
)
def test_both_spellings_have_one_stem(british: str, american_form: str) -> None:
    assert stems(british, "en") == stems(american_form, "en")


@pytest.mark.parametrize(
    "word",
    [
        *("advise", "promised", "exercise", "enterprise", "compromise", "supervising", "franchises", "rise", "raised"),
        *("surprise", "otherwise", "precise", "expertise", "revised", "televised", "premises", "hour", "four", "tour"),
        *(
            "our",
            "source",
            "fire",
            "here",
            "acre",
            "fence",
            "science",
            "excellence",
            "decision",
            "television",
            "crisis",
        ),
        *("basis", "analysis"),
    ],
)
def test_words_with_one_spelling_are_unchanged(word: str) -> None:
    assert american(word) == word


def test_other_languages_are_not_respelled() -> None:
    assert stems("centre", "fr") != stems("center", "fr")


def test_forms_keep_the_original_spelling() -> None:
    assert forms("Defence organisation") == ["defence", "organisation"]


@given(st.text(alphabet="abceilnorstuyz", max_size=14))
def test_respelling_is_idempotent(word: str) -> None:
    assert american(american(word)) == american(word)
