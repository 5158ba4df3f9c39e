"""Mentions match the text at their offsets for any text, and extraction takes linear time."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.metadata_speed import HOSTILE
from dateline.index.analysis import folded_value
from dateline.index.article import Article, Mention, Part
from dateline.index.metadata.extract import extract
from dateline.index.raw import RawReport
from dateline.problems import Place

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PIECES = st.sampled_from(
    (
        *("President", "Ronald Reagan", "of", "France", "'s", "foreign minister", ",", ".", "and", "the", "Georgia"),
        *("\u200f", "\u200e", "\u200d", "\u200b", "\ufeff", "\u0301", "Fr\u0430nce", "İstanbul", "ß", "ﬁ", "𝐅rance"),
        *("\n\n", "\n", "BAKU, May 18 -", "(Colombo/Feb29/2024)", "MINISTER", "KING", "ex-", "Dr.", "al-", "’s", "ǅ"),
        *("Президент", "России", "ministre", "français", "Außenminister", "الرئيس", "الفرنسي", "日本"),
    )
)
TEXTS = st.lists(PIECES, max_size=40).flatmap(lambda pieces: st.sampled_from((" ".join(pieces), "".join(pieces))))


def article(text: str, headline: str | None, language: str | None) -> Article:
    return extract(RawReport(f"{text} x", Place("x"), "plain", headline=headline, language=language), read_at=NOW)


def text_of(found: Article, mention: Mention) -> str:
    text = found.headline or "" if mention.part is Part.HEADLINE else found.body
    return text[mention.start : mention.end]


@given(TEXTS, st.one_of(st.none(), TEXTS), st.sampled_from((None, "en", "fr", "de", "es", "ru", "ar", "tr", "xx")))
def test_every_mention_matches_the_text_at_its_offsets(text: str, headline: str | None, language: str | None) -> None:
    found = article(text, headline, language)
    for mention in (*(one for country in found.countries for one in country.mentions),):
        assert text_of(found, mention) == mention.surface != ""
    for official in found.officials:
        for mention in official.mentions:
            assert text_of(found, mention) == mention.surface != ""
    if found.dateline is not None:
        dateline = found.dateline
        assert dateline.start <= dateline.place_start < dateline.place_end <= dateline.end
        written = found.body[dateline.place_start : dateline.place_end]
        assert folded_value(written) == folded_value(dateline.place)


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_linearly_with_a_hostile_text(kind: str) -> None:
    def seconds(length: int) -> float:
        text = HOSTILE[kind](length)
        started = time.process_time()
        article(text, None, "en")
        return time.process_time() - started

    seconds(2_000)
    # Eight times the text would take 64 times as long if time were quadratic.
    assert seconds(80_000) < 32 * max(seconds(10_000), 0.01)
