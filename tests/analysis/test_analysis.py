"""Text to terms: what people may type for what the text has, and what must stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index import analysis
from dateline.index.analysis import (
    LONGEST_TERM,
    analyse,
    analyse_chunks,
    fold,
    folded,
    folded_value,
    form_of,
    forms,
    occurrences,
    spans,
    stems,
    surfaces,
)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Azerbaijan's minister", ["azerbaijan", "minister"]),
        ("Azerbaijan’s MINISTER", ["azerbaijan", "minister"]),
        ("U.S.-led talks", ["us", "led", "talks"]),
        ("the U.N. and the U.K", ["the", "un", "and", "the", "uk"]),
        ("military-technical", ["military", "technical"]),
        ("O'Brien", ["o", "brien"]),
        ("l'Azerbaïdjan", ["l", "azerbaidjan"]),
        ("1,000 and 3.5", ["1000", "and", "3.5"]),
        ("2021-05-18", ["2021", "05", "18"]),
        ("snake_case", ["snake", "case"]),
        ("Həsənov, İlham, Łódź, Đorđe", ["hasanov", "ilham", "lodz", "dorde"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("ёлка Йод", ["елка", "йод"]),
        ("Ανδρέας", ["ανδρεασ"]),
        ("أَحْمَد", ["احمد"]),
        ("北京大学", ["北", "京", "大", "学"]),
        ("हिन्दी समाचार", ["हिन्दी", "समाचार"]),
        ("ﬁnance ２０２１", ["finance", "2021"]),
        (" — … !? ", []),
    ],
)
def test_text_has_these_folded_terms(text: str, terms: list[str]) -> None:
    assert folded(text) == terms


def test_forms_keep_accents_and_lose_case() -> None:
    assert forms("Weiße ROSE, Həsənov") == ["weiße", "rose", "həsənov"]


def test_english_is_stemmed_as_porter2_does() -> None:
    assert stems("ministers talking generously", "en") == ["minist", "talk", "generous"]


def test_unknown_languages_and_those_without_a_stemmer_are_stemmed_as_english() -> None:
    assert stems("talks", None) == stems("talks", "az") == stems("talks", "en-GB") == ["talk"]


def test_stems_of_other_languages_are_terms_of_their_own() -> None:
    assert stems("Bilder", "de") == ["de:bild"]


def test_a_word_without_its_accents_has_the_stem_of_the_word_with_them() -> None:
    assert stems("presidence", "fr") == stems("présidence", "fr")


def test_a_word_longer_than_any_word_is_cut() -> None:
    assert forms("x" * 5_000) == ["x" * LONGEST_TERM]


@given(st.text())
def test_each_surface_stands_at_its_place(text: str) -> None:
    assert [text[slice(*match.span())] for match in occurrences(text)] == surfaces(text)


@given(st.text(), st.sampled_from((None, "en", "de", "ru")))
def test_a_text_is_analysed_as_its_tokens_are(text: str, language: str | None) -> None:
    assert analyse(text, language) == (forms(text), folded(text), stems(text, language))


@given(
    st.lists(st.sampled_from(("U.S.", "1,000", "3.5%", "(Həsənov's)", "a_b", "x.y,z", "e-mail", "ไทย", "“so”", "ß")))
)
def test_a_text_is_analysed_as_its_tokens_are_whatever_stands_around_them(words: list[str]) -> None:
    for text in ("".join(words), " ".join(words), ", ".join(words), ".".join(words)):
        assert analyse(text, "en") == (forms(text), folded(text), stems(text, "en"))


@given(st.text(), st.sampled_from(("en", "ru")))
def test_each_token_with_a_form_has_its_place(text: str, language: str) -> None:
    expected = forms(text)
    places = spans(text, analyse_chunks(text, language), range(len(expected)))
    assert [form_of(text[start:end]) for start, end in places.values()] == expected
    assert list(places.values()) == sorted(places.values())


@given(st.text(), st.data())
def test_a_token_has_the_same_place_whichever_others_are_asked_for(text: str, data: st.DataObject) -> None:
    places = spans(text, analyse_chunks(text, None), range(len(forms(text))))
    if places:
        position = data.draw(st.sampled_from(list(places)))
        assert spans(text, analyse_chunks(text, None), [position]) == {position: places[position]}


def test_text_without_spaces_is_cut_once_however_many_of_its_tokens_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "石油 " + 500 * "石油"
    cut: list[int] = []

    def counted(chunk: str, start: int) -> list[tuple[int, int]]:
        cut.append(start)
        return all_spans(chunk, start)

    all_spans = analysis._all_spans  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(analysis, "_all_spans", counted)
    places = spans(text, analyse_chunks(text, "zh"), range(1_002))
    assert list(places.values()) == [(at, at + 1) for at in (0, 1, *range(3, 1_003))]
    assert cut == [0, 3]


def test_only_the_tokens_asked_for_have_places() -> None:
    text = "“ U.S.” — 1,000 e-mails, (so)"
    assert spans(text, analyse_chunks(text, "en"), [0, 2, 4]) == {0: (2, 5), 2: (16, 17), 4: (26, 28)}


@given(st.text())
def test_terms_hold_no_space_and_no_upper_case(text: str) -> None:
    for form in forms(text):
        assert not any(letter.isspace() for letter in form)
        assert form == form.lower()


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text.lower())) == fold(text.lower())
    assert folded_value(folded_value(text)) == folded_value(text)


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll", "Nd", "Zs", "Po", "Pd"), max_codepoint=0x24F)))
def test_the_fast_pattern_cuts_as_the_general_one(text: str) -> None:
    # A Thai letter at the end makes the general pattern cut the whole text; it is a token of its own.
    assert surfaces(f"{text} \u0e01") == [*surfaces(text), "\u0e01"]
