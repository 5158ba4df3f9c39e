"""Plans: a request resolved to terms and values of one index.

Text is already analysed: nodes hold terms as in the columns. Engines translate these nodes and decide nothing.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.order import Sort


class Every(msgspec.Struct, frozen=True):
    """All articles."""


class Never(msgspec.Struct, frozen=True):
    """No article."""


class Term(msgspec.Struct, frozen=True):
    """The column has this term."""

    column: TextColumn
    term: str


class Sequence(msgspec.Struct, frozen=True):
    """The column has these two or more terms at adjacent positions, in this order."""

    column: TextColumn
    terms: tuple[str, ...]


class Near(msgspec.Struct, frozen=True):
    """The column has these terms at different positions, in any order, with at most `gap` others between them."""

    column: TextColumn
    terms: tuple[str, ...]
    gap: int


class StartsWith(msgspec.Struct, frozen=True):
    """The column has a term with this prefix."""

    column: TextColumn
    start: str


class Similar(msgspec.Struct, frozen=True):
    """The column has a term within `edits` insertions, deletions, substitutions or transpositions."""

    column: TextColumn
    term: str
    edits: int


class Ranked(msgspec.Struct, frozen=True):
    """The articles of this part, scored by these terms in `TextColumn.TEXT`; no other node but a term there scores."""

    part: Matching
    terms: tuple[str, ...]


class Preferred(msgspec.Struct, frozen=True):
    """The articles of this part; those of `better` among them have the scores of both."""

    part: Matching
    better: Matching


class OneOf(msgspec.Struct, frozen=True):
    """The column has one of these values."""

    column: ValueColumn
    values: tuple[str, ...]


class Without(msgspec.Struct, frozen=True):
    """The column has no value."""

    column: ValueColumn


class Between(msgspec.Struct, frozen=True):
    """Published from `since` until before `until`, in seconds since 1970 (UTC); None means open."""

    since: int | None
    until: int | None


class All(msgspec.Struct, frozen=True):
    """All of these parts."""

    parts: tuple[Matching, ...]


class Any(msgspec.Struct, frozen=True):
    """Any of these parts."""

    parts: tuple[Matching, ...]


class Except(msgspec.Struct, frozen=True):
    """All articles except these."""

    part: Matching


Matching: TypeAlias = (
    Every
    | Never
    | Term
    | Sequence
    | Near
    | StartsWith
    | Similar
    | Ranked
    | Preferred
    | OneOf
    | Without
    | Between
    | All
    | Any
    | Except
)


class Chosen(msgspec.Struct, frozen=True):
    """The values chosen in one facet, as a filter."""

    family: str
    """The facet's `chosen_with`; the counts of all facets with the same one ignore this filter."""
    matching: Matching


class Plan(msgspec.Struct, frozen=True):
    """One search, as an engine executes it."""

    query: Matching
    chosen: tuple[Chosen, ...]
    sort: Sort
    left_out: Matching = Never()
    """The copies that this search leaves out."""

    def matching(self, leave_out: str | None = None) -> Matching:
        """Return what the search finds, without the choices of the facet family `leave_out`."""
        filters = [chosen.matching for chosen in self.chosen if chosen.family != leave_out]
        kept = Every() if self.left_out == Never() else Except(self.left_out)
        return all_of([self.query, *filters, kept])

    def only_left_out(self) -> Matching:
        """Return the matching copies that the search leaves out."""
        return _each_with(self.query, [*(chosen.matching for chosen in self.chosen), self.left_out])


def all_of(parts: list[Matching]) -> Matching:
    """Return a node for all of any number of parts."""
    if Never() in parts:
        return Never()
    kept = [part for part in parts if part != Every()]
    if not kept:
        return Every()
    return kept[0] if len(kept) == 1 else All(tuple(kept))


def _each_with(query: Matching, filters: list[Matching]) -> Matching:
    """Return the query with selective filters, repeated in each alternative.

    With filters only beside the alternatives, engines would visit every match of each alternative.
    """
    if isinstance(query, Any):
        return any_of([_each_with(part, filters) for part in query.parts])
    return all_of([query, *filters])


def any_of(parts: list[Matching]) -> Matching:
    """Return a node for any of any number of parts."""
    if Every() in parts:
        return Every()
    kept = [part for part in parts if part != Never()]
    if not kept:
        return Never()
    return kept[0] if len(kept) == 1 else Any(tuple(kept))
