"""Officials across articles: who they are, which offices they held when, and the sentence behind each claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, Protocol

import msgspec

from dateline.errors import UsageError
from dateline.index.article import Article, Official
from dateline.index.metadata.tables import country_code, is_country
from dateline.index.people.claims import Claim
from dateline.index.people.person import Holder, Person, holders, rivals
from dateline.index.people.ties import Tie
from dateline.index.told.told import Told
from dateline.search.evidence import first_mention
from dateline.search.labels import Articles
from dateline.search.query import Everything
from dateline.search.request import NONE, FacetField, FacetRequest, ReadQuery, Request
from dateline.search.service import SearchService
from dateline.search.shape import SnippetPart, snippet_parts
from dateline.search.snippet import passage_around
from dateline.search.spellings import JoinedSpellings, Names, anyhow, keys_named


class Persons(Names, Protocol):
    """The persons of an archive."""

    def person(self, key: str) -> Person | None:
        """A person."""
        ...

    def claims(self, person: str) -> list[Claim]:
        """All claims that mean a person, in the order of their days."""
        ...

    def of_country(self, country: str | None) -> list[Person]:
        """All persons of a country; of no known country where it is None."""
        ...


class FoundOfficials(msgspec.Struct, frozen=True):
    """Officials who are called so, those of most articles first."""

    total: int
    officials: tuple[Person, ...]
    format: Literal["dateline.officials/1"] = "dateline.officials/1"


class OfficeHolders(msgspec.Struct, frozen=True):
    """Who held which office of a country."""

    country: str | None
    holders: tuple[Holder, ...]
    format: Literal["dateline.offices/1"] = "dateline.offices/1"


class ClaimView(msgspec.Struct, frozen=True):
    """A claim with the sentence that makes it; no sentence where the article is gone or says it in its headline."""

    claim: Claim
    headline: str | None
    source: str | None
    confidence: float | None
    sentence: tuple[SnippetPart, ...]


class OfficialView(msgspec.Struct, frozen=True):
    """One official: claims, who was seen in an office at the same time, and what was told of the spellings."""

    official: Person
    claims: tuple[ClaimView, ...]
    """Newest first, as many as were asked for."""
    rivals: tuple[Holder, ...]
    told: tuple[Tie, ...]
    format: Literal["dateline.official/1"] = "dateline.official/1"


class Officials:
    """Answers what is asked of officials."""

    def __init__(self, service: SearchService, persons: Persons, articles: Articles, told: Callable[[], Told]) -> None:
        self._service = service
        self._persons = persons
        self._articles = articles
        self._told = told

    def find(self, text: str, most: int) -> FoundOfficials:
        """Officials in whose names these words stand, in any order; all of them where there are none."""
        if not text.strip():
            return self._all(most)
        query = anyhow(text)
        keys = keys_named(query, self._persons) if query else frozenset[str]()
        persons = frozenset[str]().union(*self._persons.persons_of(keys).values())
        found = sorted(self._known(persons), key=lambda person: (-person.articles, person.key))
        return FoundOfficials(len(found), tuple(found[:most]))

    def official(self, key: str, most: int) -> tuple[OfficialView, ...]:
        """The official with a key; where it is that of a spelling, whoever it means; nobody where there is none."""
        meant = JoinedSpellings(self._persons).meant(key)
        return tuple(self._view(person, most) for person in self._known(meant))

    def offices(self, country: str) -> OfficeHolders:
        """Who held which office of a country, by code or name, or `none`. Raises UsageError."""
        code = None if country == NONE else _code(country)
        return OfficeHolders(code, holders(self._persons.of_country(code), code))

    def _all(self, most: int) -> FoundOfficials:
        wanted = FacetRequest(FacetField.MINISTER, size=most)
        facet = self._service.facet(Request(ReadQuery("", Everything()), size=0), wanted)
        keys = (value.value for value in facet.values if value.value != NONE)
        return FoundOfficials(facet.distinct, tuple(self._known(keys)))

    def _known(self, keys: Iterable[str]) -> Iterator[Person]:
        return filter(None, map(self._persons.person, keys))

    def _view(self, person: Person, most: int) -> OfficialView:
        claims = self._persons.claims(person.key)[::-1][:most]
        articles = self._articles.get_many([claim.article for claim in claims])
        countries = {held.country for held in person.offices}
        among = [one for code in countries for one in holders(self._persons.of_country(code), code)]
        ties = self._told().people
        told = {tie for spelling in person.spellings for tie in ties.of(spelling.key)}
        return OfficialView(
            official=person,
            claims=tuple(_view(claim, person.key, articles) for claim in claims),
            rivals=rivals(person, among),
            told=tuple(sorted(told)),
        )


def _view(claim: Claim, person: str, articles: Mapping[str, Article]) -> ClaimView:
    article = articles.get(claim.article)
    official = None if article is None else _claimed(claim, person, article)
    if article is None or official is None:
        return ClaimView(claim, None, None, None, ())
    mention = first_mention(official)
    passage = None if mention is None else passage_around(article.body, mention.start, mention.end, mention.part)
    return ClaimView(
        claim, article.headline, article.source, official.confidence, tuple(snippet_parts([passage] if passage else []))
    )


def _claimed(claim: Claim, person: str, article: Article) -> Official | None:
    """What of an article makes a claim."""
    return next(
        (
            official
            for official in article.officials
            if (official.key, official.portfolio, official.person) == (person, claim.portfolio, claim.name)
        ),
        None,
    )


def _code(country: str) -> str:
    code = country.upper() if is_country(country.upper()) else country_code(country)
    if code is None:
        raise UsageError(f"there is no country {country}", remedy="write a name or a code: azerbaijan, AZ")
    return code
