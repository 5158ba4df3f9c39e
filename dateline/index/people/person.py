"""Persons as shown to users: spellings, offices held with first and last day, and rival holders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import msgspec

from dateline.index.metadata.officials.portfolios import DEPUTY, PORTFOLIOS
from dateline.index.people.names import country_in, name_in
from dateline.index.people.tally import Tallied, Tally
from dateline.index.people.terms import Term

_OF_MANY = "other"
"""The catch-all portfolio: many persons hold such an office at the same time."""


TermsOf: TypeAlias = Callable[[str | None, str], Mapping[str, tuple[Term, ...]]]
"""Gives by person the terms in the office of a country and portfolio."""


class Spelling(msgspec.Struct, frozen=True):
    """A name as written in articles, and its key there."""

    name: str
    key: str
    articles: int


class Held(msgspec.Struct, frozen=True):
    """An office of a person. Days are publication days of articles that claim it."""

    country: str | None
    portfolio: str
    title: str
    """The most common wording of the office."""
    first: str | None
    """First day seen as holder; None if no dated article says so."""
    last: str | None
    articles: int
    former: int
    """Number of articles that mention only a former holder."""
    terms: tuple[Term, ...] = ()
    """When the office was held. None if all that is said is undated, or said better of others."""

    @property
    def spans(self) -> tuple[tuple[str, str], ...]:
        """First and last day of each term; without terms, of being seen as holder."""
        if self.terms or self.first is None or self.last is None:
            return tuple((term.first, term.last) for term in self.terms)
        return ((self.first, self.last),)


class Person(msgspec.Struct, frozen=True):
    """One person across articles."""

    key: str
    name: str
    articles: int
    spellings: tuple[Spelling, ...]
    """Most common first."""
    offices: tuple[Held, ...]
    """Ordered by the day first seen as holder."""


class Holder(msgspec.Struct, frozen=True):
    """A person who holds or held an office."""

    key: str
    name: str
    held: Held


def describe(key: str, tallied: Tallied) -> Person:
    """Describe a person by the tallies of all claims about this person; at least one."""
    counts = {
        spelling: found.articles for spelling, found in tallied.by(lambda wording: (wording.key, wording.name)).items()
    }
    return Person(
        key=key,
        name=display_name(counts),
        articles=tallied.articles,
        spellings=tuple(
            Spelling(name, spelled, count)
            for (spelled, name), count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        ),
        offices=tuple(_offices(tallied)),
    )


def with_terms(person: Person, terms: TermsOf) -> Person:
    """Return a person whose offices have their terms."""
    offices = [
        msgspec.structs.replace(held, terms=terms(held.country, held.portfolio).get(person.key, ()))
        for held in person.offices
    ]
    return msgspec.structs.replace(person, offices=tuple(sorted(offices, key=_by_rank)))


def display_name(counts: Mapping[tuple[str, str], int]) -> str:
    """Choose a display name by how often each (key, name) occurs: fullest, not all capitals, most common."""

    def precedence(written: tuple[str, str]) -> tuple[object, ...]:
        key, name = written
        parts = name_in(key)
        return (not parts.is_whole, name.isupper(), -counts[written], sum(map(str.isupper, name)), name)

    return min(counts, key=precedence)[1]


def holders(persons: Iterable[Person], country: str | None) -> tuple[Holder, ...]:
    """Return the holders of a country's offices, ordered by portfolio, then by the day first seen."""
    found = [
        Holder(person.key, person.name, held)
        for person in persons
        for held in person.offices
        if held.country == country and held.articles > held.former
    ]
    return tuple(sorted(found, key=lambda one: (rank(one.held.portfolio), *_by_first(one.held), one.key)))


def rivals(person: Person, among: Iterable[Holder]) -> tuple[Holder, ...]:
    """Return others with a term in an office of this person at the same time, most articles first.

    One of them may be misidentified, or not hold that office.
    """
    found = [
        other
        for other in among
        if other.key != person.key
        and other.held.terms
        and any(_is_same_time(held, other.held) for held in person.offices)
    ]
    return tuple(sorted(found, key=lambda other: (-other.held.articles, other.key)))


def by_office(tallied: Tallied) -> Mapping[tuple[str | None, str], Tallied]:
    """Group tallies by country and portfolio."""
    return tallied.by(lambda wording: (country_in(wording.key), wording.portfolio))


def _offices(tallied: Tallied) -> list[Held]:
    made = [_held(*office, found) for office, found in by_office(tallied).items()]
    return sorted(made, key=_by_rank)


def _by_rank(held: Held) -> tuple[object, ...]:
    return (*_by_first(held), rank(held.portfolio), held.country or "", held.portfolio)


def _held(country: str | None, portfolio: str, tallied: Tallied) -> Held:
    held = tallied.held
    first, last = tallied.ends
    return Held(
        country=country,
        portfolio=portfolio,
        title=_commonest(held.tallies or tallied.tallies),
        first=first.first if held.tallies else None,
        last=last.last if held.tallies else None,
        articles=tallied.articles,
        former=tallied.articles - held.articles,
    )


def _commonest(tallies: Iterable[Tally]) -> str:
    """Return the most common wording of the office, preferring one not in capitals."""
    counts: Counter[str] = Counter()
    for tally in tallies:
        counts[tally.wording.office] += tally.claims
    return min(counts, key=lambda text: (text.isupper(), -counts[text], text))


def is_held_by_one(portfolio: str) -> bool:
    """Whether an office of this portfolio has at most one holder at a time."""
    return portfolio != _OF_MANY and not portfolio.startswith(DEPUTY)


def _is_same_time(one: Held, other: Held) -> bool:
    is_one_office = (one.country, one.portfolio) == (other.country, other.portfolio)
    if not is_one_office or not is_held_by_one(one.portfolio):
        return False
    return any(first <= until and since <= last for first, last in one.spans for since, until in other.spans)


def _by_first(held: Held) -> tuple[bool, str]:
    first = min((first for first, _ in held.spans), default=None)
    return (first is None, first or "")


def rank(portfolio: str) -> tuple[int, bool]:
    """Return the sort key of a portfolio: its order in the table, deputies after their ministers."""
    bare = portfolio.removeprefix(DEPUTY)
    return (PORTFOLIOS.index(bare) if bare in PORTFOLIOS else len(PORTFOLIOS), bare != portfolio)
