"""Who is said to hold which office in languages other than English, by the words of `data/multilingual_offices.txt`.

le président français A B; le ministre de la Défense du Mali, A B     subject and country behind the office
Außenminister A B; der russische Präsident A B; Frankreichs Präsident  German has them before, or in one word
A B, ministro de Exteriores de Cuba                                   the name before
Azərbaycanın müdafiə naziri A B; ABD Dışişleri Bakanı A B             country and subject before the office
وزير الخارجية المصري                                                  Arabic: the name behind has no capitals
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

import msgspec

from dateline.index.article import Part, Status
from dateline.index.metadata.countries.found import CountriesByOffset, FoundCountry
from dateline.index.metadata.names.arabic import ArabicNames
from dateline.index.metadata.names.leaders import countries_of_leader
from dateline.index.metadata.names.multilingual import Names, NamesInCapitals, Paragraph
from dateline.index.metadata.names.person_name import PersonName
from dateline.index.metadata.officials.claim import Claim
from dateline.index.metadata.officials.multilingual.clitics import split_clitics
from dateline.index.metadata.officials.multilingual.vocabulary import office_words
from dateline.index.metadata.officials.portfolios import DEPUTY
from dateline.index.metadata.tokens import Token, tokens_of

LANGUAGES = frozenset({"fr", "de", "es", "ru", "pt", "tr", "az", "ar"})
"""Languages whose offices are read."""
_SUBJECT_FIRST = frozenset({"tr", "az"})
"""Languages in which country and subject stand before the office."""
_LONGEST_ACRONYM = 6
_LONGEST_BODY = 6
"""Words of a body's name that are looked at."""
_PARTY_OFFICE = re.compile(r".+[-‑](?:chef|chefin|obmann|obfrau|vorsitzender|vorsitzende|politiker|politikerin)\Z")
"""What German puts between an office and a name: `Vizekanzler und ÖVP-Obmann A B`."""
_FURTHEST = 14
"""Tokens behind an office in which its holder's name begins."""
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


class _Office(msgspec.Struct, frozen=True):
    """An office as it stands in a text: tokens `first` to `after`, not included."""

    portfolio: str
    status: Status
    country: str | None
    first: int
    after: int


class _Modifiers(msgspec.Struct, frozen=True):
    """What stands on one side of an office word, as far as a token: `end` behind it, or the first one before it."""

    subject: str | None
    country: str | None
    status: Status
    end: int


def read_multilingual_claims(
    text: str, countries: Sequence[FoundCountry], language: str, part: Part = Part.BODY
) -> Iterator[Claim]:
    """All claims of a text in one of `LANGUAGES`, in the order of their offices."""
    known = CountriesByOffset(countries)
    for match in _PARAGRAPH.finditer(text):
        words = office_words(language)
        whole = tokens_of(text, match.start(), match.end())
        tokens = [token for one in whole for token in split_clitics(one, language, words.beginnings)]
        yield from _Reader(Paragraph(text, tokens, known, words), part).read()


