"""Which occurrences of a country's name do not mean the country: persons, places of the same name, languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from dateline.index.article import MentionKind
from dateline.index.metadata.countries.english import Occurrence
from dateline.index.metadata.names.english_words import is_common, is_given_name
from dateline.index.metadata.tables import entries, read_table
from dateline.index.metadata.whole_words import whole_words

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
_OF_PLACES = ("in", "to", "from", "of", "with", "across", "throughout", "visit", "neighbouring", "neighboring")
_SPOKEN = frozenset(
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
_SPEAKS = re.compile(
    r"\b(?:speaks?|spoke|spoken|speaking|learn(?:s|ed|ing)?|taught|teach(?:es)?|stud(?:y|ied|ies|ying)|fluent\s+in|"
    r"translated\s+into|written\s+in|published\s+in|dubbed\s+in(?:to)?|broadcasts?\s+in)\s+"
    r"(?:[A-Z][a-z]+(?:,\s+(?:and\s+)?|\s+and\s+|\s+or\s+))+\Z"
)
"""A list of languages: `speaks Swahili and Portuguese`."""
_GEORGIA = re.compile(r",\s+Georgia(?!\w)")
_LANGUAGE_ITSELF = re.compile(r"[-\s](?:language|speaking|speaker|speakers|dialect|lessons)\b")
_CAPITALISED_WORD = re.compile(r"(?<![\w'’-])[A-ZÀ-Þ][\w'’-]*\s+\Z")
_NO_PERSON_BEFORE = re.compile(r"(?:\b(?:the|a|an)\s+|[-‘'“\"])\Z", re.IGNORECASE)
"""`the Israel Iron Dome`, `U.S.-Israel`."""
_TREATY = re.compile(
    r"\s+(?:Accords?|Agreements?|Amendments?|Consensus|Conventions?|Criteria|Declaration|Memorandum|Pact|Principles|"
    r"Protocols?|Round|Statute|Treat(?:y|ies))\b"
)
_AGE = re.compile(r",\s\d{1,2},")
"""`Sofia, 9, and her sister`."""
_OF_FAMILY = re.compile(r"[A-ZÀ-Þ]\w+\s+(?i:de\s+la)\s+\Z")
"""`Miguel de la Madrid`."""
_WHO = re.compile(r",\swho(?:se)?\b")
"""`Holland, who has played`; behind a comma it may be a place: `of a college, Colombo, who`."""
_NEAR = 40
"""Code points around a name that are looked at."""
_SENTENCE_EDGE = re.compile(r"[.!?]\s|\n")


def is_guarded(found: Occurrence, text: str) -> bool:
    """Whether this occurrence means no country, by the words beside it."""
    return (
        _is_in_a_state(found, text) or _is_person(found, text) or _is_language(found, text) or _is_treaty(found, text)
    )


def _is_treaty(found: Occurrence, text: str) -> bool:
    """`the Kigali Amendment`: what was agreed in a capital speaks of no country."""
    return found.name.kind is MentionKind.CAPITAL and _TREATY.match(text, found.end) is not None


def _is_in_a_state(found: Occurrence, text: str) -> bool:
    """`Lebanon, Pa.`, `London, Ontario`: a place that has the name of a country or of its capital."""
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
    if _WHO.match(text, found.end) and not text.endswith(", ", 0, found.start):
        return True
    before = _WORD_BEFORE.search(text, max(0, found.start - 40), found.start)
    if before is not None and "family" in parts and _names_a_person(before, text):
        return True
    after = _WORD_AFTER.match(text, found.end)
    if "given" not in parts or after is None or not _may_be_surname(after[1]):
        return False
    has_title = before is not None and before[1].lower() in _TITLES
    if has_title or _opens(text, found.start):
        return True
    if is_common(after[1].lower()) or after[1].lower() in _TITLES or _is_after_place_word(text, found.start):
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
    """Whether a word stands before that places follow."""
    before = text[max(0, start - _PLACE_WORD_WITHIN) : start]
    return before[-1:].isspace() and before.rstrip().lower().endswith(_OF_PLACES)


_PLACE_WORD_WITHIN = 16


def _belongs_to_country(word: str) -> bool:
    return word.removesuffix("'s") in _after_country()


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a clause begins here: a full name does, and `in Israel Alvarez` would be strange."""
    near = text[max(0, start - _NEAR) : start]
    before = near.rstrip()[-1:]
    return not before or before in '.!?,;:"“(\n' or near.endswith("\n")


