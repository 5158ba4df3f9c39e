"""What a facet shows: values with counts, its own choices left out, none, order, a part of a long list."""

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
from dateline.search.facets.label import Label, Language
from dateline.search.facets.labels import Labels
from dateline.search.plan import Matching, Plan, all_of
from dateline.search.request import NONE, FacetOrder, FacetRequest
from dateline.search.results import FacetCounts, FacetValue

if TYPE_CHECKING:
    from concurrent.futures import Future

CountsByColumn: TypeAlias = Mapping[ValueColumn, Counts]
Submit: TypeAlias = "Callable[[Callable[[], CountsByColumn]], Future[CountsByColumn]]"
"""Lets another thread count."""


class Counting:
    """Counts the facets of a request, in other threads, as engines work outside Python's lock.

    Facets that leave out the same choices share one pass of the engine.
    """

    def __init__(self, plan: Plan, asked: Sequence[FacetRequest], snapshot: Snapshot, submit: Submit) -> None:
        self._plan = plan
        self._asked = asked
        self._snapshot = snapshot
        shared: dict[Matching, list[ValueColumn]] = {}
        for request in asked:
            shared.setdefault(plan.matching(leave_out=request.facet.chosen_with), []).append(request.facet.column)
        self._counting = {
            matching: submit(partial(snapshot.counts, matching, list(dict.fromkeys(columns))))
            for matching, columns in shared.items()
        }

    def facets(self, choices: ReadChoices, labels: Labels) -> tuple[FacetCounts, ...]:
        """Wait for the counts and show them."""
        chosen = {choice.facet: choice.values for choice in choices.choices}
        return tuple(
            self._counted(request, choices).shown(chosen.get(request.facet, ()), labels) for request in self._asked
        )

    def _counted(self, request: FacetRequest, choices: ReadChoices) -> _Counted:
        matching = self._plan.matching(leave_out=request.facet.chosen_with)
        counts = self._counting[matching].result()[request.facet.column]
        return _Counted(request, counts, matching, choices, self._snapshot)


class _Counted:
    """One facet with all its counts."""

    def __init__(
        self, request: FacetRequest, counts: Counts, matching: Matching, choices: ReadChoices, snapshot: Snapshot
    ) -> None:
        self._request = request
        self._counts = counts
        self._matching = matching
        self._choices = choices
        self._snapshot = snapshot

    def shown(self, chosen: Sequence[str], labels: Labels) -> FacetCounts:
        request = self._request
        found = _found(request, self._counts)
        start = max(request.offset, 0)
        shown = _listed(request, self._counts, found, start + max(request.size, 0))[start:]
        values = [*shown, *(value for value in chosen if value not in shown)]
        names = labels.of(request.facet, values, self._snapshot)
        return FacetCounts(
            facet=request.facet,
            values=tuple(
                FacetValue(value, names[value], self._count(value), chosen=value in chosen) for value in values
            ),
            distinct=len(found),
        )

    def _count(self, value: str) -> int:
        if value == NONE:
            return self._counts.without
        if value in self._counts.values:
            return self._counts.values[value]
        # Chosen, but not one of the column's values: an official's name where a key was expected, or nothing at all.
        return self._snapshot.count(all_of([self._matching, self._choices.filters[self._request.facet, value]]))


def _found(request: FacetRequest, counts: Counts) -> Collection[str]:
    """All values asked for, the largest counts first."""
    if not request.contains:
        return counts.values.keys()
    return list(filter(_contains(_name_of(request), request.contains), counts.values))


def _listed(request: FacetRequest, counts: Counts, found: Collection[str], most: int) -> list[str]:
    """The first `most` of the values found, in order; `none` after the last. The others, often many, are not sorted."""
    if request.order is FacetOrder.NAME:
        first = nsmallest(most, found, key=_by_name(_name_of(request)))
    else:
        first = _largest(found, counts.values, most)
    with_none = not request.contains and counts.without and len(first) < most
    return [*first, NONE] if with_none else first


def _largest(found: Iterable[str], counts: Mapping[str, int], most: int) -> list[str]:
    """The first `most` values; their counts descend already, and equal ones are put in order by value."""
    listed: list[str] = []
    for _, equal in groupby(found, key=counts.__getitem__):
        if len(listed) >= most:
            break
        listed.extend(nsmallest(most - len(listed), equal))
    return listed


def _name_of(request: FacetRequest) -> Callable[[str], str]:
    return partial(_sought, request.facet.label, request.language)


def _sought(label: Label, language: Language, value: str) -> str:
    return label.sought(value, language)


def _by_name(name: Callable[[str], str]) -> Callable[[str], tuple[str, str]]:
    return lambda value: (name(value), value)


def _contains(name: Callable[[str], str], text: str) -> Callable[[str], bool]:
    wanted = folded_value(text)
    return lambda value: wanted in name(value) or wanted in value.lower()
