"""Find country names in languages whose words are written apart and take endings from a table.

Names must begin with a capital where the script has capitals; adjectives and people need not, unless the table writes
them with one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from dateline.index.analysis import fold, form_of, forms, occurrences
from dateline.index.article import MentionKind
from dateline.index.metadata.countries.endings import Endings, endings_of
from dateline.index.metadata.countries.listed import KINDS, ListedName, listed_names
from dateline.index.metadata.countries.persons import is_person
from dateline.index.metadata.countries.prefixes import without_prefixes

_UNFOLDED = frozenset({"vi"})
"""Languages in which accents tell words apart: `Mỹ` (America), `my`."""
_SHORTEST_STEM = 2
_NUKTA = str.maketrans({"\u093c": None, "\u0901": "\u0902", "ي": "ی", "ى": "ی", "ك": "ک", "ه": "ه", "ۀ": "ه"})
"""Marks and letters that writers of Hindi and Persian use or leave out."""
_RESPELLED = frozenset({"hi", "mr", "ne", "fa", "ur", "ps"})


class _Name(msgspec.Struct, frozen=True):
    listed: ListedName
    words: tuple[str, ...]
    stems: tuple[tuple[str, ...], ...]
    """The stems of each word."""
    endings: frozenset[str]
    has_capital: bool


class _Table(msgspec.Struct, frozen=True):
    by_stem: Mapping[str, Sequence[_Name]]
    """By the stems of the first word, the longest names first."""
    longest_ending: int


def find_inflected(text: str, language: str) -> Iterator[tuple[int, int, str, MentionKind]]:
    """Find country names in a text of this language; yields start, end, code and kind."""
    table = _table(language)
    tokens = occurrences(text)
    words = [_plain(form_of(token[0]), language) for token in tokens]
    number = 0
    while number < len(tokens):
        named = _names_at(table, words, tokens, number, language)
        name = next((one for one in named if not _is_person(one, text, tokens, number, language)), None)
        if name is None:
            number += 1
            continue
        last = number + len(name.words) - 1
        for code in name.listed.codes:
            yield tokens[number].start(), tokens[last].end(), code, KINDS[name.listed.kind]
        number = last + 1


def _names_at(
    table: _Table, words: Sequence[str], tokens: Sequence[re.Match[str]], start: int, language: str
) -> Iterator[_Name]:
    """Names that may begin at a word, the longest first, then those written with a capital as the word is."""
    is_capital = _may_be_capital(tokens[start][0])
    for word in without_prefixes(words[start], language):
        shortest = max(_SHORTEST_STEM, len(word) - table.longest_ending)
        found = [
            name
            for cut in (len(word), *range(len(word) - 1, shortest - 1, -1))
            for name in table.by_stem.get(word[:cut], ())
            if (is_capital or not name.has_capital)
            and _matches(name, (word, *words[start + 1 : start + len(name.words)]))
        ]
        yield from sorted(found, key=lambda name: (_length(name), name.has_capital == is_capital), reverse=True)


def _is_person(name: _Name, text: str, tokens: Sequence[re.Match[str]], number: int, language: str) -> bool:
    return len(name.words) == 1 and is_person(text, tokens, number, language, is_usually_capital=name.has_capital)


def _length(name: _Name) -> int:
    return len(name.words)


def _matches(name: _Name, words: Sequence[str]) -> bool:
    return len(words) == len(name.words) and all(
        word == written or any(word.startswith(stem) and word[len(stem) :] in name.endings for stem in stems)
        for word, written, stems in zip(words, name.words, name.stems, strict=True)
    )


def _may_be_capital(word: str) -> bool:
    """Whether a word begins with a capital, or its script has no capitals."""
    return word[0].isupper() or word[0].lower() == word[0].upper()


@cache
def _table(language: str) -> _Table:
    by_stem: dict[str, list[_Name]] = {}
    longest = 0
    for listed in listed_names(language):
        name = _name(listed, language)
        if name is not None:
            longest = max((longest, *map(len, name.endings)))
            for stem in {name.words[0], *name.stems[0]}:
                by_stem.setdefault(stem, []).append(name)
    return _Table(by_stem, longest)


def _name(listed: ListedName, language: str) -> _Name | None:
    words = tuple(_plain(form, language) for form in forms(listed.text))
    if not words:
        return None
    is_short = listed.text.isupper() and listed.text.lower() != listed.text
    endings = () if is_short else tuple(endings_of(language, kind) for kind in _kinds(listed, len(words)))
    stems = tuple(_stems(word, listed, endings) for word in words)
    has_capital = _may_be_capital(listed.text)
    return _Name(listed, words, stems, frozenset(form for one in endings for form in one.forms), has_capital)


def _kinds(listed: ListedName, words: int) -> Sequence[str]:
    """Whose endings the words of a name take; in longer names some are adjectives."""
    if listed.kind in {"adjective", "person"}:
        return (listed.kind,)
    return ("name", "adjective") if words > 1 else ("name",)


def _stems(word: str, listed: ListedName, endings: Sequence[Endings]) -> tuple[str, ...]:
    """The stems of a word; the table has those of adjectives and people already."""
    has_stem = listed.kind in {"adjective", "person"}
    found = (stem for one in endings for stem in (one.changed(word) if has_stem else one.stems_of(word)))
    return tuple(dict.fromkeys(found))


def _plain(form: str, language: str) -> str:
    if language in _UNFOLDED:
        return form
    folded = fold(form)
    return folded.translate(_NUKTA) if language in _RESPELLED else folded
