"""In which script a text is written, and which languages are written in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping

import msgspec


class Script(msgspec.Struct, frozen=True):
    """A script: the letters that belong to it, and the languages of news written in it."""

    name: str
    """Its code in ISO 15924."""
    letters: str
    """Its letters, as in a regular expression's class."""
    languages: frozenset[str] = frozenset()
    """Primary subtags; empty for Latin, in which any other language may be written."""
    usual: str | None = None
    """The language of a text in this script, unless words say another; None where several are usual."""


def _script(name: str, letters: str, languages: str, usual: str | None = None) -> Script:
    return Script(name, letters, frozenset(languages.split()), usual)


LATIN = Script("Latn", "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff")
SCRIPTS = (
    LATIN,
    _script("Grek", "\u0370-\u03ff\u1f00-\u1fff", "el", "el"),
    _script(
        "Cyrl",
        "\u0400-\u052f",
        "ru uk be bg sr mk kk ky tg uz az tt ba cv mn os ce av ab bs hr sh me cnr tk sah udm kv rue crh kum myv",
    ),
    _script("Armn", "\u0531-\u058f", "hy hyw", "hy"),
    _script("Hebr", "\u05d0-\u05ea", "he yi lad", "he"),
    _script(
        "Arab",
        "\u0620-\u064a\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f",
        "ar fa ur ps ku ckb sd ug pa prs ks az uz ms bal arz",
    ),
    _script("Deva", "\u0900-\u097f", "hi mr ne sa mai bho kok sd doi ks brx"),
    _script("Beng", "\u0980-\u09ff", "bn as mni", "bn"),
    _script("Guru", "\u0a00-\u0a7f", "pa", "pa"),
    _script("Gujr", "\u0a80-\u0aff", "gu", "gu"),
    _script("Orya", "\u0b00-\u0b7f", "or", "or"),
    _script("Taml", "\u0b80-\u0bff", "ta", "ta"),
    _script("Telu", "\u0c00-\u0c7f", "te", "te"),
    _script("Knda", "\u0c80-\u0cff", "kn tcy", "kn"),
    _script("Mlym", "\u0d00-\u0d7f", "ml", "ml"),
    _script("Sinh", "\u0d80-\u0dff", "si pi", "si"),
    _script("Thai", "\u0e00-\u0e7f", "th", "th"),
    _script("Laoo", "\u0e80-\u0eff", "lo", "lo"),
    _script("Tibt", "\u0f00-\u0fff", "bo dz", "bo"),
    _script("Mymr", "\u1000-\u109f", "my shn mnw ksw", "my"),
    _script("Geor", "\u10a0-\u10ff", "ka xmf", "ka"),
    _script("Hang", "\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e", "ko", "ko"),
    _script("Ethi", "\u1200-\u139f", "am ti", "am"),
    _script("Khmr", "\u1780-\u17ff", "km", "km"),
    _script("Mong", "\u1800-\u18af", "mn", "mn"),
    _script("Kana", "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f", "ja", "ja"),
    _script("Hani", "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff", "zh ja ko yue wuu nan lzh hak cdo", "zh"),
)
"""The scripts of news. Kana and Hani are counted as one: Japanese is written in both."""

_NOT_LATIN = re.compile("[\u0370-\u1dff\u2e80-\ud7ff\uf900-\uffef]")
_KANA_SHARE = 0.05
"""Minimum share of kana in a Japanese text, among kana and Chinese characters."""


class Letters(msgspec.Struct, frozen=True):
    """The script that most letters of a text belong to."""

    script: Script
    count: int
    """Letters of this script."""
    share: float
    """Their share among all letters."""


def script_of(text: str) -> Letters | None:
    """The script of most letters; None for a text without letters."""
    if text.isascii() or not _NOT_LATIN.search(text):
        count = sum(map(str.isalpha, text))
        return Letters(LATIN, count, 1.0) if count else None
    counts = _counts(text)
    total = counts.total()
    if not total:
        return None
    script, count = counts.most_common(1)[0]
    return Letters(_BY_NAME[script], count, count / total)


def _counts(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        if (name := _name_of(letter)) is not None:
            counts[name] += count
    kana, chinese = counts["Kana"], counts["Hani"]
    if kana and kana >= _KANA_SHARE * (kana + chinese):
        counts["Kana"], counts["Hani"] = kana + chinese, 0
    return counts


def _name_of(letter: str) -> str | None:
    number = bisect_right(_FIRSTS, letter) - 1
    if number < 0 or letter > _RANGES[number][1]:
        return None
    return _RANGES[number][2]


def can_be_written_in(tag: str, script: Script) -> bool:
    """Whether a language, by its BCP 47 tag, is ever written in a script."""
    primary, *rest = tag.split("-")
    named = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    if named is not None:
        return script.name in _SAME_SCRIPT.get(named, (named,))
    if script is LATIN:
        return primary not in _NEVER_LATIN
    return primary in script.languages


_SAME_SCRIPT: Mapping[str, tuple[str, ...]] = {
    "Hans": ("Hani",),
    "Hant": ("Hani",),
    "Jpan": ("Kana", "Hani"),
    "Kore": ("Hang", "Hani"),
}
"""Scripts of BCP 47 that are ours under another name."""
_NEVER_LATIN = frozenset(
    "ar fa ur ps he be bg mk ru uk el hy ka hi mr ne bn pa gu or ta te kn ml si th lo bo my km am ti ja ko zh".split()
)
"""Languages whose news is not written in Latin letters."""
_RANGES = tuple(
    sorted(
        (match[1], match[2] or match[1], script.name)
        for script in SCRIPTS
        for match in re.finditer("(.)(?:-(.))?", script.letters)
    )
)
_FIRSTS = [first for first, _, _ in _RANGES]
_BY_NAME = {script.name: script for script in SCRIPTS}
