"""Officials across articles: their offices, tenures, and the sentence behind each claim."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import cache
from typing import Literal, Protocol

import msgspec
from msgspec.structs import replace

from dateline.errors import UsageError
from dateline.index.corrections.corrections import Corrections
from dateline.index.people.claims import Claim
from dateline.index.people.person import (
    Holder,
    Person,
    TermsOf,
    by_office,
    describe,
    holders,
    is_held_by_one,
    rank,
    rivals,
    with_terms,
)
from dateline.index.people.tally import Tallied
from dateline.index.people.terms import Term
from dateline.index.people.ties import Tie
from dateline.search.facets.choices import read_value
from dateline.search.facets.labels import Articles
from dateline.search.facets.registry import COUNTRY, MINISTER
from dateline.search.officials.tenures import Claims, ClaimView, Tenure, tenures_of, views
from dateline.search.query.spellings import JoinedSpellings, Names, in_any_order, keys_named
from dateline.search.query.tree import Everything
from dateline.search.request import NONE, FacetRequest, ReadQuery, Request
from dateline.search.service import SearchService


class Persons(Names, Claims, Protocol):
    """Read access to the persons of an archive."""

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Open a context in which all reads of persons and articles see one state of the archive."""
        ...

    def person(self, key: str) -> Person | None:
        """Return a person; None if the key does not exist."""
        ...

    def tallied(self, person: str) -> Tallied:
        """Return the tallies of all claims about a person."""
        ...

    def newest(self, person: str, most: int) -> list[Claim]:
        """Return the latest claims about a person, newest first."""
        ...

    def of_country(self, country: str | None) -> Mapping[str, Tallied]:
        """Return, by person, the tallies of all claims of offices of a country; None means an unknown country."""
        ...

    def in_office(self, country: str | None, portfolio: str) -> Mapping[str, Tallied]:
        """Return, by person, the tallies of all claims of one office of a country."""
        ...

    def terms(self, country: str | None, portfolio: str) -> Mapping[str, tuple[Term, ...]]:
        """Return by person the terms in one office of a country."""
        ...

    def names(self, persons: Iterable[str]) -> Mapping[str, str]:
        """Return the name of each of these persons."""
        ...


class FoundOfficials(msgspec.Struct, frozen=True):
    """Officials found by name, most articles first."""

    total: int
    officials: tuple[Person, ...]
    format: Literal["dateline.officials/1"] = "dateline.officials/1"


class OfficeHolders(msgspec.Struct, frozen=True):
    """The offices of a country and their holders."""

    country: str | None
    totals: Mapping[str, int]
    """The number of persons who held each portfolio."""
    holders: tuple[Tenure, ...]
    """For each portfolio the holders with the most articles, as many as requested, by first appearance."""
    format: Literal["dateline.offices/1"] = "dateline.offices/1"


class OfficialView(msgspec.Struct, frozen=True):
    """One official: claims, tenures, rivals for the same office at the same time, and corrections of spellings."""

    official: Person
    claims: tuple[ClaimView, ...]
    """Newest first, as many as requested."""
    tenures: tuple[Tenure, ...]
    """Tenures by first appearance, with the evidence for both ends."""
    rivals: tuple[Holder, ...]
    corrections: tuple[Tie, ...]
    """The corrections that join or separate spellings of this name."""
    format: Literal["dateline.official/1"] = "dateline.official/1"


class OfficeView(msgspec.Struct, frozen=True):
    """One office of a country, with its holders by the evidence."""

    country: str
    portfolio: str
    total: int
    """The number of persons who are said to hold it."""
    tenures: tuple[Tenure, ...]
    """The holders with the most articles, as many as requested, by first appearance."""
    format: Literal["dateline.office/1"] = "dateline.office/1"


class AsksOfficials(Protocol):
    """How the web front end reads officials. Safe to call from several threads."""

    def find(self, text: str, most: int) -> FoundOfficials:
        """Find officials whose names contain these words."""
        ...

    def official(self, key: str, most: int) -> tuple[OfficialView, ...]:
        """Return the official with a key, or all officials that the key of a spelling may mean."""
        ...

    def office(self, country: str, portfolio: str, most: int) -> OfficeView:
        """Return the holders of one office of a country."""
        ...


class NobodyKnown:
    """An archive without officials."""

    def find(self, text: str, most: int) -> FoundOfficials:
        """Return nobody."""
        del text, most
        return FoundOfficials(0, ())

    def official(self, key: str, most: int) -> tuple[OfficialView, ...]:
        """Return nobody."""
        del key, most
        return ()

    def office(self, country: str, portfolio: str, most: int) -> OfficeView:
        """Return an office without holders."""
        del most
        return OfficeView(country, portfolio, 0, ())


NOBODY_KNOWN = NobodyKnown()


