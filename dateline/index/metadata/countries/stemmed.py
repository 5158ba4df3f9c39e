"""Find country names in languages with a stemmer by comparing word stems.

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
"""Letters in the shortest stem that counts as a name."""
_LONGEST = 7
"""Words in the longest name."""
_CHANGED_LETTERS = 3
"""Letters at the end of a name that a grammatical case may change."""
_ADDED_LETTERS = 4
"""Letters that a grammatical case may add."""
_KINDS = {"": MentionKind.DEMONYM, "+": MentionKind.NAME, "*": MentionKind.CAPITAL}
_ARTICLES = frozenset("la le les el los las o a os as die".split())
_WITHOUT_CASES = frozenset({"fr", "es", "pt", "it", "nl", "ca", "ro", "sv", "da", "nb", "id", "ms", "vi"})
"""Languages that do not inflect the names of countries; adjectives still change."""
_ARABIC_PREFIXES = tuple(
    re.compile(f"{prefix}(?=.{{3}})")
    for prefix in (
        "[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644)",
        "[\u0648\u0641\u0628\u0644\u0643]",
        "[\u0648\u0641][\u0628\u0644\u0643]",
    )
)
"""Arabic prefixes, written together with the next word: and, so, with, for, as, the. A name may begin like one."""
_ARABIC_ARTICLE = re.compile("\u0627\u0644(?=.{3})")
_ARABIC_ENDING = re.compile("(?<=\u064a)(?:\u0647|\u0627|\u064a\u0646|\u0648\u0646|\u0627\u062a)\\Z")
"""Adjective endings: feminine and plural."""
_AZERBAIJANI_ENDINGS = tuple(
    re.compile(f"(?<=...){ending}\\Z") for ending in ("[iu]n", "n[iu]n", "[iu]", "n[iu]", "a", "ya", "da", "dan")
)
"""Case endings, folded; no stemmer supports Azerbaijani."""


class _Name(msgspec.Struct, frozen=True):
    code: str
    kind: MentionKind
    words: tuple[str, ...]
    """The words as in the table, folded."""
    is_short: bool
    """An abbreviation in capitals: `USA`."""
    is_noun: bool
    """The table writes it with a capital."""


_Table = Mapping[tuple[str, ...], Sequence[_Name]]


def find_stemmed(text: str, language: str) -> Iterator[tuple[int, int, str, MentionKind]]:
    """Find country names in a text of this language; yields start, end, code and kind."""
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
                for name in _names_at(table, stems, words, number, language)
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


def _names_at(table: _Table, stems: list[str], words: list[str], start: int, language: str) -> Iterator[_Name]:
    """Names that may begin at a word, longest first."""
    for length in range(min(_LONGEST, len(stems) - start), 0, -1):
        for first in _stems_of(words[start], stems[start], language):
            for name in table.get((first, *stems[start + 1 : start + length]), ()):
                if _are_inflected(words[start : start + length], name, language):
                    yield name


def _stems_of(word: str, stem: str, language: str) -> Iterator[str]:
    """The stem of a word; in Arabic also without its prefixes, in Azerbaijani also without its case ending."""
    yield stem
    if language == "ar":
        for prefix in _ARABIC_PREFIXES:
            if (found := prefix.match(word)) is not None:
                yield _arabic_stem(word[found.end() :])
    elif language == "de" and word.endswith("s"):
        yield stemmer_of("de")(word[:-1])  # `Chinas Ausfuhren`: the stemmer leaves some genitives
    elif language == "az":
        for ending in _AZERBAIJANI_ENDINGS:
            if (found := ending.search(word)) is not None:
                yield word[: found.start()]


def _are_inflected(words: Sequence[str], name: _Name, language: str) -> bool:
    if language == "ar":
        # `المالية` (financial) is not `مالي` (Mali); only adjectives take endings.
        return name.kind is MentionKind.DEMONYM or all(map(str.endswith, words, name.words))
    if language in _WITHOUT_CASES and name.kind is not MentionKind.DEMONYM:
        return tuple(words) == name.words
    return all(map(_is_case_of, words, name.words))


def _stem_of(language: str) -> Callable[[str], str]:
    return _OWN_STEMS.get(language) or stemmer_of(language)


def _arabic_stem(word: str) -> str:
    """Strip article and ending only: what Snowball's stemmer strips as a prefix is often a letter of the name."""
    return _ARABIC_ENDING.sub("", _ARABIC_ARTICLE.sub("", word, count=1))


