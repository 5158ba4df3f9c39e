"""The values of tallies, counted claim by claim: the reference that tallies are compared with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from dateline.index.article import Status
from dateline.index.people.claims import Claim
from dateline.index.people.names import country_in
from dateline.index.people.person import Held, Spelling, display_name
from dateline.index.people.tally import Overlap, Tallied, Tally, Wording, wording_of
from dateline.index.people.terms import Said


def tallied_by_hand(claims: Sequence[Claim]) -> Tallied:
    """Group claims by wording; all claims of one article overlap."""
    return Tallied(tuple(_tallies(claims)), tuple(_overlaps(claims)))


def _tallies(claims: Iterable[Claim]) -> Iterator[Tally]:
    for wording, group in groupby(sorted(claims, key=wording_of), key=wording_of):
        own = list(group)
        days = sorted(claim.day for claim in own if claim.day)
        yield Tally(wording, len(own), days[0] if days else None, days[-1] if days else None)


def _overlaps(claims: Iterable[Claim]) -> Iterator[Overlap]:
    said: dict[str, list[Wording]] = {}
    for claim in claims:
        said.setdefault(claim.article, []).append(wording_of(claim))
    together = Counter(tuple(sorted(wordings)) for wordings in said.values() if len(wordings) > 1)
    return (Overlap(wordings, articles) for wordings, articles in together.items())


def is_at(claim: Claim, tally: Tally, day: str | None) -> bool:
    """Whether a claim has the spelling, office and status of a tally, and this day."""
    said = tally.wording
    return (claim.key, claim.portfolio, claim.is_held, claim.day) == (said.key, said.portfolio, said.is_held, day)


def articles_of(claims: Iterable[Claim]) -> set[str]:
    """Return the articles that make these claims."""
    return {claim.article for claim in claims}


def spellings_of(claims: Sequence[Claim]) -> dict[tuple[str, str], int]:
    """Count the articles with each key and name."""
    return Counter((key, name) for key, name, _ in {(claim.key, claim.name, claim.article) for claim in claims})


def ends_of(claims: Iterable[Claim]) -> tuple[Claim, Claim]:
    """Return the first and the last claim of one office."""
    ordered = sorted(claims, key=lambda claim: (claim.day or "", claim))
    said = [claim for claim in ordered if claim.is_held] or ordered
    dated = [claim for claim in said if claim.day] or said
    return dated[0], dated[-1]


def held_by(claims: Sequence[Claim]) -> Held:
    """Describe one office of a person from all its claims."""
    held = [claim for claim in claims if claim.is_held]
    days = [claim.day for claim in held if claim.day]
    titles = Counter(claim.office for claim in held or claims)
    return Held(
        country=country_in(claims[0].key),
        portfolio=claims[0].portfolio,
        title=min(titles, key=lambda title: (title.isupper(), -titles[title], title)),
        first=min(days, default=None),
        last=max(days, default=None),
        articles=len(articles_of(claims)),
        former=len(articles_of(claims) - articles_of(held)),
    )


def spelled(claims: Sequence[Claim]) -> tuple[str, tuple[Spelling, ...]]:
    """Return the display name and the spellings of a person."""
    counts = spellings_of(claims)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return display_name(counts), tuple(Spelling(name, key, count) for (key, name), count in ordered)


def said_by_hand(claims: Sequence[Claim], portfolio: str) -> tuple[Said, ...]:
    """What a person's claims of an office say, by day."""
    days = sorted({claim.day for claim in claims if claim.day and claim.portfolio == portfolio})

    def count(day: str, status: Status) -> int:
        return sum((claim.portfolio, claim.day, claim.status) == (portfolio, day, status.value) for claim in claims)

    return tuple(
        Said(day, count(day, Status.CURRENT), count(day, Status.ACTING), count(day, Status.FORMER)) for day in days
    )