class _Reader:
    """Reads one paragraph."""

    def __init__(self, paragraph: Paragraph, part: Part) -> None:
        self._paragraph = paragraph
        self._tokens = paragraph.tokens
        self._starts = [token.start for token in paragraph.tokens]
        self._words = paragraph.words
        self._names: Names = ArabicNames(paragraph) if paragraph.words.language == "ar" else NamesInCapitals(paragraph)
        self._part = part
        self._last: _Office | None = None

    def read(self) -> Iterator[Claim]:
        for offices in self._side_by_side():
            name = self._name_of(offices)
            if name is not None:
                yield from (self._claim(office, name) for office in offices)

    def _side_by_side(self) -> Iterator[list[_Office]]:
        """The offices of the paragraph; those with nothing between them are one person's."""
        offices: list[_Office] = []
        at = 0
        while at < len(self._tokens):
            office = self._office(at)
            if office is not None:
                if offices and offices[-1].after != office.first:
                    yield offices
                    offices = []
                offices.append(office)
                self._last = office
            at = max(at + 1, office.after if office is not None else 0)
        if offices:
            yield offices

    @property
    def _taken(self) -> int:
        """The token behind the last office."""
        return self._last.after if self._last is not None else 0

    def _office(self, at: int) -> _Office | None:
        length, meaning = self._words.head_at(self._tokens, at)
        if meaning is None:
            return None
        is_subject_first = self._words.language in _SUBJECT_FIRST
        before = self._country_and_subject_before(at) if is_subject_first else self._status_before(at)
        behind = self._nothing(at + length) if is_subject_first else self._behind(at + length)
        first, country, status = before.end, before.country or behind.country, _said(before.status, behind.status)
        if country is None and (found := self._country_before(first)) is not None:
            country = found.code
            beyond = self._status_before(self._token_at(found.start))
            first, status = beyond.end, _said(beyond.status, status)
        if self._tokens[at].plain.startswith("ex"):
            status = Status.FORMER
        portfolio = meaning.portfolio(country)
        if portfolio is None or self._is_another(first, behind.end):
            return None
        told = self._portfolio_before(at) if portfolio.endswith("!") else before.subject or behind.subject or "other"
        if told is None:
            return None
        return _Office(_with(portfolio, told), status, country, first, behind.end)

    def _portfolio_before(self, at: int) -> str | None:
        """That of the office named before in the same sentence: a counterpart has it too."""
        if self._last is None or any(self._tokens[one].text.endswith(".") for one in range(self._last.after, at)):
            return None
        return self._last.portfolio

    def _status_before(self, at: int) -> _Modifiers:
        """What stands before an office and says how it is held."""
        status = Status.CURRENT
        while at > 0:
            length, found = self._words.status_ending(self._tokens, at)
            if found is None and self._tokens[at - 1].text not in {"-", "‑"}:
                break
            status = found or status
            at -= length
        return _Modifiers(None, None, status, at)

    def _country_and_subject_before(self, at: int) -> _Modifiers:
        """`Azərbaycan Respublikasının müdafiə naziri`: an office's country, how it is held, and its subject."""
        subject, first = self._subject_before(at)
        standing = self._status_before(first)
        at = first = standing.end
        while at > 0 and self._paragraph.is_kind("link", at - 1):
            at -= 1
        found = self._paragraph.countries.ending_by(self._tokens[at].start, within=_LONGEST_CASE) if at else None
        if found is None or found.end < self._tokens[at - 1].end:
            return _Modifiers(subject, None, standing.status, first)
        beyond = self._status_before(self._token_at(found.start))
        return _Modifiers(subject, found.code, _said(standing.status, beyond.status), beyond.end)

    def _subject_before(self, at: int) -> tuple[str | None, int]:
        """The first of the subjects that end at an office, and its first token."""
        subject: str | None = None
        first = at
        while at > 0:
            length, found = self._words.subject_ending(self._tokens, at)
            if found is not None:
                subject = found
                at = first = at - length
            elif subject is not None and at == first and self._paragraph.is_kind("and", at - 1):
                at -= 1
            else:
                break
        return subject, first

    def _nothing(self, at: int) -> _Modifiers:
        return _Modifiers(None, None, Status.CURRENT, at)

    def _behind(self, at: int) -> _Modifiers:
        """Subject and country behind an office, in either order, and how it is held."""
        subject: str | None = None
        country: str | None = None
        status = Status.CURRENT
        end = at
        while at < len(self._tokens):
            here = self._paragraph.countries.starting_from(self._tokens[at].start, within=0)
            length, found = self._words.subject_at(self._tokens, at)
            # Behind `and` it is another office that is held so: `président du Mali et ancien ministre`.
            how_long, standing = self._words.status_at(self._tokens, at) if at == end else (0, None)
            if here is not None and country is None:
                country = here.code
                at = end = self._token_from(here.end, at)
            elif found is not None:
                subject = subject or found
                at = end = at + length
            elif standing is not None:
                status = standing
                at = end = at + how_long
            elif self._paragraph.is_kind("link", at):
                at += 1
            else:
                break
        return _Modifiers(subject, country, status, end)

    def _token_at(self, offset: int) -> int:
        return bisect.bisect_right(self._starts, offset) - 1

    def _country_before(self, first: int) -> FoundCountry | None:
        """`Frankreichs Präsident`, `der russische Präsident`; none of another office's."""
        if first == self._taken:
            return None
        start = self._tokens[first].start
        found = self._paragraph.countries.ending_by(start, within=2)
        return found if found is not None and not self._paragraph.text[found.end : start].strip(" -") else None

    def _is_another(self, first: int, after: int) -> bool:
        if any(self._paragraph.is_kind("other", at) for at in range(max(self._taken, first - 2), first)):
            return True
        for at in range(after, min(after + 3, len(self._tokens))):
            token = self._tokens[at]
            if token.text in {",", ".", "،"} or self._paragraph.is_kind("other", at):
                return self._paragraph.is_kind("other", at)
            if not self._paragraph.is_kind("link", at):
                return self._is_acronym(token) or (at > after and self._is_body(at))
        return False

    def _is_body(self, at: int) -> bool:
        """`président de l'International Aids Society`."""
        end = at
        while end < len(self._tokens) and end - at < _LONGEST_BODY and self._tokens[end].text[0].isupper():
            end += 1
        return self._paragraph.has_organisation(at, end)

    def _is_acronym(self, token: Token) -> bool:
        """`président de la FIF`: of no country, since those are read before."""
        is_short = 1 < len(token.text) <= _LONGEST_ACRONYM and token.text.isupper()
        return is_short and self._paragraph.countries.starting_from(token.start, within=0) is None

    def _name_of(self, offices: Sequence[_Office]) -> PersonName | None:
        of_country = any(office.country is not None for office in offices)
        return self._name_after(offices[-1]) or self._names.before(offices[0].first, of_country=of_country)

    def _claim(self, office: _Office, name: PersonName) -> Claim:
        start, end = self._tokens[office.first].start, self._tokens[office.after - 1].end
        written = self._paragraph.text[start:end]
        name_first = name.start < start
        return Claim(
            office.portfolio,
            office.status,
            office.country,
            name,
            start,
            end,
            written,
            self._part,
            name_first=name_first,
        )

    def _name_after(self, office: _Office) -> PersonName | None:
        at = self._behind_party_office(office.after)
        if at and self._paragraph.is_new_sentence(at):
            return None
        while at < len(self._tokens) and at - office.after < _FURTHEST and (length := self._before_name(at, office)):
            at += length
        name = self._names.at(at)
        if name is None or not (name.is_full or countries_of_leader(name.text)):
            return None
        return name

    def _before_name(self, at: int, office: _Office) -> int:
        """The number of tokens at a token that may stand between an office and the name of its holder."""
        if self._tokens[at].text in {",", ":", "،"} or self._paragraph.is_kind("title", at):
            return 1
        if at > office.after and self._paragraph.is_kind("link", at):
            return 1
        length, standing = self._words.status_at(self._tokens, at)
        return 0 if standing is None else length

    def _behind_party_office(self, at: int) -> int:
        joined = self._tokens[at : at + 2]
        is_party = len(joined) == 2 and joined[0].plain == "und" and _PARTY_OFFICE.match(joined[1].plain) is not None
        return at + 2 if is_party else at

    def _token_from(self, offset: int, at: int) -> int:
        while at < len(self._tokens) and self._tokens[at].start < offset:
            at += 1
        return at


_LONGEST_CASE = 8
"""Letters and signs between a country's name and the word behind it: a case, a space."""


def _with(portfolio: str, told: str) -> str:
    """A portfolio whose last part is told by a subject (`deputy-?`) or by the office before (`!`)."""
    return f"{portfolio[:-1]}{told.removeprefix(DEPUTY)}" if portfolio[-1] in "?!" else portfolio


def _said(*statuses: Status) -> Status:
    """The first of several statuses that says more than that an office is held."""
    return next((status for status in statuses if status is not Status.CURRENT), Status.CURRENT)
