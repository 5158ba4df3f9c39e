"""Read the offices in a paragraph of another language than English: their words, subject, country and status."""

from __future__ import annotations

import bisect
from collections.abc import Iterator

import msgspec

from dateline.index.article import Status
from dateline.index.metadata.countries.found import FoundCountry
from dateline.index.metadata.names.multilingual import Paragraph
from dateline.index.metadata.officials.portfolios import DEPUTY
from dateline.index.metadata.tokens import Token

_SUBJECT_FIRST = frozenset({"tr", "az"})
"""Languages in which country and subject come before the office."""
_LONGEST_CASE = 8
"""Maximum code points between a country's name and the next word: a case ending and a space."""
_LONGEST_ACRONYM = 6
_LONGEST_BODY = 6
"""Words of an organisation's name that are examined."""


class Office(msgspec.Struct, frozen=True):
    """An office in a text: the tokens from `first` to before `after`."""

    portfolio: str
    status: Status
    country: str | None
    first: int
    after: int
    head: int
    """The token of the office word itself."""


class _Modifiers(msgspec.Struct, frozen=True):
    """What is on one side of an office word. `end` is its outer limit: the token after it, or its first token."""

    subject: str | None
    country: str | None
    status: Status
    end: int


class Offices:
    """The offices of one paragraph, in order."""

    def __init__(self, paragraph: Paragraph) -> None:
        self._paragraph = paragraph
        self._tokens = paragraph.tokens
        self._starts = [token.start for token in paragraph.tokens]
        self._words = paragraph.words
        self._last: Office | None = None

    def groups(self) -> Iterator[list[Office]]:
        """The offices, grouped: adjacent ones, or those joined by `and`, belong to one person."""
        offices: list[Office] = []
        at = 0
        while at < len(self._tokens):
            office = self._office(at)
            if office is not None:
                if offices and not self._are_joined(offices[-1].after, office.first):
                    yield offices
                    offices = []
                offices.append(office)
                self._last = office
            at = max(at + 1, office.after if office is not None else 0)
        if offices:
            yield offices

    def _are_joined(self, after: int, first: int) -> bool:
        return after == first or (after + 1 == first and self._paragraph.is_kind("and", after))

    @property
    def _taken(self) -> int:
        """The token after the last office."""
        return self._last.after if self._last is not None else 0

    def _office(self, at: int) -> Office | None:
        length, meaning = self._words.head_at(self._tokens, at)
        if meaning is None:
            return None
        is_subject_first = self._words.language in _SUBJECT_FIRST
        preceding = self._country_and_subject_before(at) if is_subject_first else self._status_words_before(at)
        following = self._no_modifiers(at + length) if is_subject_first else self._modifiers_after(at + length)
        first, country = preceding.end, preceding.country or following.country
        status = _first_status(preceding.status, following.status)
        if country is None and (found := self._country_before(first)) is not None:
            country = found.code
            beyond = self._status_words_before(self._token_at(found.start))
            first, status = beyond.end, _first_status(beyond.status, status)
        if self._tokens[at].plain.startswith("ex"):
            status = Status.FORMER
        portfolio = meaning.portfolio(country)
        if portfolio is None or self._is_of_other_body(first, following.end):
            return None
        subject = preceding.subject or following.subject or "other"
        completion = self._portfolio_before(at) if portfolio.endswith("!") else subject
        if completion is None:
            return None
        return Office(_complete(portfolio, completion), status, country, first, following.end, at)

    def _portfolio_before(self, at: int) -> str | None:
        """The portfolio of the office before it in the same sentence, which a counterpart shares."""
        if self._last is None or any(self._tokens[one].text.endswith(".") for one in range(self._last.after, at)):
            return None
        return self._last.portfolio

    def _status_words_before(self, at: int) -> _Modifiers:
        """The status words before an office."""
        status = Status.CURRENT
        while at > 0:
            length, found = self._words.status_ending(self._tokens, at)
            if found is None and self._tokens[at - 1].text not in {"-", "‑"}:
                break
            status = found or status
            at -= length
        return _Modifiers(None, None, status, at)

    def _country_and_subject_before(self, at: int) -> _Modifiers:
        """Country, status words and subject before an office: `Azərbaycan Respublikasının müdafiə naziri`."""
        subject, first = self._subject_before(at)
        held = self._status_words_before(first)
        at = first = held.end
        while at > 0 and self._paragraph.is_kind("link", at - 1):
            at -= 1
        found = self._paragraph.countries.ending_by(self._tokens[at].start, within=_LONGEST_CASE) if at else None
        if found is None or found.end < self._tokens[at - 1].end:
            return _Modifiers(subject, None, held.status, first)
        beyond = self._status_words_before(self._token_at(found.start))
        return _Modifiers(subject, found.code, _first_status(held.status, beyond.status), beyond.end)

    def _subject_before(self, at: int) -> tuple[str | None, int]:
        """The portfolio of the first subject before an office, and the first token of the subjects."""
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

    def _no_modifiers(self, at: int) -> _Modifiers:
        return _Modifiers(None, None, Status.CURRENT, at)

    def _modifiers_after(self, at: int) -> _Modifiers:
        """Subject and country after an office, in either order, and its status words."""
        subject: str | None = None
        country: str | None = None
        status = Status.CURRENT
        end = at
        while at < len(self._tokens):
            here = self._paragraph.countries.starting_from(self._tokens[at].start, within=0)
            length, found = self._words.subject_at(self._tokens, at)
            # After `and` the status belongs to the next office: `président du Mali et ancien ministre`.
            status_length, found_status = self._words.status_at(self._tokens, at) if at == end else (0, None)
            if here is not None and country is None:
                country = here.code
                at = end = self._token_from(here.end, at)
            elif found is not None:
                subject = subject or found
                at = end = at + length
            elif found_status is not None:
                status = found_status
                at = end = at + status_length
            elif self._paragraph.is_kind("link", at):
                at += 1
            else:
                break
        return _Modifiers(subject, country, status, end)

    def _token_at(self, offset: int) -> int:
        return bisect.bisect_right(self._starts, offset) - 1

    def _country_before(self, first: int) -> FoundCountry | None:
        """The country directly before an office: `Frankreichs Präsident`, `der russische Präsident`."""
        if first == self._taken:
            return None
        start = self._tokens[first].start
        found = self._paragraph.countries.ending_by(start, within=2)
        return found if found is not None and not self._paragraph.text[found.end : start].strip(" -") else None

    def _is_of_other_body(self, first: int, after: int) -> bool:
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
        """Whether an organisation's name begins at a token: `président de l'International Aids Society`."""
        end = at
        while end < len(self._tokens) and end - at < _LONGEST_BODY and self._tokens[end].text[0].isupper():
            end += 1
        return self._paragraph.has_organisation(at, end)

    def _is_acronym(self, token: Token) -> bool:
        """Whether it is an acronym that is no country: `président de la FIF`."""
        is_short = 1 < len(token.text) <= _LONGEST_ACRONYM and token.text.isupper()
        return is_short and self._paragraph.countries.starting_from(token.start, within=0) is None

    def _token_from(self, offset: int, at: int) -> int:
        while at < len(self._tokens) and self._tokens[at].start < offset:
            at += 1
        return at


def _complete(portfolio: str, completion: str) -> str:
    """Complete a portfolio that ends in `?` (filled by a subject) or `!` (by the office before it)."""
    return f"{portfolio[:-1]}{completion.removeprefix(DEPUTY)}" if portfolio[-1] in "?!" else portfolio


def _first_status(*statuses: Status) -> Status:
    """The first status that is not `current`, else `current`."""
    return next((status for status in statuses if status is not Status.CURRENT), Status.CURRENT)
