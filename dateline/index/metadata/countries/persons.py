"""Whether a word that is a country's name or adjective is the family name of a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.index.analysis import fold, form_of
from dateline.index.metadata.names.english_words import is_given_name
from dateline.index.metadata.tables import read_table

_SPACES = re.compile("[ \u00a0]+")
_SHORTEST = 3
"""Letters of the shortest given name; `De` and `Na` are mostly other words."""
_FAMILY_NAME_FIRST = frozenset({"hu"})


def is_person(
    text: str, tokens: Sequence[re.Match[str]], number: int, language: str, *, is_usually_capital: bool
) -> bool:
    """Whether a word is a family name: after a title (`Herr`) or a given name, or capitalised against the custom.

    `is_usually_capital` tells whether this language writes the name or adjective with a capital.
    """
    word, before = tokens[number][0], _neighbour(text, tokens, number, -1)
    if before and (fold(form_of(before)) in _titles(language) or _is_given(before)):
        return True
    if not word[0].isupper() or word.isupper():
        return False
    if language in _FAMILY_NAME_FIRST and _is_given(_neighbour(text, tokens, number, 1)):
        return True
    return not is_usually_capital and before[:1].isupper()


def _is_given(word: str) -> bool:
    return len(word) >= _SHORTEST and word[0].isupper() and is_given_name(fold(word.lower()))


def _neighbour(text: str, tokens: Sequence[re.Match[str]], number: int, step: int) -> str:
    """The word before (-1) or after (1) another, with only spaces between; empty if there is none."""
    other = number + step
    if not 0 <= other < len(tokens):
        return ""
    left, right = sorted((number, other))
    return tokens[other][0] if _SPACES.fullmatch(text, tokens[left].end(), tokens[right].start()) else ""


@cache
def _titles(language: str) -> frozenset[str]:
    """Words before a person's name, folded."""
    rows = [words.split() for languages, words in read_table("person_titles.txt") if language in languages.split()]
    return frozenset(fold(form_of(word)) for words in rows for word in words)
