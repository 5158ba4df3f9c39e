"""From text to terms: which words are found by which queries, and which stay distinct."""

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
def test_text_is_split_into_folded_terms(text: str, terms: list[str]) -> None:
    assert folded(text) == terms


def test_forms_keep_accents_and_lose_case() -> None:
    assert forms("Weiße ROSE, Həsənov") == ["weiße", "rose", "həsənov"]


def test_english_is_stemmed_as_porter2_does() -> None:
    assert stems("ministers talking generously", "en") == ["minist", "talk", "generous"]


def test_languages_without_a_stemmer_are_stemmed_as_english() -> None:
    assert stems("talks", None) == stems("talks", "az") == stems("talks", "en-GB") == ["talk"]


def test_stems_of_other_languages_have_a_language_prefix() -> None:
    assert stems("Bilder", "de") == ["de:bild"]


def test_a_word_has_one_stem_with_and_without_accents() -> None:
    assert stems("presidence", "fr") == stems("présidence", "fr")


def test_an_overlong_word_is_cut() -> None:
    assert forms("x" * 5_000) == ["x" * LONGEST_TERM]


@given(st.text())
def test_each_surface_is_the_text_at_its_span(text: str) -> None:
    assert [text[slice(*match.span())] for match in occurrences(text)] == surfaces(text)


@given(st.text(), st.sampled_from((None, "en", "de", "ru")))
def test_analysing_a_text_equals_analysing_its_tokens(text: str, language: str | None) -> None:
    assert analyse(text, language) == (forms(text), folded(text), stems(text, language))


@given(
    st.lists(st.sampled_from(("U.S.", "1,000", "3.5%", "(Həsənov's)", "a_b", "x.y,z", "e-mail", "ไทย", "“so”", "ß")))
)
def test_tokens_are_analysed_alike_between_any_separators(words: list[str]) -> None:
    for text in ("".join(words), " ".join(words), ", ".join(words), ".".join(words)):
        assert analyse(text, "en") == (forms(text), folded(text), stems(text, "en"))


@given(st.text(), st.sampled_from(("en", "ru")))
def test_each_token_with_a_form_has_a_span(text: str, language: str) -> None:
    expected = forms(text)
    found = spans(text, analyse_chunks(text, language), range(len(expected)))
    assert [form_of(text[start:end]) for start, end in found.values()] == expected
    assert list(found.values()) == sorted(found.values())


@given(st.text(), st.data())
def test_the_span_of_a_token_does_not_depend_on_others(text: str, data: st.DataObject) -> None:
    found = spans(text, analyse_chunks(text, None), range(len(forms(text))))
    if found:
        position = data.draw(st.sampled_from(list(found)))
        assert spans(text, analyse_chunks(text, None), [position]) == {position: found[position]}


def test_text_without_spaces_is_tokenised_once_for_all_spans(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "石油 " + 500 * "石油"
    tokenised: list[int] = []

    def counted(chunk: str, start: int) -> list[tuple[int, int]]:
        tokenised.append(start)
        return all_spans(chunk, start)

    all_spans = analysis._all_spans  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(analysis, "_all_spans", counted)
    found = spans(text, analyse_chunks(text, "zh"), range(1_002))
    assert list(found.values()) == [(at, at + 1) for at in (0, 1, *range(3, 1_003))]
    assert tokenised == [0, 3]


def test_spans_are_returned_only_for_requested_tokens() -> None:
    text = "“ U.S.” — 1,000 e-mails, (so)"
    assert spans(text, analyse_chunks(text, "en"), [0, 2, 4]) == {0: (2, 5), 2: (16, 17), 4: (26, 28)}


@given(st.text())
def test_terms_contain_no_spaces_or_capitals(text: str) -> None:
    for form in forms(text):
        assert not any(letter.isspace() for letter in form)
        assert form == form.lower()


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text.lower())) == fold(text.lower())
    assert folded_value(folded_value(text)) == folded_value(text)


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll", "Nd", "Zs", "Po", "Pd"), max_codepoint=0x24F)))
def test_the_fast_pattern_gives_the_tokens_of_the_full_one(text: str) -> None:
    # A Thai letter at the end, which is a separate token, makes the full pattern tokenise the whole text.
    assert surfaces(f"{text} \u0e01") == [*surfaces(text), "\u0e01"]
