"""Find whole words in a text; `str.find` is faster than compiling a pattern for each word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

_MOST_ONE_BY_ONE = 50
"""Up to this many words are searched one by one; for more, one pass over the text keeps the cost linear."""


def find_word(word: str, text: str, joining: AbstractSet[str] = frozenset("_")) -> Iterator[int]:
    """Offsets where a word occurs with no letter, digit or `joining` sign beside it."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (_joins(text[start - 1 : start], joining) or _joins(text[end : end + 1], joining)):
            yield start
        start = text.find(word, start + 1)


def find_words(words: AbstractSet[str], text: str, joining: AbstractSet[str]) -> Iterator[tuple[int, str]]:
    """Offsets and words, found as `find_word` does; in no particular order."""
    if len(words) <= _MOST_ONE_BY_ONE:
        yield from ((start, word) for word in words for start in find_word(word, text, joining))
    else:
        yield from _find_in_one_pass(words, text, joining)


def _find_in_one_pass(words: AbstractSet[str], text: str, joining: AbstractSet[str]) -> Iterator[tuple[int, str]]:
    run = re.compile(f"(?:[^\\W_]|[{re.escape(''.join(sorted(joining)))}])+")
    by_beginning: dict[str, list[str]] = defaultdict(list)
    for word in words:
        beginning = run.match(word)
        if beginning is None:
            yield from ((start, word) for start in find_word(word, text, joining))
        else:
            by_beginning[beginning[0]].append(word)
    for match in run.finditer(text):
        start = match.start()
        for word in by_beginning.get(match[0], ()):
            end = start + len(word)
            if text.startswith(word, start) and not _joins(text[end : end + 1], joining):
                yield start, word


def _joins(sign: str, joining: AbstractSet[str]) -> bool:
    return sign.isalnum() or sign in joining