_OWN_STEMS: Mapping[str, Callable[[str], str]] = {"ar": _arabic_stem, "az": str}
"""In Azerbaijani the word unchanged, since `stemmer_of` falls back to English for languages without a stemmer."""


def _is_family_name(found: _Name, words: list[str], number: int) -> bool:
    return len(found.words) == 1 and number > 0 and is_given_name(words[number - 1])


def _is_case_of(word: str, name: str) -> bool:
    """Whether a word is a name in one of its cases: they differ only in the ending."""
    if word == name:
        return True
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, name, strict=False)))
    return shared >= max(_SHORTEST, len(name) - _CHANGED_LETTERS) and len(word) - shared <= _ADDED_LETTERS


def _is_another_word(found: _Name, words: list[str], number: int, language: str) -> bool:
    """Whether a word only looks like a case of a name: `indem`, `franc`. Some are names after certain words."""
    after = _ambiguous().get((language, words[number])) if len(found.words) == 1 else None
    return after is not None and (number == 0 or words[number - 1] not in after)


def _is_written_as(name: _Name, surfaces: Sequence[str], language: str) -> bool:
    """Whether the words found are capitalised as such a name is."""
    if name.is_short:
        return surfaces[0].isupper()
    if name.kind is MentionKind.DEMONYM:
        # German nouns have a capital: `Inder`, never `inder`; adjectives have one only in names of organisations.
        return language != "de" or not name.is_noun or _may_be_capital(surfaces[0])
    # `La réunion` is a meeting, `La Réunion` the island.
    named_from = 1 if len(surfaces) > 1 and surfaces[0].lower() in _ARTICLES else 0
    return _may_be_capital(surfaces[0]) and _may_be_capital(surfaces[named_from])


def _may_be_capital(word: str) -> bool:
    """Whether a word begins with a capital, or its script has no capitals."""
    return word[0].isupper() or word[0].lower() == word[0].upper()


@cache
def _names(language: str) -> _Table:
    stem = _stem_of(language)
    table: dict[tuple[str, ...], list[_Name]] = {}
    for code, kind, text in _listed_names(language):
        words = tuple(fold(form) for form in forms(text))
        key = tuple(map(stem, words))
        if key and (text.isupper() or sum(len(part.rpartition(":")[2]) for part in key) >= _SHORTEST):
            name = _Name(code, kind, words, is_short=text.isupper(), is_noun=_may_be_capital(text))
            table.setdefault(key, []).append(name)
    return table


@cache
def _ambiguous() -> Mapping[tuple[str, str], frozenset[str]]:
    """Words that only look like a name, by language; the values are the words after which they are one."""
    return {
        (language, fold(word)): frozenset(map(fold, after.split()))
        for language, listed, *rest in read_table("multilingual_ambiguous.txt")
        for after in (rest[0] if rest else "",)
        for word in listed.split()
    }


def _listed_names(language: str) -> Iterator[tuple[str, MentionKind, str]]:
    """Names, adjectives and capitals in a language; earlier ones take precedence."""
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
"""Masculine and feminine endings that the stemmer does not unify."""


def _with_feminine(name: str, language: str) -> Iterator[str]:
    yield name
    for masculine, feminine in _FEMININE.get(language, ()):
        if name.endswith(masculine):
            yield name.removesuffix(masculine) + feminine
