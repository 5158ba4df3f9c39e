"""Tenures: a person in an office for a term, with the first and the last article that says so, and their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

import msgspec

from dateline.index.article import Article, Official
from dateline.index.people.claims import Claim
from dateline.index.people.person import Held, Person, by_office
from dateline.index.people.tally import Tallied, Tally
from dateline.index.people.terms import Term
from dateline.search.explain.snippet import passage_around
from dateline.search.facets.labels import Articles
from dateline.search.output.results_json import SnippetPart, snippet_parts
from dateline.search.query.finders import first_mention


class ClaimView(msgspec.Struct, frozen=True):
    """A claim with its sentence, which is empty if the article is gone or the claim is in its headline."""

    claim: Claim
    headline: str | None
    source: str | None
    confidence: float | None
    sentence: tuple[SnippetPart, ...]


class Tenure(msgspec.Struct, frozen=True):
    """A person in an office for one term. Days are publication days of articles that say so."""

    key: str
    name: str
    held: Held
    """Its days and its term are those of this tenure."""
    first: ClaimView
    """The first article that says so. Without a term it may have no date, or be about a former holder."""
    last: ClaimView


class Claims(Protocol):
    """Read access to claims."""

    def first_claim(self, tally: Tally) -> Claim:
        """Return the first claim for a tally's spelling and office on its first day."""
        ...

    def last_claim(self, tally: Tally) -> Claim:
        """Return the last claim on its last day."""
        ...

    def first_of_term(self, person: str, country: str | None, portfolio: str, term: Term) -> Claim:
        """Return the first claim on the first day of a person's term in an office."""
        ...

    def last_of_term(self, person: str, country: str | None, portfolio: str, term: Term) -> Claim:
        """Return the last claim on the last day of the term."""
        ...


class _Found(NamedTuple):
    """A tenure before its articles are fetched."""

    person: Person
    held: Held
    first: Claim
    last: Claim


def tenures_of(people: Iterable[tuple[Person, Tallied]], claims: Claims, articles: Articles) -> tuple[Tenure, ...]:
    """Return the tenures of these persons with these tallies, by first appearance.

    All articles are fetched at once.
    """
    found = [one for person, own in people for held in person.offices for one in _of(person, held, own, claims)]
    fetched = articles.get_many(sorted({claim.article for one in found for claim in (one.first, one.last)}))
    made = (
        Tenure(
            one.person.key,
            one.person.name,
            one.held,
            view(one.first, one.person.key, fetched),
            view(one.last, one.person.key, fetched),
        )
        for one in found
    )
    return tuple(sorted(made, key=_by_first))


def _of(person: Person, held: Held, own: Tallied, claims: Claims) -> Iterator[_Found]:
    """Yield the tenures of a person in one office: a tenure for each term, or one without a term."""
    for term in held.terms:
        within = msgspec.structs.replace(held, first=term.first, last=term.last, terms=(term,))
        office = (person.key, held.country, held.portfolio, term)
        yield _Found(person, within, claims.first_of_term(*office), claims.last_of_term(*office))
    if not held.terms:
        yield _Found(person, held, *_ends(held, own, claims))


def views(claims: Iterable[Claim], person: str, articles: Articles) -> tuple[ClaimView, ...]:
    """Return claims about a person, each with its sentence."""
    wanted = list(claims)
    fetched = articles.get_many([claim.article for claim in wanted])
    return tuple(view(claim, person, fetched) for claim in wanted)


def view(claim: Claim, person: str, articles: Mapping[str, Article]) -> ClaimView:
    """Return a claim about a person, with its sentence if its article is among these."""
    article = articles.get(claim.article)
    official = None if article is None else _official(claim, person, article)
    if article is None or official is None:
        return ClaimView(claim, None, None, None, ())
    mention = first_mention(official)
    passage = None if mention is None else passage_around(article.body, mention.start, mention.end, mention.part)
    return ClaimView(
        claim, article.headline, article.source, official.confidence, tuple(snippet_parts([passage] if passage else []))
    )


def _ends(held: Held, own: Tallied, claims: Claims) -> tuple[Claim, Claim]:
    first, last = by_office(own)[held.country, held.portfolio].ends
    return claims.first_claim(first), claims.last_claim(last)


def _by_first(tenure: Tenure) -> tuple[bool, str, str]:
    held = tenure.held
    return (held.first is None, held.first or "", tenure.key)


def _official(claim: Claim, person: str, article: Article) -> Official | None:
    """Return the official in an article who is the subject of a claim."""
    return next(
        (
            official
            for official in article.officials
            if (official.key, official.portfolio, official.person) == (person, claim.portfolio, claim.name)
        ),
        None,
    )
