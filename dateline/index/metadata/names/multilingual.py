"""Find names of persons beside an office in languages other than English, by their capitals.

`names/arabic.py` implements the same Protocol for a script without capitals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol

import msgspec

from dateline.index.analysis import fold
from dateline.index.metadata.countries.found import CountriesByOffset
from dateline.index.metadata.names.cases import first_case
from dateline.index.metadata.names.person_name import PersonName
from dateline.index.metadata.officials.multilingual.vocabulary import OfficeWords
from dateline.index.metadata.tables import words as words_of
from dateline.index.metadata.tokens import Token

_LONGEST_NAME = 6
_LONGEST_ENDING = 3
"""Letters in the longest case ending."""
_OBJECT = "@"
"""Stands in `data/name_cases.txt` for an office word in the case of an object."""
_BETWEEN = 4
"""Maximum words of a verb between a name and its office: `a été réélu`."""
_NO_NAMES = frozenset(
    "le la les un une il elle der die das ein eine er sie es el los las una en am im in nach bei mit auf und et y "
    "и в на по он она o a os as um uma ele ela em no na e bu o ve bir və bu".split()
)
"""Capitalised words that open a sentence but not a name."""
_CASE_ENDINGS: Mapping[str, re.Pattern[str]] = {
    # `Əliyevin`, `Həsənovla`, `Əliyevanın`; but `Həsənova` may be a woman's name.
    "az": re.compile(r"(?<=[oe]v)(?:[ıiuü]n?|ə|l[aə]|d[aə]n?)\Z|(?<=[oe]va)(?:n[ıi]n?|ya|yla|dan?)\Z"),
}
"""Case endings, recognised by the form of the family name."""
_POSSIBLE_CASE_ENDINGS: Mapping[str, re.Pattern[str]] = {
    "az": re.compile(r"n?[ıiuü]n?|y?[aə]|y?l[aə]|d[aə]n?"),
}
"""Endings that count as case endings only if the text also has the name without them."""


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph with its tokens, countries and office words."""

    text: str
    tokens: Sequence[Token]
    countries: CountriesByOffset
    words: OfficeWords

    def is_kind(self, kind: str, at: int) -> bool:
        """Whether a token is a word of this kind."""
        return self.words.is_kind(kind, self.tokens[at])

    def is_country(self, at: int) -> bool:
        """Whether the name of a country begins at a token."""
        return self.countries.starting_from(self.tokens[at].start, within=0) is not None

    def is_new_sentence(self, at: int) -> bool:
        """Whether the token before it ends a sentence."""
        before = self.tokens[at - 1] if at else None
        return before is not None and before.text.endswith(".") and len(before.plain) > 2

    def has_joined_ending(self, at: int) -> bool:
        """Whether an apostrophe joins a case ending to a token: `Trump'la`."""
        end = self.tokens[at].end
        return self.text[end : end + 1] in {"'", "’"}

    def has_organisation(self, start: int, end: int) -> bool:
        """Whether an apparent name contains the word of an organisation."""
        return any(fold(token.plain) in _organisations() for token in self.tokens[start:end])

    def name(self, start: int, end: int) -> PersonName | None:
        """The tokens from `start` to before `end` as a name; None if they cannot be one."""
        if start >= end or self.has_organisation(start, end):
            return None
        first = self.tokens[start].start
        written = self.text[first : self.tokens[end - 1].end].rstrip(".")
        text = self._without_case(written)
        stop = first + (len(text) if written.startswith(text) else len(written))
        return PersonName(text, first, stop, end) if len(text) > 2 else None

    def in_first_case(self, name: PersonName, office: str) -> PersonName:
        """A name after an office word in a grammatical case, in its first case."""
        if self.words.is_first_case(office):
            return name
        text = first_case(name.text, office, self.words.language)
        return msgspec.structs.replace(name, text=text)

    def _without_case(self, name: str) -> str:
        """A name without its case ending: `Putinlə` becomes `Putin` if the text has that too."""
        language = self.words.language
        if language not in _CASE_ENDINGS:
            return name
        stripped = _CASE_ENDINGS[language].sub("", name)
        ends = [len(name) - length for length in range(1, _LONGEST_ENDING + 1)] if stripped == name else []
        bare = (name[:end] for end in ends if _POSSIBLE_CASE_ENDINGS[language].fullmatch(name, end))
        return next((one for one in bare if re.search(rf"\b{re.escape(one.split()[-1])}\b", self.text)), stripped)


class Names(Protocol):
    """Finds the names in a paragraph."""

    def at(self, at: int, *, office: str | None) -> PersonName | None:
        """The name that begins at a token; after an office word in a grammatical case, in its first case."""
        ...

    def ending(self, end: int) -> PersonName | None:
        """The name that ends before a token."""
        ...

    def before(self, first: int, *, of_country: bool) -> PersonName | None:
        """The full name before an office; `of_country` if the office has its country beside it."""
        ...


class NamesInCapitals:
    """Finds names whose words begin with a capital."""

    def __init__(self, paragraph: Paragraph) -> None:
        self._paragraph = paragraph
        self._tokens = paragraph.tokens

    def at(self, at: int, *, office: str | None) -> PersonName | None:
        """The name that begins at a token: capitalised words of one sentence, with particles between them."""
        end = at
        while end < len(self._tokens) and end - at < _LONGEST_NAME and self._is_name_word(end, first=end == at):
            if end > at and (self._paragraph.is_new_sentence(end) or self._paragraph.has_joined_ending(end - 1)):
                break
            end += 1
        while end > at and self._paragraph.is_kind("particle", end - 1):
            end -= 1
        name = self._paragraph.name(at, end)
        return name if name is None or office is None else self._paragraph.in_first_case(name, office)

    def ending(self, end: int) -> PersonName | None:
        """The name that ends before a token; after a verb of naming it is in the case of an object."""
        start = self._start(end)
        name = self._paragraph.name(start, end)
        return name if name is None else self._paragraph.in_first_case(name, _OBJECT)

    def before(self, first: int, *, of_country: bool) -> PersonName | None:
        """The name before an office; comma, article and country may be between: `A B, der russische Präsident`."""
        del of_country
        at = first
        while at > 0 and first - at < _BETWEEN and self._paragraph.is_kind("verb", at - 1):
            at -= 1
        by_verb = at < first
        for _ in range(3):
            if not by_verb and at > 0 and self._is_between(at - 1) and not self._paragraph.is_new_sentence(at):
                at -= 1
        if at == 0 or not (by_verb or self._tokens[at - 1].text == ","):
            return None
        end = at if by_verb else at - 1
        name = self._paragraph.name(self._start(end), end)
        return name if name is not None and name.is_full else None

    def _start(self, end: int) -> int:
        """The first token of the name that ends before a token; `end` if there is none."""
        start = end
        while start > 0 and end - start < _LONGEST_NAME and self._is_name_word(start - 1, first=start == end):
            if start < end and self._paragraph.is_new_sentence(start):
                break
            start -= 1
        while start < end and self._paragraph.is_kind("particle", start):
            start += 1
        return start

    def _is_between(self, at: int) -> bool:
        return self._tokens[at].text != "," and not self._is_name_word(at, first=True)

    def _is_name_word(self, at: int, *, first: bool) -> bool:
        token = self._tokens[at]
        if not first and self._paragraph.is_kind("particle", at):
            return True
        if not token.text[0].isupper() or self._paragraph.is_country(at):
            return False
        return not self._paragraph.words.is_office_word(token) and fold(token.plain) not in _NO_NAMES


@cache
def _organisations() -> frozenset[str]:
    return frozenset(map(fold, words_of("organisation")))
