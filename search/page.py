"""One page of hits, and what to say when the one asked for is not there."""

from __future__ import annotations

from math import ceil

from dateline.problems import Problem
from dateline.search.engine import Snapshot
from dateline.search.plan import Plan

LARGEST_PAGE = 1_000
"""Results of one page; whoever wants all of them asks page by page or exports."""


class Page:
    """The page asked for, or the nearest that there is; `problems` says so."""

    def __init__(self, plan: Plan, snapshot: Snapshot, *, number: int, size: int) -> None:
        self.problems: list[Problem] = []
        size = self._within("results a page", size, LARGEST_PAGE)
        matching = plan.matching()
        found = snapshot.search(matching, plan.sort, max(number - 1, 0) * size, size) if number <= _DEEPEST else None
        self.total = snapshot.count(matching) if found is None else found.total
        self.pages = max(1, ceil(self.total / size))
        self.number = self._within("page", number, self.pages)
        if found is None or self.number != max(number, 1):
            found = snapshot.search(matching, plan.sort, (self.number - 1) * size, size)
        self.hits = found.hits

    def _within(self, what: str, asked: int, most: int) -> int:
        given = min(max(asked, 1), most)
        if given != asked:
            self.problems.append(Problem(f"{what}: {asked:,} is not between 1 and {most:,}; read as {given:,}"))
        return given


_DEEPEST = 100
"""Pages up to here are asked for at once; for a page beyond, it is first counted whether it is there."""
