"""Find names of countries in English text: the longest match wins, and capitals must be right.

One pass over the capitalised words tries, at each word, a small pattern of the names that begin with it. Phrases that
merely contain a country's name (`Swiss cheese`, `Gulf of Mexico`) are matched like longer names and mean no country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

import msgspec

from dateline.index.article import MentionKind
from dateline.index.metadata.tables import entries, read_table


class CountryName(msgspec.Struct, frozen=True):
    """A name of a country. `code` is None for a phrase that means no country; it may list several codes."""

    text: str
    code: str | None
    kind: MentionKind


class Occurrence(msgspec.Struct, frozen=True):
    """A name with its offsets in a text."""

    start: int
    end: int
    name: CountryName


_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-ÞĀČĐĒĞİŁŌŚŠŪŽȘ](?<!\w\w)\w*")
"""The lookbehind follows the capital, since `re` skips quickly to a first character class."""
_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = frozenset({"of", "the", "and", "d", "de", "da", "la", "s", "for"})
_ALL_CAPS_SHARE = 0.6
_ALL_CAPS_SAMPLE = 600
_LOWERCASE_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
_CASE_SAMPLE_START, _CASE_SAMPLE_END, _CASE_SAMPLE_SHORTEST = 60, 2_000, 300
"""The part of a text, after its dateline, that is searched for capitals, and the shortest part that is enough."""
_CAPITAL_WITHIN = re.compile(r"[a-z,] [A-ZÀ-Þ]")
_WORDS_IN_CAPITALS = frozenset({"US"})
"""Names that may be ordinary words in text that is all in capitals."""


def occurrences(text: str) -> Iterator[Occurrence]:
    """All names in a text, in order and without overlaps."""
    table = _patterns()
    all_caps = is_all_caps(text)
    done = 0
    for word in _CAPITALISED.finditer(text):
        patterns = table.get(word[0].lower())
        if patterns is None or (start := word.start()) < done:
            continue
        found = patterns.match(text, start)
        if found is not None and _is_written_as_name(found, all_caps=all_caps):
            done = found.end
            yield found


def is_all_caps(text: str) -> bool:
    """Whether a text is all in capitals, as old wire reports and headlines are."""
    sample = text[:_ALL_CAPS_SAMPLE]
    plain = sample.encode("ascii", "ignore")
    not_lower = len(plain.translate(None, _LOWERCASE_LETTERS))
    if 2 * (len(plain) - not_lower) > len(sample):
        return False  # a fast answer for most texts, without examining each letter
    upper, lower = sum(map(str.isupper, sample)), sum(map(str.islower, sample))
    return upper > 1 and upper > _ALL_CAPS_SHARE * (upper + lower)


def uppercase_if_lowercase(text: str) -> str:
    """Convert a text without any capitals, as some wires sent it, to upper case; offsets stay the same."""
    sample = text[_CASE_SAMPLE_START:_CASE_SAMPLE_END]
    if len(sample) < _CASE_SAMPLE_SHORTEST or (not sample.islower() and _CAPITAL_WITHIN.search(sample)):
        return text
    upper = text.upper()
    return upper if len(upper) == len(text) and is_all_caps(upper) else text


def _is_written_as_name(found: Occurrence, *, all_caps: bool) -> bool:
    """Whether an occurrence is a name; `US` in a text that is all in capitals may be the word `us`."""
    return not (all_caps and found.name.code is not None and found.name.text in _WORDS_IN_CAPITALS)


class _Patterns:
    """The names that begin with one word, longest first."""

    def __init__(self, names: Sequence[CountryName]) -> None:
        self._names = sorted(names, key=lambda name: len(name.text), reverse=True)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Compiled when the first word first occurs: most texts contain few of them."""
        alternatives = "|".join(f"({_pattern(name)})" for name in self._names)
        return re.compile(rf"(?:{alternatives})(?!\w)", re.IGNORECASE)

    def match(self, text: str, start: int) -> Occurrence | None:
        found = self._pattern.match(text, start)
        if found is None or found.lastindex is None:
            return None
        name = self._names[found.lastindex - 1]
        return Occurrence(start, found.end(), name) if _has_case(found[0], name) else None


def _has_case(surface: str, name: CountryName) -> bool:
    if name.code is None:
        return True
    if name.text.isupper():
        return surface.isupper()
    return all(word[0].isupper() or word in _SMALL_WORDS for word in _LETTERS.findall(surface))


def _pattern(name: CountryName) -> str:
    if name.text.endswith("-"):
        return re.escape(name.text[:-1]) + r"(?=-[^\W\d_])"
    words = r"\s+".join(map(_word_pattern, name.text.split()))
    return words + ("s?" if name.kind is MentionKind.DEMONYM else "")


def _word_pattern(word: str) -> str:
    """Pattern for one word of a name; abbreviation dots may have spaces around them, apostrophes may be curly."""
    if "." not in word:
        return re.escape(word).replace("'", "['’]")
    parts = r"\s?\.\s?".join(re.escape(part) for part in word.rstrip(".").split("."))
    return parts + (r"(?:\s?\.)?" if word.endswith(".") else "")


@cache
def _patterns() -> Mapping[str, _Patterns]:
    by_first: dict[str, list[CountryName]] = {}
    for name in _names():
        first = re.match(r"\w+", name.text)
        if first is not None:
            # Also under its plural: `Turks` and `Turks and Caicos Islands` begin with the same word.
            for written in (first[0].lower(), f"{first[0].lower()}s"):
                by_first.setdefault(written, []).append(name)
    return {first: _Patterns(names) for first, names in by_first.items()}


def _names() -> Iterator[CountryName]:
    for entry in entries().values():
        for text in dict.fromkeys((entry.name, *entry.other_names)):
            yield CountryName(text.removeprefix("the "), entry.code, MentionKind.NAME)
        for text in entry.demonyms:
            yield CountryName(text, entry.code, MentionKind.DEMONYM)
        for text in (*entry.capitals, *entry.seats):
            yield CountryName(text, entry.code, MentionKind.CAPITAL)
    for row in read_table("english_phrases.txt"):
        yield CountryName(row[0], None, MentionKind.NAME)
    for codes, text in read_table("joint_names.txt"):
        yield CountryName(text, codes, MentionKind.NAME)
    for prefix, code in read_table("english_prefixes.txt"):
        yield CountryName(f"{prefix}-", code, MentionKind.DEMONYM)
