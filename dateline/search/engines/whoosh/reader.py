"""Reads one generation through snapshots of the latest commit."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from heapq import nsmallest
from pathlib import Path

from dateline.errors import IndexDamagedError
from dateline.index.generations import REBUILD
from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.engine import Counts, Found, Hit
from dateline.search.engines.whoosh import counting, order
from dateline.search.engines.whoosh.commit import Commit
from dateline.search.engines.whoosh.library import Folder, Segment
from dateline.search.engines.whoosh.matching import Matcher
from dateline.search.engines.whoosh.scoring import Scorer, Weights
from dateline.search.engines.whoosh.segment import OpenSegment
from dateline.search.plan import Every, Matching
from dateline.search.request import Sort

_CACHED_SETS = 4
"""Sets of matching articles that a snapshot caches: one page needs the same set several times."""


class WhooshReader:
    """The reading half of the engine Protocol."""

    def __init__(self, folder: Path) -> None:
        self._folder = Folder(folder)
        self._lock = threading.Lock()
        self._opened: dict[str, OpenSegment] = {}
        self._seen, self._latest = self._open()

    def snapshot(self) -> WhooshSnapshot:
        """Return the latest commit."""
        with self._lock:
            if self._folder.latest() != self._seen:
                self._seen, self._latest = self._open()
            return self._latest

    def close(self) -> None:
        """Do nothing: files close with the last snapshot."""

    def _open(self) -> tuple[int, WhooshSnapshot]:
        while True:
            commit = self._folder.latest()
            try:
                segments = self._folder.read(commit)
                self._opened = {one.name: self._opened.get(one.name) or self._open_segment(one) for one in segments}
            except FileNotFoundError as error:
                if self._folder.latest() == commit:
                    raise IndexDamagedError(f"{error.filename} is missing", remedy=REBUILD) from error
                # A writer has made a later commit and removed the files that only this one needed.
                continue
            return commit, WhooshSnapshot(commit, Commit([(one, self._opened[one.name]) for one in segments]))

    def _open_segment(self, segment: Segment) -> OpenSegment:
        return OpenSegment(self._folder.open_table(segment))


class WhooshSnapshot:
    """One commit."""

    def __init__(self, number: int, commit: Commit) -> None:
        self._number = number
        self._commit = commit
        self._weights = Weights(commit)
        self._matching = lru_cache(maxsize=_CACHED_SETS)(self._match)

    def commit(self) -> str:
        """Return the number of the commit."""
        return str(self._number)

    def articles(self) -> int:
        """Return the number of articles."""
        return len(self._commit.everything)

    def languages(self) -> frozenset[str]:
        """Return the languages of the articles."""
        return self._languages

    @cached_property
    def _languages(self) -> frozenset[str]:
        return frozenset(self.counts(Every(), [ValueColumn.LANGUAGE])[ValueColumn.LANGUAGE].values)

    def search(self, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
        """Return a page of hits in the total order of `sort`."""
        matcher, matched = self._matching(matching)
        if sort is Sort.RELEVANCE:
            scores = self._scorer(matcher)(matching, matched)
            return order.by_score(self._commit, matched, scores, offset, size)
        return order.by_date(self._commit, matched, sort, offset, size)

    def walk(self, matching: Matching, sort: Sort) -> Iterator[Hit]:
        """Yield every hit in the total order of `sort`; the numbers of all matching articles stay in memory."""
        matcher, matched = self._matching(matching)
        if sort is Sort.RELEVANCE:
            return order.all_by_score(self._commit, matched, self._scorer(matcher)(matching, matched))
        return order.all_by_date(self._commit, matched, sort)

    def count(self, matching: Matching) -> int:
        """Return the number of matching articles."""
        return len(self._matching(matching)[1])

    def terms(self, column: TextColumn, start: str, most: int) -> Sequence[str]:
        """Return the commonest terms with a prefix."""
        counts = self._commit.prefix_counts(column, start)
        return nsmallest(most, counts, key=lambda term: (-counts[term], term))

    def counts(self, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
        """Count the matching articles by each value of these columns."""
        _, matched = self._matching(matching)
        return {column: counting.counts(self._commit, matched, column) for column in columns}

    def _scorer(self, matcher: Matcher) -> Scorer:
        return Scorer(self._commit, matcher, self._weights)

    def _match(self, matching: Matching) -> tuple[Matcher, AbstractSet[int]]:
        matcher = Matcher(self._commit)
        return matcher, matcher.live(matching)
