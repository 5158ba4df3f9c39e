"""Tenures: a person in an office, with the first and the last article that says so, and the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from dateline.index.article import Article, Official
from dateline.index.people.claims import Claim
from dateline.index.people.names import country_in
from dateline.index.people.person import Held, describe
from dateline.search.evidence import first_mention
from dateline.search.labels import Articles
from dateline.search.shape import SnippetPart, snippet_parts
from dateline.search.snippet import passage_around


class ClaimView(msgspec.Struct, frozen=True):
    """A claim with the sentence that makes it; no sentence where the article is gone or says it in its headline."""

    claim: Claim
    headline: str | None
    source: str | None
    confidence: float | None
    sentence: tuple[SnippetPart, ...]


class Tenure(msgspec.Struct, frozen=True):
    """A person in an office. Days are those on which articles that say so were published."""

    key: str
    name: str
    held: Held
    first: ClaimView
    """The first article that says so; of those without a date, or of a former holder, where there are no others."""
    last: ClaimView


class _Claimed(msgspec.Struct, frozen=True):
    key: str
    name: str
    held: Held
    first: Claim
    last: Claim


def tenures_in(
    claims: Mapping[str, Sequence[Claim]], names: Mapping[str, str], articles: Articles
) -> tuple[Tenure, ...]:
    """The tenures of these persons, by key, of whom these are all claims, each person's in the order of their days.

    Persons come in the order in which they were first seen; articles are fetched at once.
    """
    found = [one for person, own in claims.items() for one in _claimed(person, names.get(person), own)]
    fetched = articles.get_many(sorted({claim.article for one in found for claim in (one.first, one.last)}))
    made = (
        Tenure(one.key, one.name, one.held, view(one.first, one.key, fetched), view(one.last, one.key, fetched))
        for one in found
    )
    return tuple(sorted(made, key=_by_first))


def views(claims: Iterable[Claim], person: str, articles: Articles) -> tuple[ClaimView, ...]:
    """Claims that mean a person, each with its sentence."""
    wanted = list(claims)
    fetched = articles.get_many([claim.article for claim in wanted])
    return tuple(view(claim, person, fetched) for claim in wanted)


def view(claim: Claim, person: str, articles: Mapping[str, Article]) -> ClaimView:
    """A claim that means a person, with its sentence, if its article is among these."""
    article = articles.get(claim.article)
    official = None if article is None else _official(claim, person, article)
    if article is None or official is None:
        return ClaimView(claim, None, None, None, ())
    mention = first_mention(official)
    passage = None if mention is None else passage_around(article.body, mention.start, mention.end, mention.part)
    return ClaimView(
        claim, article.headline, article.source, official.confidence, tuple(snippet_parts([passage] if passage else []))
    )


def _claimed(person: str, name: str | None, claims: Sequence[Claim]) -> Iterator[_Claimed]:
    offices = {(held.country, held.portfolio): held for held in describe(person, claims).offices}
    for office, group in groupby(sorted(claims, key=_office), key=_office):
        own = list(group)
        said = [claim for claim in own if claim.is_held] or own
        dated = [claim for claim in said if claim.day] or said
        held = offices[office[0] or None, office[1]]
        yield _Claimed(person, name or describe(person, own).name, held, dated[0], dated[-1])


def _office(claim: Claim) -> tuple[str, str]:
    return (country_in(claim.key) or "", claim.portfolio)


def _by_first(tenure: Tenure) -> tuple[bool, str, str]:
    held = tenure.held
    return (held.first is None, held.first or "", tenure.key)


def _official(claim: Claim, person: str, article: Article) -> Official | None:
    """What of an article makes a claim."""
    return next(
        (
            official
            for official in article.officials
            if (official.key, official.portfolio, official.person) == (person, claim.portfolio, claim.name)
        ),
        None,
    )