def _is_language(found: Occurrence, text: str) -> bool:
    if found.name.text.lower() not in _LANGUAGES:
        return False
    if _LANGUAGE_ITSELF.match(text, found.end):
        return True
    if _SPEAKS.search(text, max(0, found.start - 80), found.start):
        return True
    before = _WORD_BEFORE.search(text, max(0, found.start - 40), found.start)
    return before is not None and before[1].lower() in _SPOKEN and _AFTER_LANGUAGE.match(text, found.end) is not None


class _Meaning(msgspec.Struct, frozen=True):
    code: str | None
    cues: tuple[str, ...]


class Context:
    """The text around names, which decides what ambiguous ones mean."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, tuple[int, ...]] = {}
        self._persons: dict[str, bool] = {}

    def meaning(self, found: Occurrence, text: str) -> str | None:
        """The country that an occurrence means here; None where it means none."""
        meanings = _meanings().get(found.name.text.lower())
        if meanings is None:
            return found.name.code
        whole = self._counts(found.name.text.lower(), meanings)
        if not any(whole[1:]):
            return meanings[0].code
        start, end = _sentence(text, found)
        near = text[start : found.start] + " " + text[found.end : end]
        worth = [all_cues + 3 * _count(meaning, near) for all_cues, meaning in zip(whole, meanings, strict=True)]
        return meanings[worth.index(max(worth))].code

    def is_person(self, found: Occurrence, text: str) -> bool:
        """Whether a name alone is the family name of a person whom the text names in full elsewhere."""
        name = found.name.text
        if name.lower() not in _persons() or _is_after_place_word(text, found.start):
            return False
        if name not in self._persons:
            self._persons[name] = self._has_person(found)
        return self._persons[name]

    def _has_person(self, found: Occurrence) -> bool:
        """Whether a person has this name here, and no other name of the country stands beside it."""
        name = found.name
        entry = entries()[name.code or ""]
        if any(other in self._text for other in (*entry.demonyms, *entry.capitals) if other != name.text):
            return False
        places = whole_words(name.text, self._text)
        return any(_is_person(Occurrence(start, start + len(name.text), name), self._text) for start in places)

    def _counts(self, name: str, meanings: Sequence[_Meaning]) -> tuple[int, ...]:
        if name not in self._known:
            whole = self._text[:_CUES_WITHIN]
            others = [_count(meaning, whole) for meaning in meanings[1:]]
            # The first meaning is that of a name where nothing speaks for another.
            self._known[name] = (_count(meanings[0], whole) if any(others) else 0, *others)
        return self._known[name]


_CUES_WITHIN = 200_000
"""Where cues of a whole text are looked for: all of any report, and so much of a book that each name costs the same."""


def _count(meaning: _Meaning, text: str) -> int:
    """How many different cues a text has."""
    return len({cue.lower() for cue in _any_of(meaning.cues).findall(text)}) if meaning.cues else 0


@cache
def _any_of(cues: tuple[str, ...]) -> re.Pattern[str]:
    """Made when first met: most articles have no name that several countries have."""
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
    """A comma and a state or province; Georgia is left to the words around it, since Tbilisi lies in one too."""
    names = [name for row in read_table("us_states.txt") for name in (row[0], *row[1].split(";"))]
    names += [name for code, listed in read_table("provinces.txt") if code == "CA" for name in listed.split(";")]
    kept = sorted({name.strip() for name in names} - {"Georgia"}, key=len, reverse=True)
    return re.compile(rf",\s+(?:{'|'.join(map(re.escape, kept))})(?!\w)")
