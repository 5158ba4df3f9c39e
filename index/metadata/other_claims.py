"""Who is said to hold which office in French, German, Spanish and Russian, by the words of `data/other_offices.txt`.

le président français A B; le ministre de la Défense du Mali, A B     subject and country behind the office
Außenminister A B; der russische Präsident A B; Frankreichs Präsident  German has them before, or in one word
A B, ministro de Exteriores de Cuba                                   the name before
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from dateline.index.analysis import fold, stemmer_of
from dateline.index.article import Part, Status
from dateline.index.metadata.claim import Claim
from dateline.index.metadata.countries import Found
from dateline.index.metadata.leaders import countries_of_leader
from dateline.index.metadata.offices import DEPUTY
from dateline.index.metadata.passages import Countries
from dateline.index.metadata.person_names import PersonName, Token, tokens_of
from dateline.index.metadata.tables import read_table
from dateline.index.metadata.words import words as words_of

LANGUAGES = frozenset({"fr", "de", "es", "ru"})
"""Languages whose offices are read."""
_LONGEST_NAME = 6
_LONGEST_ACRONYM = 6
_PARTY_OFFICE = re.compile(r".+[-‑](?:chef|chefin|obmann|obfrau|vorsitzender|vorsitzende|politiker|politikerin)\Z")
"""What German puts between an office and a name: `Vizekanzler und ÖVP-Obmann A B`."""
_LONGEST_PHRASE = 5
"""Words of the longest office or subject."""
_BETWEEN = 4
"""Words of a verb between a name and its office: `a été réélu`."""
_FURTHEST = 14
"""Tokens behind an office in which its holder's name begins."""
_ELISION = re.compile(r"\b[dDlL]['’]")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


class _Words(msgspec.Struct, frozen=True):
    """The words of one language."""

    heads: Mapping[tuple[str, ...], str]
    subjects: Mapping[tuple[str, ...], str]
    kinds: Mapping[str, frozenset[str]]

    def is_kind(self, kind: str, token: Token) -> bool:
        return fold(token.plain) in self.kinds.get(kind, ())


class _Office(msgspec.Struct, frozen=True):
    """An office as it stands in a text: tokens `first` to `after`, not included."""

    portfolio: str
    status: Status
    country: str | None
    first: int
    after: int


def read_other_claims(text: str, countries: Sequence[Found], language: str, part: Part = Part.BODY) -> Iterator[Claim]:
    """All claims of a text in one of `LANGUAGES`, in the order of their offices."""
    known = Countries(countries)
    for paragraph in _PARAGRAPH.finditer(text):
        yield from _Reader(text, paragraph.start(), paragraph.end(), known, language, part).read()


