"""Count facets: the values of each with their counts, in order, including `none` and chosen values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from heapq import nsmallest
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from dateline.index.analysis import folded_value
from dateline.index.terms import ValueColumn
from dateline.search.engine import Counts, Snapshot
from dateline.search.facets.choices import ReadChoices
from dateline.search.facets.labels import Labels
from dateline.search.plan import Matching, Plan, all_of
from dateline.search.request import NONE, FacetOrder, FacetRequest
from dateline.search.results import FacetCounts, FacetValue

if TYPE_CHECKING:
    from concurrent.futures import Future

CountsByColumn: TypeAlias = Mapping[ValueColumn, Counts]
Submit: TypeAlias = "Callable[[Callable[[], CountsByColumn]], Future[CountsByColumn]]"
"""Runs a count in another thread."""


class Counting:
    """Counts the facets of a request in other threads, as engines release the GIL.

    Facets that ignore the same choices are counted in one call of the engine.
    """

    def __init__(self, plan: Plan, requests: Sequence[FacetRequest], snapshot: Snapshot, submit: Submit) -> None:
        self._plan = plan
        self._requests = requests
        self._snapshot = snapshot
        shared: dict[Matching, list[ValueColumn]] = {}
        for request in requests:
            shared.setdefault(plan.matching(leave_out=request.facet.chosen_with), []).append(request.facet.column)
        self._counting = {
            matching: submit(partial(snapshot.counts, matching, list(dict.fromkeys(columns))))
            for matching, columns in shared.items()
        }

    def facets(self, choices: ReadChoices, labels: Labels) -> tuple[FacetCounts, ...]:
        """Wait for the counts and return the facets in the order of their requests."""
        return tuple(self._facet(request, choices, labels) for request in self._requests)

    def _facet(self, request: FacetRequest, choices: ReadChoices, labels: Labels) -> FacetCounts:
        facet = request.facet
        matching = self._plan.matching(leave_out=facet.chosen_with)
        counts = self._counting[matching].result()[facet.column]
        found = _found(request, counts)
        start = max(request.offset, 0)
        listed = _listed(request, counts, found, start + max(request.size, 0))[start:]
        chosen = next((choice.values for choice in choices.choices if choice.facet is facet), ())
        values = [*listed, *(value for value in chosen if value not in listed)]

        def count(value: str) -> int:
            if value == NONE:
                return counts.without
            if value in counts.values:
                return counts.values[value]
            # Chosen, but not in the column: an official's name instead of a key, or a value that does not exist.
            return self._snapshot.count(all_of([matching, choices.filters[facet, value]]))

        names = labels.of(facet, values, self._snapshot)
        return FacetCounts(
            facet=facet,
            values=tuple(FacetValue(value, names[value], count(value), chosen=value in chosen) for value in values),
            distinct=len(found),
        )


def _found(request: FacetRequest, counts: Counts) -> Collection[str]:
    """Return all values that a request asks for, largest counts first."""
    if not request.contains:
        return counts.values.keys()
    wanted = folded_value(request.contains)
    return [value for value in counts.values if wanted in _name(request, value) or wanted in value.lower()]


def _listed(request: FacetRequest, counts: Counts, found: Collection[str], most: int) -> list[str]:
    """Return the first `most` of the found values in order, then `none`; does not sort the others, often many."""
    if request.order is FacetOrder.NAME:
        first = nsmallest(most, found, key=lambda value: (_name(request, value), value))
    else:
        first = _largest(found, counts.values, most)
    with_none = not request.contains and counts.without and len(first) < most
    return [*first, NONE] if with_none else first


def _largest(found: Iterable[str], counts: Mapping[str, int], most: int) -> list[str]:
    """Return the first `most` values; their counts are in descending order, and equal counts are sorted by value."""
    listed: list[str] = []
    for _, equal in groupby(found, key=counts.__getitem__):
        if len(listed) >= most:
            break
        listed.extend(nsmallest(most - len(listed), equal))
    return listed


def _name(request: FacetRequest, value: str) -> str:
    return request.facet.label.folded_name(value, request.language)
