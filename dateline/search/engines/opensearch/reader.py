"""Reads one generation through snapshots of the latest commit."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.engine import Counts, Found, Hit
from dateline.search.engines.opensearch import counting, pages
from dateline.search.engines.opensearch.cluster import Cluster
from dateline.search.engines.opensearch.commits import CommitLog, read_names
from dateline.search.engines.opensearch.point_in_time import CommittedIndex, PointInTime
from dateline.search.plan import Every, Matching
from dateline.search.request import Sort


class OpenSearchReader:
    """The reading half of the engine Protocol."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self._log = CommitLog(folder)
        self._index = CommittedIndex(cluster, read_names(folder).index, self._log)
        self._lock = threading.Lock()
        self._latest: OpenSearchSnapshot | None = None

    def snapshot(self) -> OpenSearchSnapshot:
        """Return the latest commit; while one is under way, the one before it."""
        commits = self._log.read()
        with self._lock:
            latest = self._latest
            if latest is None or (commits.done != latest.commits.done and not commits.under_way):
                latest = self._latest = OpenSearchSnapshot(PointInTime(self._index))
            return latest

    def close(self) -> None:
        """Do nothing: connections close with the last snapshot."""


class OpenSearchSnapshot:
    """One commit."""

    def __init__(self, index: PointInTime) -> None:
        self._index = index
        self.commits = index.commits

    def commit(self) -> str:
        """Return the numbers of commits begun and done."""
        return f"{self.commits.begun}-{self.commits.done}"

    def articles(self) -> int:
        """Return the number of articles."""
        return self._articles

    @cached_property
    def _articles(self) -> int:
        return pages.total(self._index, Every())

    def languages(self) -> frozenset[str]:
        """Return the languages of the articles."""
        return self._languages

    @cached_property
    def _languages(self) -> frozenset[str]:
        return frozenset(self.counts(Every(), [ValueColumn.LANGUAGE])[ValueColumn.LANGUAGE].values)

    def search(self, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
        """Return a page of hits in the total order of `sort`."""
        return pages.page(self._index, matching, sort, offset, size)

    def walk(self, matching: Matching, sort: Sort) -> Iterator[Hit]:
        """Yield every hit in the total order of `sort`."""
        return pages.walk(self._index, matching, sort)

    def count(self, matching: Matching) -> int:
        """Return the number of matching articles."""
        return pages.total(self._index, matching)

    def terms(self, column: TextColumn, start: str, most: int) -> Sequence[str]:
        """Return the commonest terms with a prefix."""
        return counting.first_terms(self._index, column, start, most)

    def counts(self, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
        """Count the matching articles by each value of these columns."""
        return counting.counts(self._index, matching, columns)
