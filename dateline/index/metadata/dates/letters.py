"""Classes of characters for patterns: what a word consists of in any script, vowel signs of Indic scripts included."""

from __future__ import annotations

from functools import reduce

LETTER = r"[^\W\d_]"
"""A letter; `\\w` lacks the vowel signs of Indic scripts, so it can begin a word and not follow it."""
IN_WORD = (
    r"[^\s\d_!-/:-@\[-`{-~\u00a1-\u00bf\u060c\u061b\u061f\u0964\u0965\u2000-\u200b\u2010-\u206f\u3000-\u303f"
    r"\uff01-\uff20\uff3b-\uff65]"
)
"""A character within a word: neither space, digit nor punctuation."""
_APOSTROPHES_AND_HYPHENS = "'’‘ʻʼ`‑-"
WORD = rf"{LETTER}{IN_WORD}*(?:\.?[{_APOSTROPHES_AND_HYPHENS}]{LETTER}{IN_WORD}*|\.{LETTER}{IN_WORD}*)*"
"""A word, with apostrophes, hyphens and full stops inside: `N'Djamena`, `Port-au-Prince`, `D.C`."""


def lower(word: str) -> str:
    """Return a word in small letters; a word with a dotted capital I is Turkish, where I without a dot is ı."""
    if "İ" in word:
        word = reduce(lambda text, pair: text.replace(*pair), (("I", "ı"), ("İ", "i")), word)
    return word.lower()
