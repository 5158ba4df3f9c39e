"""Tenures: a person in an office, with the first and the last article that says so, and their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from dateline.index.article import Article, Official
from dateline.index.people.claims import Claim
from dateline.index.people.person import Held, Person, by_office
from dateline.index.people.tally import Tallied, Tally
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
    """A person in an office. Days are publication days of articles that say so."""

    key: str
    name: str
    held: Held
    first: ClaimView
    """The first article that says so; articles without a date or about a former holder count only without others."""
    last: ClaimView


class Claims(Protocol):
    """Read access to claims."""

    def first_claim(self, tally: Tally) -> Claim:
        """Return the first claim for a tally's spelling and office on its first day."""
        ...

    def last_claim(self, tally: Tally) -> Claim:
        """Return the last claim on its last day."""
        ...


def tenures_of(people: Iterable[tuple[Person, Tallied]], claims: Claims, articles: Articles) -> tuple[Tenure, ...]:
    """Return the tenures of these persons with these tallies, by first appearance.

    All articles are fetched at once.
    """
    found = [(person, held, *_ends(held, own, claims)) for person, own in people for held in person.offices]
    fetched = articles.get_many(sorted({claim.article for _, _, *ends in found for claim in ends}))
    made = (
        Tenure(person.key, person.name, held, view(first, person.key, fetched), view(last, person.key, fetched))
        for person, held, first, last in found
    )
    return tuple(sorted(made, key=_by_first))


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
