"""Exclude country names that do not mean the country: persons, namesake places, languages, treaties."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from dateline.index.article import MentionKind
from dateline.index.metadata.countries.english import Occurrence
from dateline.index.metadata.names.english_words import is_common_word, is_given_name
from dateline.index.metadata.tables import entries, read_table
from dateline.index.metadata.whole_words import find_word

_WORD_BEFORE = re.compile(r"(?<![\w'’-])([^\W\d_][\w'’-]*\.?)\s+\Z")
_WORD_AFTER = re.compile(r"\s+([^\W\d_][\w'’-]*)")
_HONORIFICS = frozenset(
    "mr mrs ms miss dr sir lord lady dame judge justice senator sen rep congressman gen general col colonel capt "
    "captain maj major lt lieutenant sgt sergeant prof professor rev reverend father sister brother coach "
    "st saint".split()
)
_TITLES = _HONORIFICS | frozenset(
    "minister president secretary ambassador chairman premier director governor mayor officer spokesman spokesperson "
    "actor striker defender goalkeeper midfielder forward singer economist analyst lawyer attorney".split()
)
_BEFORE_PLACES = ("in", "to", "from", "of", "with", "across", "throughout", "visit", "neighbouring", "neighboring")
_BEFORE_LANGUAGE = frozenset(
    "speak speaks spoke spoken speaking in into learn learned learns study studied teach taught".split()
)
_LANGUAGES = frozenset(
    "french german spanish portuguese italian russian chinese japanese korean turkish polish dutch danish swedish "
    "norwegian finnish greek hungarian czech slovak romanian bulgarian serbian croatian ukrainian belarusian georgian "
    "armenian azerbaijani azeri kazakh uzbek thai vietnamese indonesian nepali somali".split()
)
_AFTER_LANGUAGE = re.compile(
    r"\s*(?:[.,;:!?)\]\"”]|\Z|(?:and|or|but|to|with|on|at|as|that|which|for|by|is|was|before|after|when)\b)"
)
_LIST_OF_LANGUAGES = re.compile(
    r"\b(?:speaks?|spoke|spoken|speaking|learn(?:s|ed|ing)?|taught|teach(?:es)?|stud(?:y|ied|ies|ying)|fluent\s+in|"
    r"translated\s+into|written\s+in|published\s+in|dubbed\s+in(?:to)?|broadcasts?\s+in)\s+"
    r"(?:[A-Z][a-z]+(?:,\s+(?:and\s+)?|\s+and\s+|\s+or\s+))+\Z"
)
"""The start of a list of languages: `speaks Swahili and Portuguese`."""
_GEORGIA = re.compile(r",\s+Georgia(?!\w)")
_LANGUAGE_NOUN = re.compile(r"[-\s](?:language|speaking|speaker|speakers|dialect|lessons)\b")
_CAPITALISED_WORD = re.compile(r"(?<![\w'’-])[A-ZÀ-Þ][\w'’-]*\s+\Z")
_NO_PERSON_BEFORE = re.compile(r"(?:\b(?:the|a|an)\s+|[-‘'“\"])\Z", re.IGNORECASE)
"""No person follows: `the Israel Iron Dome`, `U.S.-Israel`."""
_TREATY = re.compile(
    r"\s+(?:Accords?|Agreements?|Amendments?|Consensus|Conventions?|Criteria|Declaration|Memorandum|Pact|Principles|"
    r"Protocols?|Round|Statute|Treat(?:y|ies))\b"
)
_AGE = re.compile(r",\s\d{1,2},")
"""An age makes a name a person's: `Sofia, 9, and her sister`."""
_OF_FAMILY = re.compile(r"[A-ZÀ-Þ]\w+\s+(?i:de\s+la)\s+\Z")
"""A family name: `Miguel de la Madrid`."""
_RELATIVE_CLAUSE = re.compile(r",\swho(?:se)?\b")
"""`Holland, who has played`; after a comma it may be a place: `of a college, Colombo, who`."""
_PLACE_WORD_WITHIN = 16
_NEAR = 40
"""Code points around a name that are examined."""
_CUES_WITHIN = 200_000
"""Code points searched for cues: all of any news article; the limit bounds the cost per name in a book."""
_SENTENCE_EDGE = re.compile(r"[.!?]\s|\n")


