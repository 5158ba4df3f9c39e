"""Tallies: claims of one year that say the same in the same words, as one row; and articles counted by them.

Claims can be added up, articles cannot: one that names a person in two spellings, or in two offices, makes two claims.
So it is also kept how many articles make several claims at once that can mean one person, and which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from dateline.index.people.claims import Claim
from dateline.index.people.names import block_of
from dateline.index.people.ties import Ties

_Trait = TypeVar("_Trait", bound=Hashable)


class Wording(msgspec.Struct, frozen=True, order=True, array_like=True):
    """What a claim says, without the article and the day."""

    key: str
    portfolio: str
    year: int
    is_held: bool
    name: str
    office: str


class Tally(msgspec.Struct, frozen=True):
    """All claims of one wording: at most one an article, so they are as many as articles."""

    wording: Wording
    claims: int
    first: str | None
    """The first day of an article that says so; None in the year UNDATED."""
    last: str | None


class Overlap(msgspec.Struct, frozen=True):
    """How many articles make all of these claims, two at least, and no other that can mean the same person."""

    wordings: tuple[Wording, ...]
    articles: int


class Tallied(msgspec.Struct, frozen=True):
    """Some tallies, and all overlaps between them; no others."""

    tallies: tuple[Tally, ...]
    overlaps: tuple[Overlap, ...]

    @property
    def claims(self) -> int:
        """How many claims these are."""
        return sum(tally.claims for tally in self.tallies)

    @property
    def articles(self) -> int:
        """How many articles make at least one of these claims, each counted once."""
        return self.claims - sum((len(overlap.wordings) - 1) * overlap.articles for overlap in self.overlaps)

    @property
    def held(self) -> Tallied:
        """Those that say that an office is held."""
        return self.by(lambda wording: wording.is_held).get(True, NO_TALLIES)

    @property
    def ends(self) -> tuple[Tally, Tally]:
        """The tallies with the first and the last claim, of one tally at least.

        Claims of a former holder, and those without a date, are left out where there are others.
        """
        said = self.held.tallies or self.tallies
        dated = [tally for tally in said if tally.first] or said
        first = min(dated, key=lambda tally: (tally.first or "", tally.wording.key))
        return first, max(dated, key=lambda tally: (tally.last or "", tally.wording.key))

    def by(self, trait: Callable[[Wording], _Trait]) -> Mapping[_Trait, Tallied]:
        """The same, apart for each trait of wordings."""
        tallies: defaultdict[_Trait, list[Tally]] = defaultdict(list)
        for tally in self.tallies:
            tallies[trait(tally.wording)].append(tally)
        overlaps: defaultdict[_Trait, list[Overlap]] = defaultdict(list)
        for overlap in self.overlaps:
            for found, part in _parts(overlap.wordings, trait):
                overlaps[found].append(Overlap(part, overlap.articles))
        return {found: Tallied(tuple(own), tuple(overlaps[found])) for found, own in tallies.items()}


NO_TALLIES = Tallied((), ())


def tallied(tallies: Iterable[Tally], overlaps: Iterable[Overlap]) -> Tallied:
    """Tallies with what of these overlaps is between them."""
    found = tuple(tallies)
    known = {tally.wording for tally in found}
    within = (
        Overlap(part, overlap.articles)
        for overlap in overlaps
        for is_known, part in _parts(overlap.wordings, known.__contains__)
        if is_known
    )
    return Tallied(found, tuple(within))


def wording_of(claim: Claim) -> Wording:
    """What a claim says, without the article and the day."""
    return Wording(claim.key, claim.portfolio, claim.year, claim.is_held, claim.name, claim.office)


def overlapping(claims: Sequence[Claim], ties: Ties) -> Iterator[tuple[Wording, ...]]:
    """Of the claims of one article, those that can mean one person, where they are several.

    Whatever is joined later, persons are joined only within blocks that ties have linked.
    """
    if len(claims) > 1:
        wordings = sorted(map(wording_of, claims))
        yield from (part for _, part in _parts(wordings, lambda wording: min(ties.linked(block_of(wording.key)))))


def _parts(
    wordings: Iterable[Wording], trait: Callable[[Wording], _Trait]
) -> Iterator[tuple[_Trait, tuple[Wording, ...]]]:
    """Those that have a trait in common, where they are several."""
    parts: defaultdict[_Trait, list[Wording]] = defaultdict(list)
    for wording in wordings:
        parts[trait(wording)].append(wording)
    return ((found, tuple(part)) for found, part in parts.items() if len(part) > 1)
