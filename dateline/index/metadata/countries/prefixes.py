"""Prefixes that are written together with the next word: Hebrew `and`, `in`, `to`, `from`, `the`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_PREFIXES: Mapping[str, re.Pattern[str]] = {"he": re.compile("(?:ו?(?:כש|ש)?[בלמכ]?ה?)(?=.{3})")}


def without_prefixes(word: str, language: str) -> Iterator[str]:
    """The word as it is, then without each of its prefixes."""
    yield word
    pattern = _PREFIXES.get(language)
    found = pattern.match(word) if pattern is not None else None
    for end in range(1, found.end() + 1) if found is not None else ():
        yield word[end:]
