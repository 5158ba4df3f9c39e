"""Persons as they are shown: spellings, offices held with first and last day, and who else was seen there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from dateline.index.metadata.officials.portfolios import DEPUTY, PORTFOLIOS
from dateline.index.people.names import country_in, name_in
from dateline.index.people.tally import Tallied, Tally

_OF_MANY = "other"
"""The portfolio of offices that have no other: many hold one at the same time."""


class Spelling(msgspec.Struct, frozen=True):
    """A name as articles write it, and the key it has in them."""

    name: str
    key: str
    articles: int


class Held(msgspec.Struct, frozen=True):
    """An office of a person. Days are those on which articles that say so were published."""

    country: str | None
    portfolio: str
    title: str
    """The office as most articles write it."""
    first: str | None
    """First seen as its holder; None where no dated article says so."""
    last: str | None
    articles: int
    former: int
    """How many of the articles speak only of a former holder."""


class Person(msgspec.Struct, frozen=True):
    """One person across articles."""

    key: str
    name: str
    articles: int
    spellings: tuple[Spelling, ...]
    """Commonest first."""
    offices: tuple[Held, ...]
    """In the order in which they were first seen held."""


class Holder(msgspec.Struct, frozen=True):
    """A person in an office."""

    key: str
    name: str
    held: Held


def describe(key: str, own: Tallied) -> Person:
    """A person from the tallies of all claims that mean this person; one at least."""
    counts = {spelling: found.articles for spelling, found in own.by(lambda said: (said.key, said.name)).items()}
    return Person(
        key=key,
        name=display_name(counts),
        articles=own.articles,
        spellings=tuple(
            Spelling(name, spelled, count)
            for (spelled, name), count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        ),
        offices=tuple(_offices(own)),
    )


def display_name(counts: Mapping[tuple[str, str], int]) -> str:
    """What to call a person who is written so often so, by key and name: the fullest name, not shouted, commonest."""

    def precedence(written: tuple[str, str]) -> tuple[object, ...]:
        key, name = written
        return (name_in(key).fullness, name.isupper(), -counts[written], sum(map(str.isupper, name)), name)

    return min(counts, key=precedence)[1]


def holders(persons: Iterable[Person], country: str | None) -> tuple[Holder, ...]:
    """Who held which office of a country: by portfolio, then in the order in which they were first seen."""
    found = [
        Holder(person.key, person.name, held)
        for person in persons
        for held in person.offices
        if held.country == country and held.articles > held.former
    ]
    return tuple(sorted(found, key=lambda one: (rank(one.held.portfolio), *_by_first(one.held), one.key)))


def rivals(person: Person, among: Iterable[Holder]) -> tuple[Holder, ...]:
    """Others who were seen in an office of a person at the same time, those of most articles first.

    One of them may not be who they are taken for, or not hold that office.
    """
    found = [
        other
        for other in among
        if other.key != person.key and any(_is_same_time(held, other.held) for held in person.offices)
    ]
    return tuple(sorted(found, key=lambda other: (-other.held.articles, other.key)))


def by_office(own: Tallied) -> Mapping[tuple[str | None, str], Tallied]:
    """Tallies by country and portfolio."""
    return own.by(lambda said: (country_in(said.key), said.portfolio))


def _offices(own: Tallied) -> list[Held]:
    made = [_held(*office, found) for office, found in by_office(own).items()]
    return sorted(made, key=lambda held: (*_by_first(held), rank(held.portfolio), held.country or "", held.portfolio))


def _held(country: str | None, portfolio: str, own: Tallied) -> Held:
    held = own.held
    first, last = own.ends
    return Held(
        country=country,
        portfolio=portfolio,
        title=_commonest(held.tallies or own.tallies),
        first=first.first if held.tallies else None,
        last=last.last if held.tallies else None,
        articles=own.articles,
        former=own.articles - held.articles,
    )


def _commonest(tallies: Iterable[Tally]) -> str:
    """The office as it is written in most claims."""
    counts: Counter[str] = Counter()
    for tally in tallies:
        counts[tally.wording.office] += tally.claims
    return min(counts, key=lambda text: (text.isupper(), -counts[text], text))


def is_held_by_one(portfolio: str) -> bool:
    """Whether at most one person at a time holds an office of this portfolio."""
    return portfolio != _OF_MANY and not portfolio.startswith(DEPUTY)


def _is_same_time(one: Held, other: Held) -> bool:
    is_one_office = (one.country, one.portfolio) == (other.country, other.portfolio)
    if not is_one_office or not is_held_by_one(one.portfolio):
        return False
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first <= other.last and other.first <= one.last


def _by_first(held: Held) -> tuple[bool, str]:
    return (held.first is None, held.first or "")


def rank(portfolio: str) -> tuple[int, bool]:
    """What offices are ordered by: as the table of portfolios has them, deputies behind."""
    bare = portfolio.removeprefix(DEPUTY)
    return (PORTFOLIOS.index(bare) if bare in PORTFOLIOS else len(PORTFOLIOS), bare != portfolio)
