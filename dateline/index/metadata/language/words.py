"""Find the language of a text by its most frequent function words.

In news about every fourth word is one of its language's few dozen most frequent ones, so a paragraph is enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain

import msgspec

from dateline.index.metadata.tables import read_table

_FEWEST_WORDS = 4
"""Minimum number of different function words."""
_SHARE = 0.12
"""Minimum share of function words of the language among all words."""
_RATIO = 1.5
"""Minimum ratio to the count of the second-best language."""


class ByWords(msgspec.Struct, frozen=True):
    """The language with the most function words in a text."""

    tag: str
    different: int
    """Function words of it that occur."""
    is_sure: bool


def by_words(words: Sequence[str]) -> ByWords | None:
    """The language of words in lower case; None if none is a function word."""
    known = _languages_by_word()
    function_words = list(filter(known.__contains__, words))
    counts = Counter(chain.from_iterable(map(known.__getitem__, function_words)))
    if not counts:
        return None
    different = Counter(chain.from_iterable(map(known.__getitem__, set(function_words))))
    (tag, count), *others = counts.most_common(2)
    second = others[0][1] if others else 0
    is_sure = different[tag] >= _FEWEST_WORDS and count >= _SHARE * len(words) and count >= _RATIO * second
    return ByWords(tag, different[tag], is_sure)


@cache
def _languages_by_word() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for tag, _, words in read_table("languages.txt"):
        for word in words.split():
            table.setdefault(word, []).append(tag)
    return {word: tuple(tags) for word, tags in table.items()}
