"""Marks and passages: marks are what matched, as offsets into the stored text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.index.article import Part
from dateline.search.explain.highlight import Highlighter, TextQuery, words_of
from dateline.search.explain.snippet import LENGTH, marks_in, opening, passage_around, passages
from dateline.search.query.tree import And, Exact, Fuzzy, Not, Or, Phrase, Prefix, TextField, Word

WORDS = st.sampled_from(("talks", "Baku", "oil", "minister", "Weiße", "x.", "\n\n", "y,"))


def marked(text: str, *words: TextQuery, language: str | None = "en") -> list[str]:
    return [text[mark.start : mark.end] for mark in marks_in(text, Highlighter(words, language))]


def test_a_word_marks_its_other_forms() -> None:
    assert marked("Talks: they talked; small talk.", Word("talking")) == ["Talks", "talked", "talk"]


def test_a_possessive_is_marked_whole() -> None:
    assert marked("Azerbaijan's army", Word("azerbaijan")) == ["Azerbaijan's"]


def test_a_phrase_is_one_mark() -> None:
    assert marked("military cooperation, cooperation", Phrase(("military", "cooperation"))) == ["military cooperation"]


def test_only_near_words_are_marked_each_by_itself() -> None:
    text = "plan for cooperation " + "filler " * 20 + "plan"
    assert marked(text, Phrase(("cooperation", "plan"), gap=5)) == ["plan", "cooperation"]


def test_an_exact_form_marks_no_other_form() -> None:
    assert marked("Talks and talk", Exact(("talk",))) == ["talk"]


def test_prefixes_and_fuzzy_words_mark_what_they_match() -> None:
    assert marked("ministers met Həsənov", Prefix("minist"), Fuzzy("hasanv", 1)) == ["ministers", "Həsənov"]


def test_german_text_is_marked_by_german_stems() -> None:
    assert marked("Die Bilder", Word("Bild"), language="de") == ["Bilder"]


def test_excluded_words_are_not_marked() -> None:
    query = And((Word("oil"), Not(Word("gas")), Or((Word("opec"), Word("price", TextField.HEADLINE)))))
    assert words_of(query, Part.BODY) == (Word("oil"), Word("opec"))
    assert words_of(query, Part.HEADLINE) == (Word("oil"), Word("opec"), Word("price", TextField.HEADLINE))


def test_the_passage_with_most_parts_of_the_query_is_chosen() -> None:
    text = "Oil rose. " + "Filler goes on and on. " * 30 + "The OPEC ministers cut oil output."
    (passage,) = passages(text, Highlighter([Word("oil"), Word("opec")], "en"), Part.BODY)
    assert passage.text == "The OPEC ministers cut oil output."
    assert [passage.text[start:end] for start, end in passage.marks] == ["OPEC", "oil"]


def test_a_second_passage_shows_the_missing_part() -> None:
    text = "Oil rose. " + "Filler goes on and on. " * 30 + "The OPEC ministers met."
    shown = passages(text, Highlighter([Word("oil"), Word("opec")], "en"), Part.BODY)
    assert [passage.start for passage in shown] == [0, text.index("The OPEC")]


def test_passages_start_with_a_sentence_and_end_with_a_word() -> None:
    text = "First sentence here. Second one speaks of Baku" + " and of more" * 60
    (passage,) = passages(text, Highlighter([Word("baku")], "en"), Part.BODY)
    assert passage.text.startswith("Second one speaks")
    assert passage.cut_after
    assert text[passage.start + len(passage.text)] == " "


def test_one_endless_word_is_cut() -> None:
    (passage,) = passages("x" * 300 + " baku " + "y" * 100_000, Highlighter([Word("baku")], "en"), Part.BODY)
    assert len(passage.text) <= LENGTH


def test_a_text_without_any_mark_has_no_passage() -> None:
    assert passages("nothing here", Highlighter([Word("baku")], "en"), Part.BODY) == ()


def test_a_mark_far_into_a_long_text_is_found() -> None:
    text = "filler words here\n\n" * 20_000 + "Baku at last."
    (passage,) = passages(text, Highlighter([Word("baku")], "en"), Part.BODY)
    assert passage.text == "Baku at last."


def test_a_later_passage_with_all_parts_beats_the_lead() -> None:
    text = "Oil rose.\n\n" + "Filler goes on and on.\n\n" * 200 + "OPEC cut oil output."
    (passage,) = passages(text, Highlighter([Word("oil"), Word("opec")], "en"), Part.BODY)
    assert passage.text == "OPEC cut oil output."


def test_a_phrase_across_stretches_is_shown() -> None:
    for filler in range(1_150, 1_250):
        text = "x " * (filler // 2) + "x" * (filler % 2) + " military\n\ncooperation" + " y" * 1_000
        (passage,) = passages(text, Highlighter([Phrase(("military", "cooperation"))], "en"), Part.BODY)
        assert [passage.text[start:end] for start, end in passage.marks] == ["military\n\ncooperation"]


def test_a_stretch_never_splits_a_word() -> None:
    for filler in range(1_150, 1_250):
        assert (
            passages(
                "x " * (filler // 2) + "x" * (filler % 2) + " oilseed", Highlighter([Word("oil")], "en"), Part.BODY
            )
            == ()
        )


def test_a_mention_is_shown_in_its_sentence() -> None:
    text = "One. He met the Azerbaijani minister. Two."
    start = text.index("Azerbaijani")
    passage = passage_around(text, start, start + len("Azerbaijani"), Part.BODY)
    (mark,) = passage.marks
    assert passage.text[slice(*mark)] == "Azerbaijani"
    assert passage.text.startswith("He met")


def test_an_opening_ends_at_a_word_boundary() -> None:
    assert opening("short") == "short"
    assert opening("one two three", 8) == "one two"


@given(st.lists(WORDS, max_size=200).map(" ".join), st.sampled_from(("talks", "oil", "weiße")))
def test_passages_are_parts_of_the_text_with_marks_inside(text: str, word: str) -> None:
    for passage in passages(text, Highlighter([Word(word)], "en"), Part.BODY):
        assert text[passage.start :].startswith(passage.text)
        assert all(0 <= start < end <= len(passage.text) for start, end in passage.marks)
        assert passage.marks
        assert passage.cut_after == bool(text[passage.start + len(passage.text) :].strip())