class _Reader:
    """Reads one paragraph."""

    def __init__(self, text: str, start: int, end: int, countries: Countries, language: str, part: Part) -> None:
        self._text = text
        self._tokens = [apart for token in tokens_of(text, start, end) for apart in _without_elision(token)]
        self._starts = [token.start for token in self._tokens]
        self._countries = countries
        self._words = _words(language)
        self._language = language
        self._part = part

    def read(self) -> Iterator[Claim]:
        at = 0
        while at < len(self._tokens):
            office = self._office(at)
            claim = self._claim(office) if office is not None else None
            if claim is not None:
                yield claim
            at = max(at + 1, office.after if office is not None else 0)

    def _office(self, at: int) -> _Office | None:
        length, portfolio = self._head(at)
        if portfolio is None:
            return None
        first, status = self._before(at)
        if self._tokens[at].plain.startswith("ex"):
            status = Status.FORMER
        end = at + length
        subject, country, after = self._behind(end)
        if country is None and (found := self._country_before(first)) is not None:
            country = found.code
            first, standing = self._before(self._token_at(found.start))
            status = status if standing is Status.CURRENT else standing
        if portfolio.endswith("?"):
            portfolio = portfolio.removesuffix("?") + (subject or "other")
        if self._is_another(first, after):
            return None
        return _Office(portfolio, status, country, first, after)

    def _head(self, at: int) -> tuple[int, str | None]:
        """The number of tokens of an office word at a token, and its portfolio; German ones are compounds."""
        for length in range(min(_LONGEST_PHRASE, len(self._tokens) - at), 0, -1):
            words = tuple(fold(token.plain) for token in self._tokens[at : at + length])
            found = self._words.heads.get(words) or self._words.heads.get(_stemmed(words, self._language))
            found = found or self._words.heads.get((words[0].removeprefix("ex"), *words[1:]))
            if found is not None:
                return length, found
        return 1, _compound(fold(self._tokens[at].plain), self._words) if self._language == "de" else None

    def _before(self, at: int) -> tuple[int, Status]:
        """The first token of what stands before an office and says how it is held."""
        status = Status.CURRENT
        while at > 0:
            token = self._tokens[at - 1]
            found = next((one for kind, one in _STANDING.items() if self._words.is_kind(kind, token)), None)
            if found is None and token.text not in {"-", "‑"}:
                break
            status = found or status
            at -= 1
        return at, status

    def _behind(self, at: int) -> tuple[str | None, str | None, int]:
        """Subject and country behind an office, in either order, and the token after them."""
        subject: str | None = None
        country: str | None = None
        end = at
        while at < len(self._tokens):
            here = self._countries.starting_from(self._tokens[at].start, within=0)
            length, found = self._subject(at)
            if here is not None and country is None:
                country = here.code
                at = end = self._token_from(here.end, at)
            elif found is not None:
                subject = subject or found
                at = end = at + length
            elif self._words.is_kind("link", self._tokens[at]) or self._words.is_kind("acting", self._tokens[at]):
                at += 1
            else:
                break
        return subject, country, end

    def _subject(self, at: int) -> tuple[int, str | None]:
        for length in range(min(_LONGEST_PHRASE, len(self._tokens) - at), 0, -1):
            words = tuple(fold(token.plain) for token in self._tokens[at : at + length])
            found = self._words.subjects.get(words)
            if found is not None:
                return length, found
        return 1, None

    def _token_at(self, offset: int) -> int:
        return bisect.bisect_right(self._starts, offset) - 1

    def _country_before(self, first: int) -> Found | None:
        """`Frankreichs Präsident`, `der russische Präsident`."""
        if first == 0:
            return None
        start = self._tokens[first].start
        found = self._countries.ending_by(start, within=2)
        return found if found is not None and not self._text[found.end : start].strip(" -") else None

    def _is_another(self, first: int, after: int) -> bool:
        before, behind = self._tokens[max(0, first - 2) : first], self._tokens[after : after + 3]
        if any(self._words.is_kind("other", token) for token in before):
            return True
        for at, token in enumerate(behind, after):
            if token.text in {",", "."} or self._words.is_kind("other", token):
                return self._words.is_kind("other", token)
            if not self._words.is_kind("link", token):
                return self._is_acronym(token) or (at > after and self._is_body(at))
        return False

    def _is_body(self, at: int) -> bool:
        """`président de l'International Aids Society`."""
        end = at
        while end < len(self._tokens) and end - at < _LONGEST_NAME and self._tokens[end].text[0].isupper():
            end += 1
        return self._has_organisation(at, end)

    def _has_organisation(self, start: int, end: int) -> bool:
        """Whether words that look like a name are those of a body."""
        return any(fold(token.plain) in _organisations() for token in self._tokens[start:end])

    def _is_acronym(self, token: Token) -> bool:
        """`président de la FIF`: of no country, since those are read before."""
        is_short = 1 < len(token.text) <= _LONGEST_ACRONYM and token.text.isupper()
        return is_short and self._countries.starting_from(token.start, within=0) is None

    def _claim(self, office: _Office) -> Claim | None:
        name = self._name_after(office) or self._name_before(office)
        if name is None:
            return None
        start, end = self._tokens[office.first].start, self._tokens[office.after - 1].end
        written = self._text[start:end]
        apposed = name.start < start
        return Claim(
            office.portfolio, office.status, office.country, name, start, end, written, self._part, apposed=apposed
        )

    def _name_after(self, office: _Office) -> PersonName | None:
        at = self._behind_party_office(office.after)
        if at and self._is_new_sentence(at):
            return None
        while at < len(self._tokens) and at - office.after < _FURTHEST:
            token = self._tokens[at]
            is_title = self._words.is_kind("title", token) or self._words.is_kind("acting", token)
            is_article = at > office.after and self._words.is_kind("link", token)
            if not (is_title or is_article or token.text in {",", ":"}):
                break
            at += 1
        name = self._name_at(at)
        if name is None or not (name.is_full or countries_of_leader(name.text)):
            return None
        return name

    def _behind_party_office(self, at: int) -> int:
        joined = self._tokens[at : at + 2]
        is_party = len(joined) == 2 and joined[0].plain == "und" and _PARTY_OFFICE.match(joined[1].plain) is not None
        return at + 2 if is_party else at

    def _name_at(self, at: int) -> PersonName | None:
        end = at
        while end < len(self._tokens) and end - at < _LONGEST_NAME and self._is_name_word(end, first=end == at):
            if end > at and self._is_new_sentence(end):
                break
            end += 1
        while end > at and self._words.is_kind("particle", self._tokens[end - 1]):
            end -= 1
        return self._made(at, end)

    def _name_before(self, office: _Office) -> PersonName | None:
        """`A B, der russische Präsident`: behind the name a comma, an article and the country at most."""
        at = office.first
        while at > 0 and office.first - at < _BETWEEN and self._words.is_kind("verb", self._tokens[at - 1]):
            at -= 1
        by_verb = at < office.first
        for _ in range(3):
            if (
                not by_verb
                and at > 0
                and self._tokens[at - 1].text != ","
                and not self._is_name_word(at - 1, first=True)
            ):
                at -= 1
        if at == 0 or not (by_verb or self._tokens[at - 1].text == ","):
            return None
        end = start = at if by_verb else at - 1
        while start > 0 and end - start < _LONGEST_NAME and self._is_name_word(start - 1, first=start == end):
            if start < end and self._is_new_sentence(start):
                break
            start -= 1
        while start < end and self._words.is_kind("particle", self._tokens[start]):
            start += 1
        name = self._made(start, end)
        return name if name is not None and name.is_full else None

    def _is_between(self, at: int) -> bool:
        return self._tokens[at].text != "," and not self._is_name_word(at, first=True)

    def _is_name_word(self, at: int, *, first: bool) -> bool:
        token = self._tokens[at]
        if not first and self._words.is_kind("particle", token):
            return True
        if not token.text[0].isupper() or self._countries.starting_from(token.start, within=0) is not None:
            return False
        word = fold(token.plain)
        return (word,) not in self._words.heads and (word,) not in self._words.subjects and word not in _NO_NAMES

    def _is_new_sentence(self, at: int) -> bool:
        if at == 0:
            return False
        before = self._tokens[at - 1]
        return before.text.endswith(".") and len(before.plain) > 2

    def _made(self, start: int, end: int) -> PersonName | None:
        if start >= end or self._has_organisation(start, end):
            return None
        first, last = self._tokens[start].start, self._tokens[end - 1].end
        text = self._text[first:last].rstrip(".")
        return PersonName(text, first, first + len(text), end) if len(text) > 2 else None

    def _token_from(self, offset: int, at: int) -> int:
        while at < len(self._tokens) and self._tokens[at].start < offset:
            at += 1
        return at


