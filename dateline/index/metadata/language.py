"""Detect the language of a text by its script and, within a script, by its most frequent function words.

In news about every fourth word is one of its language's few dozen most frequent ones, so a paragraph is enough. In
doubt the language is unknown: a wrong one would give wrong stems.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import chain

from dateline.index.metadata.tables import read_table

_SAMPLE = 2_000
"""Code points that are examined."""
_WORD = re.compile(
    # ASCII words: the most frequent case, and faster than matching letters of any script.
    r"[a-z]++(?![^\x00-\x7f])"
    r"|[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0dff\u0640-\u065f]+[^\W\d_]*)*"
)
"""A word in lower case."""
_FEWEST_WORDS = 4
"""Minimum number of different function words."""
_SHARE = 0.12
"""Minimum share of function words of the language among all words."""
_RATIO = 1.15
"""Minimum ratio to the count of the second-best language."""
_FEWEST_LETTERS = 4
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
"""Languages that a script identifies in news; Japanese before Chinese, since it uses Chinese characters too."""
_OTHER_SCRIPT = re.compile("[\u0370-\u03ff\u0530-\u05ff\u0900-\u1dff\u2e80-\ud7ff\uf900-\uffef]")
"""A letter of a script other than Latin, Cyrillic and Arabic."""
_KANA_SHARE = 0.05
"""Minimum share of kana in a Japanese text."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")


def detect_language(text: str) -> str | None:
    """The BCP 47 tag of the language of a text; None if in doubt."""
    sample = text[:_SAMPLE]
    if not sample.isascii() and (found := _by_script(sample)):
        return found
    words = _WORD.findall(sample.lower())
    known = _languages_by_word()
    function_words = list(filter(known.__contains__, words))
    counts = Counter(chain.from_iterable(map(known.__getitem__, function_words)))
    different = Counter(chain.from_iterable(map(known.__getitem__, set(function_words))))
    return _best(counts, different, len(words))


def language_tag(text: str) -> str | None:
    """The BCP 47 tag for a source's name of a language (`fra`, `en_US`, `English`); None for anything else."""
    plain = text.strip()
    if found := _aliases().get(plain.lower()):
        return found
    if not _TAG.match(plain):
        return None
    primary, *rest = plain.replace("_", "-").split("-")
    return "-".join((_aliases().get(primary.lower(), primary.lower()), *(_subtag(part) for part in rest)))


def _subtag(part: str) -> str:
    """A subtag in BCP 47 case: `US`, `Latn`, otherwise lower case."""
    if len(part) == 2 and part.isalpha():
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()


def _best(counts: Counter[str], different: Mapping[str, int], words: int) -> str | None:
    ranked = counts.most_common(2)
    if not ranked:
        return None
    tag, count = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    is_sure = different[tag] >= _FEWEST_WORDS and count >= _SHARE * words and count >= _RATIO * second
    return tag if is_sure else None


def _by_script(sample: str) -> str | None:
    if len(_OTHER_SCRIPT.findall(sample)) < _FEWEST_LETTERS:
        return None
    letters = sum(map(str.isalpha, sample))
    for tag, pattern in _script_patterns():
        of_script = len(pattern.findall(sample))
        share = _KANA_SHARE if tag == "ja" else 0.5
        if of_script >= _FEWEST_LETTERS and of_script >= share * letters:
            return tag
    return None


@cache
def _script_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((tag, re.compile(f"[{letters}]")) for tag, letters in _SCRIPTS)


@cache
def _languages_by_word() -> Mapping[str, tuple[str, ...]]:
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
