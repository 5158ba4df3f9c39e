"""Which texts are copies: long texts that differ in a few words, never texts that only look similar."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.copies.fingerprint import (
    HASHES,
    MIN_SHINGLES,
    NUMBERS_SHINGLES,
    SHORT_SHINGLES,
    Fingerprint,
    alike_at_a_glance,
    are_copies,
    fingerprint_of,
    glance,
    pack,
    similarity,
    unpack,
)
from tests.copies.conftest import text, with_other_words


def fingerprint(body: str, headline: str | None = None) -> Fingerprint:
    found = fingerprint_of(headline, body)
    assert found is not None
    return found


def copied(one: str, other: str) -> bool:
    return are_copies(fingerprint(one), fingerprint(other))


@given(st.integers(0, 10_000), st.integers(0, 159))
def test_a_long_text_with_one_changed_word_is_a_copy(seed: int, position: int) -> None:
    assert copied(text(seed), with_other_words(text(seed), position))


@given(st.integers(0, 10_000))
def test_unrelated_texts_are_not_copies(seed: int) -> None:
    assert similarity(fingerprint(text(seed)), fingerprint(text(seed + 1))) < 0.1


@given(st.integers(0, 10_000), st.integers(0, 3))
def test_line_breaks_punctuation_and_case_are_ignored(seed: int, gap: int) -> None:
    words = text(seed).split()
    moved = (" " * (gap + 1)).join(words[:50]) + ".\n\n" + ", ".join(words[50:]).upper()
    assert fingerprint(moved) == fingerprint(text(seed))


def test_the_headline_is_part_of_the_text() -> None:
    words = text(1).split()
    assert fingerprint(" ".join(words[8:]), " ".join(words[:8])) == fingerprint(text(1))


@given(st.lists(st.sampled_from(["baku", "talks", "oil", "14", "٣", "минск", "会谈"]), max_size=400))
def test_a_fingerprint_survives_packing(words: list[str]) -> None:
    found = fingerprint_of(None, " ".join(words))
    assert found is None or unpack(pack(found)) == found


@given(st.text(max_size=300), st.text(max_size=300))
def test_comparing_two_texts_is_symmetric(one: str, other: str) -> None:
    left, right = fingerprint(f"{one} {text(1)}"), fingerprint(f"{text(1)} {other}")
    assert similarity(left, right) == similarity(right, left)
    assert are_copies(left, right) == are_copies(right, left)


def test_similarity_estimates_the_share_of_common_shingles() -> None:
    one, other = text(1, 900), text(2, 900)
    for half in range(0, 901, 100):
        mixed = " ".join(one.split()[:half] + other.split()[half:])
        share = half / (1800 - half)
        assert similarity(fingerprint(one), fingerprint(mixed)) == pytest.approx(share, abs=4 * 0.5 / HASHES**0.5)


def test_a_glance_keeps_copies_and_rejects_most_partial_matches() -> None:
    def rejected(changed: int) -> float:
        """The share of rejected pairs of a text of 160 words and one with this number of them changed."""
        pairs = ((text(seed), with_other_words(text(seed), *range(5, 5 + changed))) for seed in range(300))
        alike = [alike_at_a_glance(*(glance(fingerprint(one)) for one in pair)) for pair in pairs]
        return alike.count(False) / len(alike)

    assert rejected(15) == 0
    assert rejected(110) > 0.9


def test_a_text_without_its_last_paragraph_is_a_copy() -> None:
    assert copied(text(1, 400), " ".join(text(1, 400).split()[:360]))
    assert not copied(text(1, 400), " ".join(text(1, 400).split()[:240]))


def test_short_copies_match_nearly_word_for_word() -> None:
    short = text(1, SHORT_SHINGLES - 20)
    assert copied(short, with_other_words(short, 60))
    assert not copied(short, with_other_words(short, 20, 60, 100))


@pytest.mark.parametrize("line", ["(corrected)", "Fed sets two billion dlr customer repurchase, Fed says", ""])
def test_a_single_line_is_never_a_copy(line: str) -> None:
    assert fingerprint_of(line, line) is None
    assert fingerprint_of(None, text(1, MIN_SHINGLES + 1)) is None


TABLE = (
    "Closing rates of the day in the market: cocoa {} tonnes at {} pounds, coffee {} at {}, sugar {} at {}, "
    "as the exchange said in its statement on the trade of this day, which it gives every day to all who ask for it."
)


def test_a_table_with_other_numbers_is_not_a_copy() -> None:
    days = [TABLE.format(*range(day, day + 6)) for day in (100, 200, 300)]
    assert not any(copied(one, other) for one, other in combinations(days, 2))
    assert copied(days[0], days[0].upper())


def test_different_numbers_distinguish_short_texts_but_not_long_ones() -> None:
    for length, expected in ((SHORT_SHINGLES + 50, False), (NUMBERS_SHINGLES + 50, True)):
        body = text(1, length)
        assert copied(f"{body} 14", f"{body} 15") is expected
        assert copied(f"{body} 14", f"{body} 14 15")


def test_a_programme_with_other_titles_is_not_a_copy() -> None:
    def programme(seed: int) -> str:
        return ". ".join(f"{hour} Channel one presents {text(seed + hour, 3)}" for hour in range(24))

    assert not copied(programme(100), programme(200))


def test_text_without_spaces_is_compared_by_characters() -> None:
    one = "国防部长在巴库会见了白俄罗斯代表团，双方讨论了两国军事合作的前景以及今后几年的联合演习计划。" * 2
    other = "央行行长周三表示，随着食品价格下降，预计今年通货膨胀率将继续放缓，利率决定将在下个月公布。" * 2
    assert copied(one, one.replace("周", "月") + "完")
    assert not copied(one, other)


def test_typographic_quotes_and_dashes_are_ignored() -> None:
    plain = f"{text(1)} he said: 'we don't' - \"{text(2)}\""
    assert fingerprint(plain) == fingerprint(plain.replace("'", "’").replace(" - ", " — ").replace('"', "“"))
