"""Find country names in languages other than English by comparing word stems.

The names come from CLDR and `data/multilingual_demonyms.txt`. Stems match a name in its grammatical cases
(`Азербайджана`). Where the script has capitals, a name must begin with one; an adjective need not. Words that share
only a stem with a name (`Martin`, `Martinique`) do not count, nor do family names (`François Hollande`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile

import msgspec

from dateline.index.analysis import fold, form_of, forms, occurrences, stemmer_of
from dateline.index.article import MentionKind
from dateline.index.metadata.names.english_words import is_given_name
from dateline.index.metadata.tables import names_in, read_table

_SHORTEST = 3
"""Letters of the shortest stem that is taken for a name."""
_LONGEST = 7
"""Words of the longest name."""
_ENDING = 3
"""Letters at the end of a word that its cases may change."""
_GROWTH = 4
"""Letters that a case may add."""
_KINDS = {"": MentionKind.DEMONYM, "+": MentionKind.NAME, "*": MentionKind.CAPITAL}
_ARTICLES = frozenset("la le les el los las o a os as die".split())
_WITHOUT_CASES = frozenset({"fr", "es", "pt", "it", "nl", "ca", "ro", "sv", "da", "nb", "id", "ms", "vi"})
"""Languages in which the name of a country stands as it is; adjectives still change."""
_ARABIC_PREFIXES = tuple(
    re.compile(f"{prefix}(?=.{{3}})")
    for prefix in (
        "[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644)",
        "[\u0648\u0641\u0628\u0644\u0643]",
        "[\u0648\u0641][\u0628\u0644\u0643]",
    )
)
"""Small words that Arabic writes together with the next one: and, so, with, for, as, the; a name may begin like one."""
_ARABIC_ARTICLE = re.compile("\u0627\u0644(?=.{3})")
_ARABIC_ENDING = re.compile("(?<=\u064a)(?:\u0647|\u0627|\u064a\u0646|\u0648\u0646|\u0627\u062a)\\Z")
"""Endings of adjectives: feminine, plural."""
_AZERBAIJANI_ENDINGS = tuple(
    re.compile(f"(?<=...){ending}\\Z") for ending in ("[iu]n", "n[iu]n", "[iu]", "n[iu]", "a", "ya", "da", "dan")
)
"""Folded endings of cases; no stemmer knows them."""


class _Name(msgspec.Struct, frozen=True):
    code: str
    kind: MentionKind
    words: tuple[str, ...]
    """Folded, as the table has them."""
    is_short: bool
    """Capitals: `USA`."""
    is_noun: bool
    """The table has it with a capital."""


_Table = Mapping[tuple[str, ...], Sequence[_Name]]


def names_of_language(text: str, language: str) -> Iterator[tuple[int, int, str, MentionKind]]:
    """Find names of countries in a text of this language: start, end, code, kind."""
    table = _names(language)
    if not table:
        return
    tokens = occurrences(text)
    words = [fold(form_of(token[0])) for token in tokens]
    stem = _stem_of(language)
    stems = list(map(stem, words))
    number = 0
    while number < len(tokens):
        found = next(
            (
                name
                for name in _named_at(table, stems, words, number, language)
                if _is_written_as(name, [token[0] for token in tokens[number : number + len(name.words)]], language)
            ),
            None,
        )
        if found is not None and not (
            _is_family_name(found, words, number) or _is_another_word(found, words, number, language)
        ):
            yield tokens[number].start(), tokens[number + len(found.words) - 1].end(), found.code, found.kind
            number += len(found.words)
        else:
            number += 1


def _named_at(table: _Table, stems: list[str], words: list[str], start: int, language: str) -> Iterator[_Name]:
    """The names that may stand at a word, longest first."""
    for length in range(min(_LONGEST, len(stems) - start), 0, -1):
        for first in _beginnings(words[start], stems[start], language):
            for name in table.get((first, *stems[start + 1 : start + length]), ()):
                if _are_cases(words[start : start + length], name, language):
                    yield name


def _beginnings(word: str, stem: str, language: str) -> Iterator[str]:
    """The stems of a word, in Arabic also without what is written together with it, in Azerbaijani without its case."""
    yield stem
    if language == "ar":
        for prefix in _ARABIC_PREFIXES:
            if (found := prefix.match(word)) is not None:
                yield _arabic_stem(word[found.end() :])
    elif language == "az":
        for ending in _AZERBAIJANI_ENDINGS:
            if (found := ending.search(word)) is not None:
                yield word[: found.start()]


def _are_cases(words: Sequence[str], name: _Name, language: str) -> bool:
    if language == "ar":
        # `المالية`, financial, is no `مالي`; an adjective has its endings.
        return name.kind is MentionKind.DEMONYM or all(map(str.endswith, words, name.words))
    if language in _WITHOUT_CASES and name.kind is not MentionKind.DEMONYM:
        return tuple(words) == name.words
    return all(map(_is_case_of, words, name.words))


def _stem_of(language: str) -> Callable[[str], str]:
    return _OWN_STEMS.get(language) or stemmer_of(language)


def _arabic_stem(word: str) -> str:
    """Without article and ending: what Snowball's stemmer takes for a prefix is often the name's own letter."""
    return _ARABIC_ENDING.sub("", _ARABIC_ARTICLE.sub("", word, count=1))


_OWN_STEMS: Mapping[str, Callable[[str], str]] = {"ar": _arabic_stem, "az": str}
"""In Azerbaijani a word as it is: the stemmer for languages that have none is English."""


def _is_family_name(found: _Name, words: list[str], number: int) -> bool:
    return len(found.words) == 1 and number > 0 and is_given_name(words[number - 1])


def _is_case_of(word: str, name: str) -> bool:
    """Whether a word is a name in one of its cases: what they share is all but an ending."""
    if word == name:
        return True
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, name, strict=False)))
    return shared >= max(_SHORTEST, len(name) - _ENDING) and len(word) - shared <= _GROWTH


def _is_another_word(found: _Name, words: list[str], number: int, language: str) -> bool:
    """Whether a word only looks like a case of a name: `indem`, `franc`; some are a name behind certain words."""
    behind = _ambiguous().get((language, words[number])) if len(found.words) == 1 else None
    return behind is not None and (number == 0 or words[number - 1] not in behind)


def _is_written_as(name: _Name, surfaces: Sequence[str], language: str) -> bool:
    """Whether what is found has the capitals of such a name."""
    if name.is_short:
        return surfaces[0].isupper()
    if name.kind is MentionKind.DEMONYM:
        # German nouns have capitals: `Inder`, and never `inder`; its adjectives have them in names of bodies.
        return language != "de" or not name.is_noun or _may_be_capital(surfaces[0])
    # `La réunion` is a meeting.
    named_from = 1 if len(surfaces) > 1 and surfaces[0].lower() in _ARTICLES else 0
    return _may_be_capital(surfaces[0]) and _may_be_capital(surfaces[named_from])


def _may_be_capital(word: str) -> bool:
    """Whether a word begins with a capital, or its script has none."""
    return word[0].isupper() or word[0].lower() == word[0].upper()


@cache
def _names(language: str) -> _Table:
    stem = _stem_of(language)
    table: dict[tuple[str, ...], list[_Name]] = {}
    for code, kind, text in _named(language):
        words = tuple(fold(form) for form in forms(text))
        key = tuple(map(stem, words))
        if key and (text.isupper() or sum(len(part.rpartition(":")[2]) for part in key) >= _SHORTEST):
            name = _Name(code, kind, words, is_short=text.isupper(), is_noun=_may_be_capital(text))
            table.setdefault(key, []).append(name)
    return table


@cache
def _ambiguous() -> Mapping[tuple[str, str], frozenset[str]]:
    """Words that only look like a name, by language, with those behind which they are one."""
    return {
        (language, fold(word)): frozenset(map(fold, behind.split()))
        for language, listed, *rest in read_table("multilingual_ambiguous.txt")
        for behind in (rest[0] if rest else "",)
        for word in listed.split()
    }


def _named(language: str) -> Iterator[tuple[str, MentionKind, str]]:
    """Names, adjectives and capitals of a language; earlier ones have precedence."""
    for code, name in names_in(language).items():
        yield code, MentionKind.NAME, name
    for tag, listed in read_table("multilingual_demonyms.txt"):
        if tag.rstrip("+*") == language:
            for code, *names in map(str.split, listed.split(";")):
                for name in names:
                    yield from (
                        (code, _KINDS[tag.removeprefix(language)], form) for form in _with_feminine(name, language)
                    )


_FEMININE = {"pt": (("ês", "esa"), ("ão", "ã")), "es": (("és", "esa"), ("án", "ana"))}
"""Endings that a stemmer does not bring together."""


def _with_feminine(name: str, language: str) -> Iterator[str]:
    yield name
    for masculine, feminine in _FEMININE.get(language, ()):
        if name.endswith(masculine):
            yield name.removesuffix(masculine) + feminine