def is_guarded(found: Occurrence, text: str) -> bool:
    """Whether the words beside this occurrence show that it means no country."""
    return (
        _is_in_a_state(found, text) or _is_person(found, text) or _is_language(found, text) or _is_treaty(found, text)
    )


def _is_treaty(found: Occurrence, text: str) -> bool:
    """Whether it names a treaty after a capital, which means no country: `the Kigali Amendment`."""
    return found.name.kind is MentionKind.CAPITAL and _TREATY.match(text, found.end) is not None


def _is_in_a_state(found: Occurrence, text: str) -> bool:
    """Whether it is a place in a state or province that shares its name: `Lebanon, Pa.`, `London, Ontario`."""
    if found.name.kind is MentionKind.CAPITAL and _GEORGIA.match(text, found.end):
        return True
    return _states().match(text, found.end) is not None


def _is_person(found: Occurrence, text: str) -> bool:
    if found.name.kind is MentionKind.CAPITAL and (
        _AGE.match(text, found.end) or _OF_FAMILY.search(text, max(0, found.start - _NEAR), found.start)
    ):
        return True
    parts = _persons().get(found.name.text.lower())
    if parts is None:
        return False
    if _RELATIVE_CLAUSE.match(text, found.end) and not text.endswith(", ", 0, found.start):
        return True
    before = _WORD_BEFORE.search(text, max(0, found.start - 40), found.start)
    if before is not None and "family" in parts and _names_a_person(before, text):
        return True
    after = _WORD_AFTER.match(text, found.end)
    if "given" not in parts or after is None or not _may_be_surname(after[1]):
        return False
    has_title = before is not None and before[1].lower() in _TITLES
    if has_title or _begins_clause(text, found.start):
        return True
    if is_common_word(after[1].lower()) or after[1].lower() in _TITLES or _is_after_place_word(text, found.start):
        return False
    return _NO_PERSON_BEFORE.search(text, max(0, found.start - 8), found.start) is None


def _may_be_surname(word: str) -> bool:
    return word[0].isupper() and not word.isupper() and not _belongs_to_country(word)


def _names_a_person(before: re.Match[str], text: str) -> bool:
    word = before[1]
    plain = word.rstrip(".").lower()
    if len(plain) == 1 and word.endswith("."):
        return _CAPITALISED_WORD.search(text, max(0, before.start() - _NEAR), before.start()) is not None
    return plain in _HONORIFICS or (is_given_name(plain) and not word.endswith("."))


def _is_after_place_word(text: str, start: int) -> bool:
    """Whether a word such as `in`, after which a place is likely, comes before an offset."""
    before = text[max(0, start - _PLACE_WORD_WITHIN) : start]
    return before[-1:].isspace() and before.rstrip().lower().endswith(_BEFORE_PLACES)


def _belongs_to_country(word: str) -> bool:
    return word.removesuffix("'s") in _after_country()


def _begins_clause(text: str, start: int) -> bool:
    """Whether a sentence or clause begins at an offset, as a full name may; `in Israel Alvarez` would be odd."""
    near = text[max(0, start - _NEAR) : start]
    before = near.rstrip()[-1:]
    return not before or before in '.!?,;:"“(\n' or near.endswith("\n")


def _is_language(found: Occurrence, text: str) -> bool:
    if found.name.text.lower() not in _LANGUAGES:
        return False
    if _LANGUAGE_NOUN.match(text, found.end):
        return True
    if _LIST_OF_LANGUAGES.search(text, max(0, found.start - 80), found.start):
        return True
    before = _WORD_BEFORE.search(text, max(0, found.start - 40), found.start)
    return (
        before is not None
        and before[1].lower() in _BEFORE_LANGUAGE
        and _AFTER_LANGUAGE.match(text, found.end) is not None
    )


