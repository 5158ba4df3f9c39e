"""The words of offices in languages other than English, as `data/multilingual_offices.txt` has them.

An office word may be one with certain countries only: a `chanceler` is a head of government in Germany, a foreign
minister in Brazil.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

import msgspec

from dateline.index.analysis import fold, stemmer_of
from dateline.index.article import Status
from dateline.index.metadata.officials.multilingual.clitics import split_clitics, with_and_without_clitics
from dateline.index.metadata.officials.portfolios import DEPUTY
from dateline.index.metadata.tables import read_table
from dateline.index.metadata.tokens import Token, tokens_of

_LONGEST_PHRASE = 6
"""Words of the longest office or subject."""
_ANY_COUNTRY = "any"
_WITH_OWN_CASES = frozenset({"tr", "az", "ar"})
"""Languages in which another form of an office word means another thing, so that no stems are compared:
`prezidentin köməkçisi` is the president's aide."""

_BEGINNINGS = "beginning"
"""The kind of the first words of offices."""

Phrase = tuple[str, ...]
Meaning = TypeVar("Meaning")
_STATUSES = {"former": Status.FORMER, "acting": Status.ACTING, "designate": Status.DESIGNATE}
"""Kinds of words that say how an office is held."""


class OfficeMeaning(msgspec.Struct):
    """What an office word means: of itself, and with countries."""

    always: str | None = None
    of_countries: dict[str, str] = {}

    def portfolio(self, country: str | None) -> str | None:
        """What it means with a country or without; None where it is no national office there."""
        if country is None:
            return self.always
        return self.of_countries.get(country) or self.of_countries.get(_ANY_COUNTRY) or self.always


class OfficeWords(msgspec.Struct, frozen=True):
    """The words of one language."""

    language: str
    heads: Mapping[Phrase, OfficeMeaning]
    subjects: Mapping[Phrase, str]
    statuses: Mapping[Phrase, Status]
    kinds: Mapping[str, frozenset[str]]

    @property
    def beginnings(self) -> frozenset[str]:
        """The first words of all offices."""
        return self.kinds[_BEGINNINGS]

    def is_kind(self, kind: str, token: Token) -> bool:
        """Whether a token is one of the small words of this kind, alone or with others written before it."""
        listed = self.kinds.get(kind, frozenset())
        return any(word in listed for word in with_and_without_clitics(fold(token.plain), self.language))

    def head_at(self, tokens: Sequence[Token], at: int) -> tuple[int, OfficeMeaning | None]:
        """The number of tokens of the office word at a token, and what it means; German ones are compounds."""
        word = fold(tokens[at].plain)
        if self.beginnings.isdisjoint((word, word.removeprefix("ex"), *_stemmed((word,), self.language))):
            return 1, self._compound(word)
        for words in _phrases(tokens[at : at + _LONGEST_PHRASE]):
            found = self.heads.get(words) or self.heads.get(_stemmed(words, self.language))
            found = found or self.heads.get((words[0].removeprefix("ex"), *words[1:]))
            if found is not None:
                return len(words), found
        return 1, self._compound(word)

    def subject_at(self, tokens: Sequence[Token], at: int) -> tuple[int, str | None]:
        """The number of tokens of the subject that begins at a token, and its portfolio."""
        return _found_at(self.subjects, tokens, at)

    def subject_ending(self, tokens: Sequence[Token], end: int) -> tuple[int, str | None]:
        """The number of tokens of the subject that ends before a token, and its portfolio."""
        return _found_ending(self.subjects, tokens, end)

    def status_at(self, tokens: Sequence[Token], at: int) -> tuple[int, Status | None]:
        """The number of tokens of what begins at a token and says how an office is held."""
        return _found_at(self.statuses, tokens, at)

    def status_ending(self, tokens: Sequence[Token], end: int) -> tuple[int, Status | None]:
        """The same for what ends before a token."""
        return _found_ending(self.statuses, tokens, end)

    def is_office_word(self, token: Token) -> bool:
        """Whether a word is an office or a subject by itself."""
        word = (fold(token.plain),)
        return word in self.heads or word in self.subjects

    def _compound(self, word: str) -> OfficeMeaning | None:
        """`außenminister`: a German compound of a subject and an office that a subject tells."""
        if self.language != "de":
            return None
        for head in ("ministerinnen", "ministerin", "ministers", "minister"):
            subject = word.removesuffix(head)
            if subject != word and subject:
                plain = subject.replace("-", "").removeprefix("vize").removeprefix("us")
                found = (
                    self.subjects.get((plain,))
                    or self.subjects.get((f"{plain}s",))
                    or self.subjects.get((plain.rstrip("s"),))
                )
                return OfficeMeaning(f"{DEPUTY}{found}" if subject.startswith("vize") else found) if found else None
        return None


