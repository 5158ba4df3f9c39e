"""The words of offices in languages other than English, from `data/multilingual_offices.txt`.

The meaning of an office word may depend on the country: a `chanceler` is the head of government in Germany, the
foreign minister in Brazil.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

import msgspec

from dateline.index.analysis import fold, stemmer_of
from dateline.index.article import Status
from dateline.index.metadata.officials.cues import statuses
from dateline.index.metadata.officials.multilingual.clitics import split_clitics, with_and_without_clitics
from dateline.index.metadata.officials.portfolios import DEPUTY
from dateline.index.metadata.tables import read_table
from dateline.index.metadata.tokens import Token, tokens_of

_LONGEST_PHRASE = 6
"""Words in the longest office or subject."""
_ANY_COUNTRY = "any"
_NOT_STEMMED = frozenset({"tr", "az", "ar", "fa", "pl", "uk", "id"})
"""Languages whose office words are not stemmed, since another form has another meaning: `prezidentin köməkçisi` is
the president's aide."""

_BEGINNINGS = "beginning"
"""The kind under which the first words of offices are kept."""
STATUS = "status"
"""The kind under which the words of all statuses are kept."""

Phrase = tuple[str, ...]
Meaning = TypeVar("Meaning")


class OfficeMeaning(msgspec.Struct):
    """The portfolio of an office word: on its own, and with certain countries."""

    always: str | None = None
    of_countries: dict[str, str] = {}

    def portfolio(self, country: str | None) -> str | None:
        """The portfolio for a country, or without one; None if it is not a national office there."""
        if country is None:
            return self.always
        return self.of_countries.get(country) or self.of_countries.get(_ANY_COUNTRY) or self.always


class OfficeWords(msgspec.Struct, frozen=True):
    """The office words of one language."""

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
        """Whether a token, with or without clitics, is a word of this kind."""
        listed = self.kinds.get(kind, frozenset())
        return any(word in listed for word in with_and_without_clitics(fold(token.plain), self.language))

    def head_at(self, tokens: Sequence[Token], at: int) -> tuple[int, OfficeMeaning | None]:
        """Length in tokens and meaning of the office word at a token; German ones may be compounds."""
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
        """Length in tokens and portfolio of the subject that begins at a token."""
        return _found_at(self.subjects, tokens, at)

    def subject_ending(self, tokens: Sequence[Token], end: int) -> tuple[int, str | None]:
        """Length in tokens and portfolio of the subject that ends before a token."""
        return _found_ending(self.subjects, tokens, end)

    def status_at(self, tokens: Sequence[Token], at: int) -> tuple[int, Status | None]:
        """Length in tokens and status of the status words that begin at a token."""
        return _found_at(self.statuses, tokens, at)

    def status_ending(self, tokens: Sequence[Token], end: int) -> tuple[int, Status | None]:
        """Length in tokens and status of the status words that end before a token."""
        return _found_ending(self.statuses, tokens, end)

    def is_first_case(self, office: str) -> bool:
        """Whether an office word that ends as if in another case is in its first: `глава`."""
        return fold(office.lower()) in self.kinds.get("first", frozenset())

    def is_office_word(self, token: Token) -> bool:
        """Whether a single word is an office or a subject."""
        word = (fold(token.plain),)
        return word in self.heads or word in self.subjects

    def _compound(self, word: str) -> OfficeMeaning | None:
        """The meaning of a German compound of a subject and `minister`: `außenminister`."""
        if self.language != "de":
            return None
        for head in ("ministerinnen", "ministerin", "ministers", "minister"):
            subject = word.removesuffix(head)
            if subject != word and subject:
                plain = subject.replace("-", "").removeprefix("vize").removeprefix("us").removeprefix("bundes")
                found = (
                    self.subjects.get((plain,))
                    or self.subjects.get((f"{plain}s",))
                    or self.subjects.get((plain.rstrip("s"),))
                )
                return OfficeMeaning(f"{DEPUTY}{found}" if subject.startswith("vize") else found) if found else None
        return None


@cache
def languages() -> frozenset[str]:
    """The languages that have office words."""
    return frozenset(row[0] for row in read_table("multilingual_offices.txt"))


@cache
def office_words(language: str) -> OfficeWords:
    """The office words of a language; empty if the table has none."""
    heads: dict[Phrase, OfficeMeaning] = {}
    subjects: dict[Phrase, str] = {}
    kinds: dict[str, frozenset[str]] = {}
    for tag, kind, listed in read_table("multilingual_offices.txt"):
        if tag != language:
            continue
        name, *countries = kind.split()
        phrases = [phrase.strip() for phrase in listed.split(";")]
        if name == "head":
            for words, portfolio in _meanings(phrases, language):
                for form in dict.fromkeys((words, _stemmed(words, language))):
                    _add_meaning(heads.setdefault(form, OfficeMeaning(of_countries={})), portfolio, countries)
        elif name == "subject":
            for words, portfolio in _meanings(phrases, language):
                subjects.setdefault(words, portfolio)
        else:
            kinds[name] = kinds.get(name, frozenset()).union(map(fold, listed.replace(";", " ").split()))
    kinds[_BEGINNINGS] = frozenset(words[0] for words in heads)
    held = {_phrase(phrase, language): status for phrase, status in statuses(language).items()}
    kinds[STATUS] = frozenset(word for phrase in held for word in phrase)
    return OfficeWords(language, heads, subjects, held, kinds)


def _meanings(listed: Sequence[str], language: str) -> Iterator[tuple[Phrase, str]]:
    for phrase, portfolio in (each.split("=") for each in listed):
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
    return words if language in _NOT_STEMMED else tuple(map(stemmer_of(language), words))
