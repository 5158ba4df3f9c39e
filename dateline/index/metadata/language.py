"""The language of a text: its script, and within a script its most frequent small words.

News has every fourth word of its language among the few dozen most frequent ones, so a paragraph is enough. What is
unsure has no language: a wrong one would give wrong stems.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import chain

from dateline.index.metadata.tables import read_table

_LOOKED_AT = 2_000
_WORD = re.compile(
    # The words of most texts, and quicker than the letters of any script.
    r"[a-z]++(?![^\x00-\x7f])"
    r"|[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0dff\u0640-\u065f]+[^\W\d_]*)*"
)
"""A word in small letters."""
_FEWEST_WORDS = 4
"""Small words that must be there, different ones."""
_SHARE = 0.12
"""The part of all words that must be small words of the language."""
_LEAD = 1.15
"""How many times more of them than of any other language."""
_FEWEST_LETTERS = 8
_SCRIPTS = (
    ("ja", "\u3041-\u30ff"),
    ("ko", "\uac00-\ud7a3\u1100-\u11ff"),
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff"),
    ("el", "\u0370-\u03ff"),
    ("hy", "\u0531-\u058f"),
    ("he", "\u05d0-\u05ea"),
    ("bn", "\u0980-\u09ff"),
    ("pa", "\u0a00-\u0a7f"),
    ("gu", "\u0a80-\u0aff"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("kn", "\u0c80-\u0cff"),
    ("ml", "\u0d00-\u0d7f"),
    ("si", "\u0d80-\u0dff"),
    ("th", "\u0e00-\u0e7f"),
    ("lo", "\u0e80-\u0eff"),
    ("my", "\u1000-\u109f"),
    ("ka", "\u10a0-\u10ff"),
    ("am", "\u1200-\u139f"),
    ("km", "\u1780-\u17ff"),
)
"""Languages with a script to themselves in news; Japanese before Chinese, since it writes Chinese characters too."""
_OTHER_SCRIPT = re.compile("[\u0370-\u03ff\u0530-\u05ff\u0900-\u1dff\u2e80-\ud7ff\uf900-\uffef]")
"""A letter that no language with the Latin, Cyrillic or Arabic script has."""
_KANA_SHARE = 0.05
"""The part of a Japanese text that is at least kana."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")


def detect_language(text: str) -> str | None:
    """The BCP 47 tag of the language a text is written in; None where that is unsure."""
    sample = text[:_LOOKED_AT]
    if not sample.isascii() and (found := _by_script(sample)):
        return found
    words = _WORD.findall(sample.lower())
    known = _languages_of_word()
    small = list(filter(known.__contains__, words))
    counts = Counter(chain.from_iterable(map(known.__getitem__, small)))
    different = Counter(chain.from_iterable(map(known.__getitem__, set(small))))
    return _surest(counts, different, len(words))


def language_tag(text: str) -> str | None:
    """The BCP 47 tag that a source's word for a language means: `fra`, `en_US`, `English`; None for anything else."""
    plain = text.strip()
    if found := _aliases().get(plain.lower()):
        return found
    if not _TAG.match(plain):
        return None
    primary, *rest = plain.replace("_", "-").split("-")
    return "-".join((_aliases().get(primary.lower(), primary.lower()), *(_subtag(part) for part in rest)))


def _subtag(part: str) -> str:
    """Regions in capitals, scripts with one capital, as BCP 47 writes them."""
    if len(part) == 2 and part.isalpha():
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()


def _surest(counts: Counter[str], different: Mapping[str, int], words: int) -> str | None:
    ranked = counts.most_common(2)
    if not ranked:
        return None
    tag, count = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    is_sure = different[tag] >= _FEWEST_WORDS and count >= _SHARE * words and count >= _LEAD * second
    return tag if is_sure else None


def _by_script(sample: str) -> str | None:
    if len(_OTHER_SCRIPT.findall(sample)) < _FEWEST_LETTERS // 2:
        return None
    letters = sum(map(str.isalpha, sample))
    for tag, pattern in _script_patterns():
        of_script = len(pattern.findall(sample))
        share = _KANA_SHARE if tag == "ja" else 0.5
        if of_script >= max(1, _FEWEST_LETTERS // 2) and of_script >= share * letters:
            return tag
    return None


@cache
def _script_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((tag, re.compile(f"[{letters}]")) for tag, letters in _SCRIPTS)


@cache
def _languages_of_word() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for tag, _, words in read_table("languages.txt"):
        for word in words.split():
            table.setdefault(word, []).append(tag)
    return {word: tuple(tags) for word, tags in table.items()}


@cache
def _aliases() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for tag, others, _ in read_table("languages.txt"):
        for name in (tag, *others.split(";")):
            table[name.strip()] = tag
    return table
