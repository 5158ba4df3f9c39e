"""A request resolved against one index: terms, filters, facets to count, order, page.

What a person typed has become terms of the index's own columns; nothing here is analysed again. Engines translate
these nodes and decide nothing.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.order import Sort

HEADLINE_BOOST = 1.5
"""How much a word of the headline counts beside one of the body; measured in `benchmarks/ranking.py`."""


class Every(msgspec.Struct, frozen=True):
    """All articles."""


class Never(msgspec.Struct, frozen=True):
    """No article."""


class Term(msgspec.Struct, frozen=True):
    """The column holds this term."""

    column: TextColumn
    term: str


class Sequence(msgspec.Struct, frozen=True):
    """The column holds these terms at adjacent positions, in this order; two or more."""

    column: TextColumn
    terms: tuple[str, ...]


class Near(msgspec.Struct, frozen=True):
    """The column holds all these terms at different positions, in any order, with at most `gap` others among them."""

    column: TextColumn
    terms: tuple[str, ...]
    gap: int


class StartsWith(msgspec.Struct, frozen=True):
    """The column holds a term that begins so."""

    column: TextColumn
    start: str


class Similar(msgspec.Struct, frozen=True):
    """The column holds a term at most `edits` edits away: insert, delete, substitute, or swap two neighbours."""

    column: TextColumn
    term: str
    edits: int


class OneOf(msgspec.Struct, frozen=True):
    """The column holds one of these values."""

    column: ValueColumn
    values: tuple[str, ...]


class Without(msgspec.Struct, frozen=True):
    """The column is empty."""

    column: ValueColumn


class Between(msgspec.Struct, frozen=True):
    """Published within these seconds from 1970, UTC: `since` included, `until` not; None is open."""

    since: int | None
    until: int | None


class All(msgspec.Struct, frozen=True):
    """All of these."""

    parts: tuple[Matching, ...]


class Any(msgspec.Struct, frozen=True):
    """Any of these."""

    parts: tuple[Matching, ...]


class Except(msgspec.Struct, frozen=True):
    """All articles but these."""

    part: Matching


Matching: TypeAlias = (
    Every | Never | Term | Sequence | Near | StartsWith | Similar | OneOf | Without | Between | All | Any | Except
)


class Chosen(msgspec.Struct, frozen=True):
    """What was chosen in one facet, as a filter."""

    family: str
    """The facet's `chosen_with`: its counts, and those of its family, leave this out."""
    matching: Matching


class Plan(msgspec.Struct, frozen=True):
    """One search, ready for an engine."""

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
    """All of any number of parts."""
    if Never() in parts:
        return Never()
    kept = [part for part in parts if part != Every()]
    if not kept:
        return Every()
    return kept[0] if len(kept) == 1 else All(tuple(kept))


def _each_with(query: Matching, filters: list[Matching]) -> Matching:
    """The query and filters that leave few articles: each alternative has them, so that it is looked for in those only.

    Engines go through all that an alternative finds where the filters stand beside it.
    """
    if isinstance(query, Any):
        return any_of([_each_with(part, filters) for part in query.parts])
    return all_of([query, *filters])


def any_of(parts: list[Matching]) -> Matching:
    """Any of any number of parts."""
    if Every() in parts:
        return Every()
    kept = [part for part in parts if part != Never()]
    if not kept:
        return Never()
    return kept[0] if len(kept) == 1 else Any(tuple(kept))
