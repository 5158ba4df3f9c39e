"""Where words stand as a whole in a text: a pattern of their own would take longer to compile than to look."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

_FEW = 50
"""Words that are looked for one by one; of more, the text is walked once: length and number do not multiply."""


def whole_words(word: str, text: str, joining: AbstractSet[str] = frozenset("_")) -> Iterator[int]:
    """The offsets at which a word has no letter, digit or `joining` sign beside it."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (_joins(text[start - 1 : start], joining) or _joins(text[end : end + 1], joining)):
            yield start
        start = text.find(word, start + 1)


def places_of_words(words: AbstractSet[str], text: str, joining: AbstractSet[str]) -> Iterator[tuple[int, str]]:
    """The offsets of words, each with its word, as `whole_words` finds them; in no order."""
    if len(words) <= _FEW:
        yield from ((start, word) for word in words for start in whole_words(word, text, joining))
    else:
        yield from _met_in_one_walk(words, text, joining)


def _met_in_one_walk(words: AbstractSet[str], text: str, joining: AbstractSet[str]) -> Iterator[tuple[int, str]]:
    unbroken = re.compile(f"(?:[^\\W_]|[{re.escape(''.join(sorted(joining)))}])+")
    beginnings: dict[str, list[str]] = defaultdict(list)
    for word in words:
        beginning = unbroken.match(word)
        if beginning is None:
            yield from ((start, word) for start in whole_words(word, text, joining))
        else:
            beginnings[beginning[0]].append(word)
    for met in unbroken.finditer(text):
        start = met.start()
        for word in beginnings.get(met[0], ()):
            end = start + len(word)
            if text.startswith(word, start) and not _joins(text[end : end + 1], joining):
                yield start, word


def _joins(sign: str, joining: AbstractSet[str]) -> bool:
    return sign.isalnum() or sign in joining
