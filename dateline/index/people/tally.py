"""Tallies: one row for all claims of a year with the same wording, and article counts derived from them.

Claims can be summed, articles cannot: an article that names a person in two spellings or offices makes two claims.
Overlaps correct for this: they count the articles that make several claims that can denote one person.
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
    """A claim without its article and day."""

    key: str
    portfolio: str
    year: int
    is_held: bool
    name: str
    office: str


class Tally(msgspec.Struct, frozen=True):
    """All claims of one wording. An article makes at most one of them, so claims equal articles."""

    wording: Wording
    claims: int
    first: str | None
    """Day of the first article that makes the claim; None in the year UNDATED."""
    last: str | None


class Overlap(msgspec.Struct, frozen=True):
    """How many articles make exactly these claims, two or more, among those that can denote the same person."""

    wordings: tuple[Wording, ...]
    articles: int


class Tallied(msgspec.Struct, frozen=True):
    """Some tallies, and exactly the overlaps between them."""

    tallies: tuple[Tally, ...]
    overlaps: tuple[Overlap, ...]

    @property
    def claims(self) -> int:
        """The number of claims."""
        return sum(tally.claims for tally in self.tallies)

    @property
    def articles(self) -> int:
        """The number of articles that make at least one of these claims."""
        return self.claims - sum((len(overlap.wordings) - 1) * overlap.articles for overlap in self.overlaps)

    @property
    def held(self) -> Tallied:
        """The tallies of claims that the office is held."""
        return self.by(lambda wording: wording.is_held).get(True, NO_TALLIES)

    @property
    def ends(self) -> tuple[Tally, Tally]:
        """The tallies with the first and the last claim; needs at least one tally.

        Claims of former holders and undated claims count only if there are no others.
        """
        claimed = self.held.tallies or self.tallies
        dated = [tally for tally in claimed if tally.first] or claimed
        first = min(dated, key=lambda tally: (tally.first or "", tally.wording.key))
        return first, max(dated, key=lambda tally: (tally.last or "", tally.wording.key))

    def by(self, trait: Callable[[Wording], _Trait]) -> Mapping[_Trait, Tallied]:
        """Group the tallies, and their overlaps, by a trait of their wordings."""
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
    """Combine tallies with the parts of these overlaps that lie between them."""
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
    """Return the wording of a claim."""
    return Wording(claim.key, claim.portfolio, claim.year, claim.is_held, claim.name, claim.office)


def overlapping(claims: Sequence[Claim], ties: Ties) -> Iterator[tuple[Wording, ...]]:
    """Yield the groups of two or more claims of one article that can denote one person.

    Persons are only ever joined within one block, or blocks linked by ties.
    """
    if len(claims) > 1:
        wordings = sorted(map(wording_of, claims))
        yield from (part for _, part in _parts(wordings, lambda wording: min(ties.linked(block_of(wording.key)))))


def _parts(
    wordings: Iterable[Wording], trait: Callable[[Wording], _Trait]
) -> Iterator[tuple[_Trait, tuple[Wording, ...]]]:
    """Return each group of two or more wordings that share a trait."""
    parts: defaultdict[_Trait, list[Wording]] = defaultdict(list)
    for wording in wordings:
        parts[trait(wording)].append(wording)
    return ((found, tuple(part)) for found, part in parts.items() if len(part) > 1)
