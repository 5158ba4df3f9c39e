"""The language a text is in: by its script where that tells, else by its commonest words.

Small and sure rather than wide: below a share of known words, or where two languages are close, it is unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from dateline.index.metadata.tables import read_table

_LOOKED_AT = 3_000
"""Code points that are enough to tell."""
_LEAST_SHARE = 0.12
"""Of the words of a text, how many must be among the commonest of its language."""
_LEAST_LEAD = 1.3
_FEWEST_WORDS = 4
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u4e00-\u9fff"),
    ("th", "\u0e00-\u0e7f"),
    ("he", "\u0590-\u05ff"),
    ("el", "\u0370-\u03ff"),
    ("hi", "\u0900-\u097f"),
    ("bn", "\u0980-\u09ff"),
    ("ta", "\u0b80-\u0bff"),
    ("si", "\u0d80-\u0dff"),
    ("hy", "\u0530-\u058f"),
    ("ka", "\u10a0-\u10ff"),
    ("am", "\u1200-\u137f"),
    ("my", "\u1000-\u109f"),
    ("km", "\u1780-\u17ff"),
)
"""Scripts that one language of the news is written in; kana before Han, which Japanese shares."""
_CYRILLIC = (("uk", "іїєґ"), ("be", "ў"), ("kk", "әғқңұ"), ("sr", "јљњћђ"), ("mk", "ѓќѕ"), ("bg", ""))
_ARABIC = (("ur", "ٹڈےں"), ("fa", "پچژگ"))
_SHARE_OF_SCRIPT = 0.3


def detect_language(text: str) -> str | None:
    """The primary subtag of the language (ISO 639-1); None where it cannot be told."""
    looked_at = text[:_LOOKED_AT].lower()
    letters = sum(map(str.isalpha, looked_at))
    if not letters:
        return None
    for language, letters_of in _SCRIPTS:
        if len(re.findall(f"[{letters_of}]", looked_at)) > _SHARE_OF_SCRIPT * letters * (
            0.2 if language == "ja" else 1
        ):
            return language
    if len(re.findall("[\u0600-\u06ff]", looked_at)) > _SHARE_OF_SCRIPT * letters:
        return _by_letters(looked_at, _ARABIC) or "ar"
    if len(re.findall("[\u0400-\u04ff]", looked_at)) > _SHARE_OF_SCRIPT * letters:
        return _cyrillic(looked_at)
    return _by_words(_WORD.findall(looked_at))


def _by_letters(text: str, languages: tuple[tuple[str, str], ...]) -> str | None:
    for language, own in languages:
        if sum(text.count(letter) for letter in own) * 100 > len(text):
            return language
    return None


def _cyrillic(text: str) -> str:
    found = _by_letters(text, _CYRILLIC)
    if found is not None:
        return found
    # Bulgarian has no ы and э, and ends many words in ъ-less articles; Russian cannot do without them for long.
    return "bg" if text.count("ъ") > 3 * (text.count("ы") + text.count("э")) else "ru"


def _by_words(words: list[str]) -> str | None:
    if len(words) < _FEWEST_WORDS:
        return None
    counts: Counter[str] = Counter()
    for word in words:
        counts.update(_languages().get(word, ()))
    ranked = [*counts.most_common(2), ("", 0), ("", 0)]
    (best, most), (_, next_most) = ranked[0], ranked[1]
    return best if most >= _LEAST_SHARE * len(words) and most >= _LEAST_LEAD * next_most else None


@cache
def _languages() -> Mapping[str, tuple[str, ...]]:
    """The languages that each common word is common in."""
    table: dict[str, list[str]] = {}
    for language, words in read_table("common_words.txt"):
        for word in words.split():
            table.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in table.items()}
