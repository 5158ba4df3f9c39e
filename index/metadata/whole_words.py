"""Where a word stands as a whole in a text: a pattern of its own would take longer to compile than to look."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet


def whole_words(word: str, text: str, joining: AbstractSet[str] = frozenset("_")) -> Iterator[int]:
    """The offsets at which a word has no letter, digit or `joining` sign beside it."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (_joins(text[start - 1 : start], joining) or _joins(text[end : end + 1], joining)):
            yield start
        start = text.find(word, start + 1)


def _joins(sign: str, joining: AbstractSet[str]) -> bool:
    return sign.isalnum() or sign in joining