class _Meaning(msgspec.Struct, frozen=True):
    code: str | None
    cues: tuple[str, ...]


class Disambiguator:
    """Decides what ambiguous names mean by the whole text around them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, tuple[int, ...]] = {}
        self._persons: dict[str, bool] = {}

    def meaning(self, found: Occurrence, text: str) -> str | None:
        """The code of the country that an occurrence means; None if it means no country."""
        meanings = _meanings().get(found.name.text.lower())
        if meanings is None:
            return found.name.code
        counts = self._counts(found.name.text.lower(), meanings)
        if not any(counts[1:]):
            return meanings[0].code
        start, end = _sentence(text, found)
        near = text[start : found.start] + " " + text[found.end : end]
        scores = [count + 3 * _count(meaning, near) for count, meaning in zip(counts, meanings, strict=True)]
        return meanings[scores.index(max(scores))].code

    def is_person(self, found: Occurrence, text: str) -> bool:
        """Whether a single name is the family name of a person named in full elsewhere in the text."""
        name = found.name.text
        if name.lower() not in _persons() or _is_after_place_word(text, found.start):
            return False
        if name not in self._persons:
            self._persons[name] = self._has_person(found)
        return self._persons[name]

    def _has_person(self, found: Occurrence) -> bool:
        """Whether the text names such a person and never the country by another name."""
        name = found.name
        entry = entries()[name.code or ""]
        if any(other in self._text for other in (*entry.demonyms, *entry.capitals) if other != name.text):
            return False
        offsets = find_word(name.text, self._text)
        return any(_is_person(Occurrence(start, start + len(name.text), name), self._text) for start in offsets)

    def _counts(self, name: str, meanings: Sequence[_Meaning]) -> tuple[int, ...]:
        if name not in self._known:
            sample = self._text[:_CUES_WITHIN]
            others = [_count(meaning, sample) for meaning in meanings[1:]]
            # The first meaning is the default, so its cues matter only against those of others.
            self._known[name] = (_count(meanings[0], sample) if any(others) else 0, *others)
        return self._known[name]


def _count(meaning: _Meaning, text: str) -> int:
    """The number of different cues in a text."""
    return len({cue.lower() for cue in _cue_pattern(meaning.cues).findall(text)}) if meaning.cues else 0


@cache
def _cue_pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    """Compiled on first use: most articles contain no ambiguous name."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, cues))})(?!\w)", re.IGNORECASE)


def _sentence(text: str, found: Occurrence) -> tuple[int, int]:
    start = max(
        (edge.end() for edge in _SENTENCE_EDGE.finditer(text, max(0, found.start - 300), found.start)), default=0
    )
    end = _SENTENCE_EDGE.search(text, found.end, found.end + 300)
    return max(start, found.start - 300), end.start() if end else min(len(text), found.end + 300)


@cache
def _meanings() -> Mapping[str, tuple[_Meaning, ...]]:
    table: dict[str, list[_Meaning]] = {}
    for name, code, cues in read_table("english_ambiguous.txt"):
        words = tuple(cue.strip() for cue in cues.split(";") if cue.strip())
        table.setdefault(name.lower(), []).append(_Meaning(None if code == "-" else code, words))
    return {name: tuple(meanings) for name, meanings in table.items()}


@cache
def _persons() -> Mapping[str, frozenset[str]]:
    return {name.lower(): frozenset(parts.split()) for name, parts in read_table("countries_as_person_names.txt")}


@cache
def _after_country() -> frozenset[str]:
    return frozenset(word for row in read_table("after_country.txt") for word in row[0].split())


@cache
def _states() -> re.Pattern[str]:
    """A comma and a state or province, but not Georgia, which may be the country: the context decides."""
    names = [name for row in read_table("us_states.txt") for name in (row[0], *row[1].split(";"))]
    names += [name for code, listed in read_table("provinces.txt") if code == "CA" for name in listed.split(";")]
    kept = sorted({name.strip() for name in names} - {"Georgia"}, key=len, reverse=True)
    return re.compile(rf",\s+(?:{'|'.join(map(re.escape, kept))})(?!\w)")
