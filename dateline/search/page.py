"""One page of hits, with a problem if the requested page does not exist."""

from __future__ import annotations

from math import ceil

from dateline.problems import Problem
from dateline.search.engine import Snapshot
from dateline.search.plan import Plan
from dateline.search.sentences import Sentence

LARGEST_PAGE = 1_000
"""Results on one page; to get more, read several pages or export."""


class Page:
    """The requested page, or the nearest one that exists, with a problem in `problems`."""

    def __init__(self, plan: Plan, snapshot: Snapshot, *, number: int, size: int) -> None:
        self.problems: list[Problem] = []
        size = self._within(Sentence.PAGE_SIZE, size, 0, LARGEST_PAGE)
        matching = plan.matching()
        is_near = size > 0 and 0 <= (number - 1) * size <= _DEEPEST
        found = snapshot.search(matching, plan.sort, (number - 1) * size, size) if is_near else None
        self.total = snapshot.count(matching) if found is None else found.total
        self.pages = max(1, ceil(self.total / max(size, 1)))
        self.number = self._within(Sentence.PAGE_BEYOND, number, 1, self.pages)
        if size and (found is None or self.number != number):
            found = snapshot.search(matching, plan.sort, (self.number - 1) * size, size)
        self.hits = found.hits if found else ()

    def _within(self, sentence: Sentence, asked: int, least: int, most: int) -> int:
        given = min(max(asked, least), most)
        if given != asked:
            self.problems.append(sentence.message(asked=asked, least=least, most=most, given=given).problem())
        return given


_DEEPEST = 10_000
"""Hits before a page that is searched for directly; for a page beyond, the total is counted first."""