@cache
def office_words(language: str) -> OfficeWords:
    """The words of a language; none where the table has none."""
    heads: dict[Phrase, OfficeMeaning] = {}
    subjects: dict[Phrase, str] = {}
    statuses: dict[Phrase, Status] = {}
    kinds: dict[str, frozenset[str]] = {}
    for tag, kind, listed in read_table("multilingual_offices.txt"):
        if tag != language:
            continue
        name, *countries = kind.split()
        parts = [part.strip() for part in listed.split(";")]
        if name == "head":
            for words, portfolio in _meanings(parts, language):
                for form in dict.fromkeys((words, _stemmed(words, language))):
                    _add_meaning(heads.setdefault(form, OfficeMeaning(of_countries={})), portfolio, countries)
        elif name == "subject":
            for words, portfolio in _meanings(parts, language):
                subjects.setdefault(words, portfolio)
        elif name in _STATUSES:
            statuses.update((_phrase(part, language), _STATUSES[name]) for part in parts)
        else:
            kinds[name] = kinds.get(name, frozenset()).union(fold(word) for part in parts for word in part.split())
    kinds[_BEGINNINGS] = frozenset(words[0] for words in heads)
    return OfficeWords(language, heads, subjects, statuses, kinds)


def _meanings(parts: Sequence[str], language: str) -> Iterator[tuple[Phrase, str]]:
    for phrase, portfolio in (part.split("=") for part in parts):
        yield _phrase(phrase, language), portfolio


def _phrase(text: str, language: str) -> Phrase:
    tokens = (token for one in tokens_of(text) for token in split_clitics(one, language, frozenset()))
    return tuple(fold(token.plain) for token in tokens)


def _add_meaning(meaning: OfficeMeaning, portfolio: str, countries: Sequence[str]) -> None:
    if not countries:
        meaning.always = meaning.always or portfolio
    for country in countries:
        meaning.of_countries.setdefault(country, portfolio)


def _found_at(table: Mapping[Phrase, Meaning], tokens: Sequence[Token], at: int) -> tuple[int, Meaning | None]:
    for words in _phrases(tokens[at : at + _LONGEST_PHRASE]):
        if (found := table.get(words)) is not None:
            return len(words), found
    return 1, None


def _found_ending(table: Mapping[Phrase, Meaning], tokens: Sequence[Token], end: int) -> tuple[int, Meaning | None]:
    words = tuple(fold(token.plain) for token in tokens[max(0, end - _LONGEST_PHRASE) : end])
    for start in range(len(words)):
        if (found := table.get(words[start:])) is not None:
            return len(words) - start, found
    return 1, None


def _phrases(tokens: Sequence[Token]) -> Iterator[Phrase]:
    """The phrases that begin with the first token, longest first."""
    words = tuple(fold(token.plain) for token in tokens)
    for length in range(len(words), 0, -1):
        yield words[:length]


def _stemmed(words: Phrase, language: str) -> Phrase:
    return words if language in _WITH_OWN_CASES else tuple(map(stemmer_of(language), words))
