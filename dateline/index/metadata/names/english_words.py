"""Word lists for English names of persons: titles, given names, common words."""

from __future__ import annotations

from functools import cache

from dateline.index.analysis import fold
from dateline.index.metadata.tables import read_table

_SUFFIXES = ("ed", "ing", "ly", "es")
_PAIR = "pair"


@cache
def titles() -> frozenset[str]:
    """All single words that are a rank, an honorific or a title of nobility."""
    listed = (words for kind, words in read_table("titles.txt") if kind != _PAIR)
    return frozenset(word for words in listed for part in words.split(";") for word in part.split())


@cache
def title_pairs() -> frozenset[tuple[str, str]]:
    """Titles that consist of two words."""
    listed = (words for kind, words in read_table("titles.txt") if kind == _PAIR)
    return frozenset((pair.split()[0], pair.split()[1]) for words in listed for pair in words.split(";"))


def is_common_word(word: str) -> bool:
    """Whether a lower-case word is a common English word or a form of one: `excitedly`, `indulged`."""
    plain = fold(word)
    if plain in _common_words():
        return True
    stems = (plain.removesuffix(suffix) for suffix in _SUFFIXES if plain.endswith(suffix) and len(plain) > 4)
    return any(stem in _common_words() or f"{stem}e" in _common_words() for stem in stems)


def is_given_name(word: str) -> bool:
    """Whether a lower-case word is a common given name."""
    return word in _given_names()


@cache
def _given_names() -> frozenset[str]:
    return frozenset(name.lower() for row in read_table("given_names.txt") for name in row[0].split())


@cache
def _common_words() -> frozenset[str]:
    return frozenset(word for row in read_table("english_words.txt") for word in row[0].split())
