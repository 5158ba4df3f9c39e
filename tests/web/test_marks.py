"""Offsets to marked text: no character is lost, no text becomes markup."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from dateline.index.article import Part
from dateline.search.output.results_json import cut_at_marks, joined_marks
from dateline.search.results import Passage
from dateline.web.parts.marks import Layer, Note, marked, marked_snippet, noted, noted_paragraphs

SPANS = st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40)), max_size=6)
TEXTS = st.text(st.sampled_from("ab <>&\"'\n؟é"), max_size=40)
LAYERS = st.sampled_from(Layer)
TAG = re.compile(r"<[^>]*>")


def plain(markup: str) -> str:
    return html.unescape(TAG.sub("", markup))


@given(TEXTS, SPANS)
def test_marks_change_no_character(text: str, spans: list[tuple[int, int]]) -> None:
    assert plain(marked(text, spans)) == text


@given(TEXTS, SPANS)
def test_only_what_a_mark_covers_is_marked(text: str, spans: list[tuple[int, int]]) -> None:
    covered = [any(start <= place < end for start, end in spans) for place in range(len(text))]
    shown = [part.marked for part in cut_at_marks(text, spans) for _ in part.text]
    assert shown == covered


@given(SPANS, st.integers(0, 40))
def test_joined_marks_are_sorted_and_disjoint(spans: list[tuple[int, int]], length: int) -> None:
    edges = [edge for span in joined_marks(spans, length) for edge in span]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= length for edge in edges)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), LAYERS), max_size=8))
def test_notes_change_no_character_however_they_overlap(text: str, given_notes: list[tuple[int, int, Layer]]) -> None:
    notes = [Note.of((start, end), layer, '"<title>') for start, end, layer in given_notes]
    assert plain(noted(text, notes, "body", (0, len(text)))) == text


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), LAYERS), max_size=8))
def test_paragraphs_contain_all_text_but_blank_lines(text: str, given_notes: list[tuple[int, int, Layer]]) -> None:
    notes = [Note.of((start, end), layer) for start, end, layer in given_notes]
    shown = [plain(paragraph) for paragraph in noted_paragraphs(text, notes, "body")]
    assert shown == [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]


def test_markup_in_a_text_is_text() -> None:
    assert marked("<b>talks</b> & more", [(3, 8)]) == "&lt;b&gt;<mark>talks</mark>&lt;/b&gt; &amp; more"


def test_a_mention_has_the_anchor_of_its_evidence() -> None:
    notes = [Note.of((9, 14), Layer.COUNTRY, "Belarus (capital)")]
    [paragraph] = noted_paragraphs("Talks in Minsk.", notes, "body")
    assert paragraph == ('Talks in <span class="in-country" id="body-9" title="Belarus (capital)">Minsk</span>.')


def test_two_mentions_at_one_place_share_one_anchor() -> None:
    notes = [Note.of((0, 5), Layer.COUNTRY, "Belarus"), Note.of((0, 14), Layer.OFFICIAL, "A. Person")]
    assert noted("Minsk minister", notes, "body", (0, 14)).count('id="body-0"') == 1


def test_a_mention_over_a_word_of_the_query_is_both() -> None:
    notes = [Note.of((0, 5), Layer.COUNTRY, "Belarus"), Note.of((0, 5), Layer.WORD)]
    assert "<mark>Minsk</mark></span>" in noted("Minsk", notes, "body", (0, 5))


def test_a_cut_is_shown_where_text_was_left_out() -> None:
    passages = (
        Passage("of talks", ((3, 8),), Part.BODY, 20, cut_after=True),
        Passage("more talks", ((5, 10),), Part.BODY, 90, cut_after=True),
    )
    assert marked_snippet(passages) == " … of <mark>talks</mark> … more <mark>talks</mark> … "


def test_a_passage_that_is_whole_has_no_cut() -> None:
    assert marked_snippet([Passage("talks", (), Part.BODY, 0, cut_after=False)]) == "talks"


def test_a_word_in_several_pieces_has_one_id() -> None:
    html = noted("New rail line", [Note.hit((0, 13), 7), Note.of((4, 8), Layer.COUNTRY)], "body", (0, 13))
    assert html.count('id="hit-7"') == 1
    assert html.startswith('<mark id="hit-7" tabindex="-1">New </mark>')
