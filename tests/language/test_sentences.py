"""Every sentence about a request is translated as a whole, in every language of the pages."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from dateline.search.sentences import Sentence
from dateline.web.language.current import ENGLISH, LANGUAGES
from dateline.web.language.problems import problem_text

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
SYNTAX = {"AND", "UTC", "all", "duplicates", "last-30-days"}
"""Words that are the same in every language."""
SHARED = {"az": {"region"}, "de": {"in", "so"}, "es": {"a", "no"}, "fr": {"a", "date", "dates", "page"}}
"""Words that a language shares with English."""


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_][\w-]*", text))


def english_words(sentence: Sentence) -> set[str]:
    return words(PLACEHOLDER.sub("", f"{sentence.text} {sentence.many or ''}"))


def left_over(sentence: Sentence, shown: str, language: str) -> set[str]:
    """The words of the English sentence that remain in its translation."""
    return (english_words(sentence) & words(shown)) - SYNTAX - SHARED.get(language, set())


def rendered(app: Flask, sentence: Sentence, language: str, count: int) -> str:
    """A sentence as a page shows it, with numbers for its values."""
    names = PLACEHOLDER.findall(f"{sentence.text} {sentence.many or ''}")
    values = {name: count if name == "count" else "123" for name in names}
    with app.test_request_context(f"/?ui={language}"):
        app.preprocess_request()
        return problem_text(sentence.message(**values).problem())


@pytest.mark.parametrize("sentence", Sentence, ids=lambda sentence: sentence.code)
@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != ENGLISH])
def test_no_english_is_left_in_a_sentence(app: Flask, language: str, sentence: Sentence) -> None:
    for count in (0, 1, 2, 3, 11, 100):
        shown = rendered(app, sentence, language, count)
        assert shown != rendered(app, sentence, ENGLISH, count)
        assert left_over(sentence, shown, language) == set(), shown


@pytest.mark.parametrize("sentence", Sentence, ids=lambda sentence: sentence.code)
def test_an_untranslated_sentence_is_recognised(sentence: Sentence) -> None:
    for language in LANGUAGES.keys() - {ENGLISH}:
        assert left_over(sentence, sentence.text, language)