_STANDING = {
    "former": Status.FORMER,
    "acting": Status.ACTING,
    "designate": Status.DESIGNATE,
}
_NO_NAMES = frozenset(
    "le la les un une il elle der die das ein eine er sie es el los las una en am im in nach bei mit auf und et y "
    "и в на по он она".split()
)
"""Words with a capital that open a sentence and no name."""


@cache
def _organisations() -> frozenset[str]:
    return frozenset(map(fold, words_of("organisation")))


def _without_elision(token: Token) -> Iterator[Token]:
    """`d'Azerbaïdjan` apart; a name as `d'Estaing` stays whole where it stands within one."""
    if _ELISION.match(token.text) and len(token.text) > 2:
        yield Token(token.text[:2], token.start, token.start + 2, token.plain[0])
        yield Token(token.text[2:], token.start + 2, token.end, token.plain[2:])
    else:
        yield token


def _compound(word: str, words: _Words) -> str | None:
    """`außenminister`: a German compound of a subject and an office that a subject tells."""
    for head in ("ministerinnen", "ministerin", "ministers", "minister"):
        subject = word.removesuffix(head)
        if subject != word and subject:
            plain = subject.replace("-", "").removeprefix("vize").removeprefix("us")
            found = (
                words.subjects.get((plain,))
                or words.subjects.get((f"{plain}s",))
                or words.subjects.get((plain.rstrip("s"),))
            )
            return found and (f"{DEPUTY}{found}" if subject.startswith("vize") else found)
    return None


def _stemmed(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    stem = stemmer_of(language)
    return tuple(map(stem, words))


@cache
def _words(language: str) -> _Words:
    heads: dict[tuple[str, ...], str] = {}
    subjects: dict[tuple[str, ...], str] = {}
    kinds: dict[str, frozenset[str]] = {}
    for tag, kind, listed in read_table("other_offices.txt"):
        if tag != language:
            continue
        parts = [part.strip() for part in listed.split(";")]
        if kind in {"head", "subject"}:
            for phrase, portfolio in (part.split("=") for part in parts):
                words = tuple(fold(token.plain) for one in tokens_of(phrase) for token in _without_elision(one))
                table = heads if kind == "head" else subjects
                table.setdefault(words, portfolio)
                if kind == "head":
                    heads.setdefault(_stemmed(words, language), portfolio)
        else:
            kinds[kind] = frozenset(fold(word) for part in parts for word in part.split())
    return _Words(heads, subjects, kinds)