class Officials:
    """Reads officials, offices and tenures from an archive."""

    def __init__(
        self, service: SearchService, persons: Persons, articles: Articles, corrections: Callable[[], Corrections]
    ) -> None:
        self._service = service
        self._persons = persons
        self._articles = articles
        self._corrections = corrections

    def find(self, text: str, most: int) -> FoundOfficials:
        """Find officials whose names contain these words, in any order; without words, list all officials."""
        if not text.strip():
            return self._all(most)
        query = in_any_order(text)
        keys = keys_named(query, self._persons) if query else frozenset[str]()
        persons = frozenset[str]().union(*self._persons.persons_of(keys).values())
        found = sorted(self._known(persons), key=lambda person: (-person.articles, person.key))
        return FoundOfficials(len(found), tuple(found[:most]))

    def official(self, key: str, most: int) -> tuple[OfficialView, ...]:
        """Return the official with a key; for the key of a spelling, all officials that it may mean."""
        meant = JoinedSpellings(self._persons).persons_meant(key)
        with self._persons.at_one_moment():
            terms = cache(self._persons.terms)
            found = ((person, self._persons.tallied(person)) for person in meant)
            return tuple(
                self._view(with_terms(describe(person, own), terms), own, most, terms)
                for person, own in found
                if own.tallies
            )

    def offices(self, country: str, most: int) -> OfficeHolders:
        """Return up to `most` holders of each office of a country: code, name, or `none`. Raises UsageError."""
        code = None if country == NONE else _code(country)
        with self._persons.at_one_moment():
            terms = cache(self._persons.terms)
            held = {
                portfolio: holding
                for portfolio, own in _by_portfolio(self._persons.of_country(code)).items()
                if (holding := _holding(own, terms(code, portfolio)))
            }
            people = [
                (person, own[person.key])
                for own in held.values()
                for person in self._described(own, _foremost(own, most), terms)
            ]
            found = tenures_of(people, self._persons, self._articles)
            totals = {portfolio: len(own) for portfolio, own in held.items()}
            return OfficeHolders(code, totals, tuple(sorted(found, key=lambda one: rank(one.held.portfolio))))

    def office(self, country: str, portfolio: str, most: int) -> OfficeView:
        """Return the holders of one office of a country, given by code: up to `most`, with the most articles."""
        with self._persons.at_one_moment():
            terms = cache(self._persons.terms)
            holding = _holding(self._persons.in_office(country, portfolio), terms(country, portfolio))
            described = self._described(holding, _foremost(holding, most), terms)
            people = [(person, holding[person.key]) for person in described]
            found = tenures_of(people, self._persons, self._articles)
            return OfficeView(country, portfolio, len(holding), found)

    def _all(self, most: int) -> FoundOfficials:
        wanted = FacetRequest(MINISTER, size=most)
        facet = self._service.facet(Request(ReadQuery("", Everything()), size=0), wanted)
        keys = (value.value for value in facet.values if value.value != NONE)
        return FoundOfficials(facet.distinct, self._known(keys))

    def _known(self, keys: Iterable[str]) -> tuple[Person, ...]:
        with self._persons.at_one_moment():
            terms = cache(self._persons.terms)
            known = filter(None, map(self._persons.person, keys))
            return tuple(with_terms(person, terms) for person in known)

    def _view(self, person: Person, own: Tallied, most: int, terms: TermsOf) -> OfficialView:
        contested = {(held.country, held.portfolio) for held in person.offices if is_held_by_one(held.portfolio)}
        among = [one for office in contested for one in self._holders(*office, terms)]
        ties = self._corrections().people
        corrected = {tie for spelling in person.spellings for tie in ties.of(spelling.key)}
        return OfficialView(
            official=person,
            claims=views(self._persons.newest(person.key, most), person.key, self._articles),
            tenures=tenures_of([(person, own)], self._persons, self._articles),
            rivals=rivals(person, among),
            corrections=tuple(sorted(corrected)),
        )

    def _holders(self, country: str | None, portfolio: str, terms: TermsOf) -> tuple[Holder, ...]:
        found = self._persons.in_office(country, portfolio)
        return holders(self._described(found, found, terms), country)

    def _described(self, found: Mapping[str, Tallied], persons: Iterable[str], terms: TermsOf) -> Iterator[Person]:
        """Describe some of the persons found in an office, under their usual names."""
        wanted = list(persons)
        names = self._persons.names(wanted)
        described = (replace(describe(person, found[person]), name=names[person]) for person in wanted)
        return (with_terms(person, terms) for person in described)


def _holding(found: Mapping[str, Tallied], terms: Mapping[str, tuple[Term, ...]]) -> Mapping[str, Tallied]:
    """Return those who held an office: for a term, or at a time that no article tells."""
    return {
        person: own
        for person, own in found.items()
        if person in terms or (own.held.tallies and not any(tally.first for tally in own.held.tallies))
    }


def _by_portfolio(persons: Mapping[str, Tallied]) -> Mapping[str, Mapping[str, Tallied]]:
    """Return the tallies of persons by each office that they are said to hold."""
    held: dict[str, dict[str, Tallied]] = {}
    for person, own in persons.items():
        for (_, portfolio), found in by_office(own).items():
            if found.held.tallies:
                held.setdefault(portfolio, {})[person] = found
    return held


def _foremost(found: Mapping[str, Tallied], most: int) -> list[str]:
    """Return up to `most` persons, those with the most claims."""
    return heapq.nsmallest(most, found, key=lambda person: (-found[person].claims, person))


def _code(country: str) -> str:
    code = read_value(COUNTRY, country)
    if code is None:
        raise UsageError(f"there is no country {country}", remedy="write a name or a code: azerbaijan, AZ")
    return code
