"""Names of countries in running English text: longest match, with the case that names are written in.

A text is looked through once, at its capitalised words; what may begin there is tried with one small pattern. Phrases
that merely hold a country's name (`Swiss cheese`, `Gulf of Mexico`) are matched like longer names and mean none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

import msgspec

from dateline.index.article import MentionKind
from dateline.index.metadata.tables import entries, read_table


class Name(msgspec.Struct, frozen=True):
    """One thing that a country is called; `code` None is a phrase that means no country, a list of codes several."""

    text: str
    code: str | None
    kind: MentionKind


class Occurrence(msgspec.Struct, frozen=True):
    """A name where it stands in a text."""

    start: int
    end: int
    name: Name


_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-ÞĀČĐĒĞİŁŌŚŠŪŽȘ](?<!\w\w)\w*")
"""The capital first and what stands before it after: `re` skips quickly what cannot begin a pattern."""
_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = frozenset({"of", "the", "and", "d", "de", "da", "la", "s", "for"})
_SHOUTED_SHARE = 0.6
_SHOUTED_SAMPLE = 600
_SMALL_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
_FLAT_FROM, _FLAT_TO, _FLAT_SHORTEST = 60, 2_000, 300
"""Where capitals are looked for, behind a dateline, and how much text tells that there are none."""
_CAPITAL_WITHIN = re.compile(r"[a-z,] [A-ZÀ-Þ]")
_SHOUTED_WORDS = frozenset({"US"})
"""Names that are words where everything is in capitals."""


def occurrences(text: str) -> Iterator[Occurrence]:
    """All names of a text in order, none within another."""
    table = _patterns()
    shouted = is_shouted(text)
    done = 0
    for word in _CAPITALISED.finditer(text):
        patterns = table.get(word[0].lower())
        if patterns is None or (start := word.start()) < done:
            continue
        found = patterns.match(text, start)
        if found is not None and _is_written_as_name(found, shouted=shouted):
            done = found.end
            yield found


def is_shouted(text: str) -> bool:
    """Whether a text is in capitals, as old wires and headlines are."""
    sample = text[:_SHOUTED_SAMPLE]
    plain = sample.encode("ascii", "ignore")
    others = len(plain.translate(None, _SMALL_LETTERS))
    if 2 * (len(plain) - others) > len(sample):
        return False  # as most texts tell without a look at each letter
    capitals, small = sum(map(str.isupper, sample)), sum(map(str.islower, sample))
    return capitals > 1 and capitals > _SHOUTED_SHARE * (capitals + small)


def with_capitals(text: str) -> str:
    """A text as it is, but one whose names have no capitals in capitals: some wires came without. Offsets stay."""
    sample = text[_FLAT_FROM:_FLAT_TO]
    if len(sample) < _FLAT_SHORTEST or (not sample.islower() and _CAPITAL_WITHIN.search(sample)):
        return text
    shouted = text.upper()
    return shouted if len(shouted) == len(text) and is_shouted(shouted) else text


def _is_written_as_name(found: Occurrence, *, shouted: bool) -> bool:
    name = found.name
    if name.code is None:
        return True
    if name.text.isupper() and "." not in name.text:
        return not (shouted and name.text in _SHOUTED_WORDS)
    return True


class _Patterns:
    """All names that begin with one word, longest first."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._names = sorted(names, key=lambda name: len(name.text), reverse=True)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Made when its first word is first met: most texts meet few of them."""
        alternatives = "|".join(f"({_pattern(name)})" for name in self._names)
        return re.compile(rf"(?:{alternatives})(?!\w)", re.IGNORECASE)

    def match(self, text: str, start: int) -> Occurrence | None:
        found = self._pattern.match(text, start)
        if found is None or found.lastindex is None:
            return None
        name = self._names[found.lastindex - 1]
        return Occurrence(start, found.end(), name) if _has_case(found[0], name) else None


def _has_case(surface: str, name: Name) -> bool:
    if name.code is None:
        return True
    if name.text.isupper():
        return surface.isupper()
    return all(word[0].isupper() or word in _SMALL_WORDS for word in _LETTERS.findall(surface))


def _pattern(name: Name) -> str:
    if name.text.endswith("-"):
        return re.escape(name.text[:-1]) + r"(?=-[^\W\d_])"
    words = r"\s+".join(map(_word_pattern, name.text.split()))
    return words + ("s?" if name.kind is MentionKind.DEMONYM else "")


def _word_pattern(word: str) -> str:
    """A word of a name; dots of abbreviations may be spaced, apostrophes may be curly."""
    if "." not in word:
        return re.escape(word).replace("'", "['’]")
    parts = r"\s?\.\s?".join(re.escape(part) for part in word.rstrip(".").split("."))
    return parts + (r"(?:\s?\.)?" if word.endswith(".") else "")


@cache
def _patterns() -> Mapping[str, _Patterns]:
    by_first: dict[str, list[Name]] = {}
    for name in _names():
        first = re.match(r"\w+", name.text)
        if first is not None:
            # It may stand in the plural: `Turks`, beside whom `Turks and Caicos Islands` are.
            for written in (first[0].lower(), f"{first[0].lower()}s"):
                by_first.setdefault(written, []).append(name)
    return {first: _Patterns(names) for first, names in by_first.items()}


def _names() -> Iterator[Name]:
    for entry in entries().values():
        for text in dict.fromkeys((entry.name, *entry.other_names)):
            yield Name(text.removeprefix("the "), entry.code, MentionKind.NAME)
        for text in entry.demonyms:
            yield Name(text, entry.code, MentionKind.DEMONYM)
        for text in (*entry.capitals, *entry.seats):
            yield Name(text, entry.code, MentionKind.CAPITAL)
    for row in read_table("english_phrases.txt"):
        yield Name(row[0], None, MentionKind.NAME)
    for codes, text in read_table("joint_names.txt"):
        yield Name(text, codes, MentionKind.NAME)
    for prefix, code in read_table("english_prefixes.txt"):
        yield Name(f"{prefix}-", code, MentionKind.DEMONYM)
