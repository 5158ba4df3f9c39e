"""What was visible at one commit, asked as long as it is needed.

A cluster keeps a point in time on certain nodes, and loses it with any of them. The same is then opened anew from the
copies that are left, as long as no other commit came between.
"""

from __future__ import annotations

import threading
import time
import weakref
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from typing import TypeVar

from dateline.errors import SearchIndexError
from dateline.search.engines.opensearch.cluster import KEEP_ALIVE, Cluster, ClusterError, Statistics, patiently
from dateline.search.engines.opensearch.commits import CommitLog, Commits

Answered = TypeVar("Answered")

_PATIENCE = 10.0
"""Seconds for a commit that is under way; it needs less than one, unless who began it is gone."""
_GLANCE = 0.02


class CommittedIndex:
    """One index, of which points in time are opened between commits."""

    def __init__(self, cluster: Cluster, name: str, log: CommitLog) -> None:
        self.cluster = cluster
        self.abandoned: deque[str] = deque()
        """Points in time that nobody holds any more.

        They are let go when the next is opened: what is told that nobody holds one may be in the middle of anything.
        """
        self._log = log
        self._name = name
        # At the end of a process it comes after those of all points in time, which were made later.
        weakref.finalize(self, _let_go, cluster, self.abandoned)

    def open(self) -> tuple[Commits, str]:
        """The last commit, and a point in time that has it and nothing else. Raises SearchIndexError."""
        _let_go(self.cluster, self.abandoned)
        until = time.monotonic() + _PATIENCE
        while True:
            before = self._log.read()
            if before.under_way and time.monotonic() < until:
                time.sleep(_GLANCE)
                continue
            opened = patiently(lambda: self.cluster.open_point_in_time(self._name))
            if self._log.read() == before:
                return before, opened
            self.abandoned.append(opened)


class PointInTime:
    """One commit; safe to ask from several threads, and let go with the last who holds it."""

    def __init__(self, index: CommittedIndex) -> None:
        self.commits, opened = index.open()
        self._index = index
        self._lock = threading.Lock()
        self._opened = [opened]
        weakref.finalize(self, index.abandoned.extend, self._opened)

    def search(
        self,
        body: Mapping[str, object],
        kind: type[Answered],
        statistics: Statistics = Statistics.OF_EACH_SHARD,
    ) -> Answered:
        """Ask it. Raises SearchIndexError."""
        return patiently(lambda: self._search(body, kind, statistics))

    def _search(self, body: Mapping[str, object], kind: type[Answered], statistics: Statistics) -> Answered:
        (opened,) = self._opened
        asked = {**body, "pit": {"id": opened, "keep_alive": KEEP_ALIVE}}
        try:
            return self._index.cluster.search(asked, kind, statistics)
        except ClusterError as error:
            if error.may_pass and not error.is_busy:
                self._open_anew(opened)
            raise

    def _open_anew(self, lost: str) -> None:
        with self._lock:
            if self._opened != [lost]:
                return
            commits, opened = self._index.open()
            if commits != self.commits:
                self._index.abandoned.append(opened)
                raise SearchIndexError("the cluster has lost what was asked and has newer articles", remedy="ask again")
            self._index.abandoned.append(lost)
            self._opened[:] = [opened]


def _let_go(cluster: Cluster, abandoned: deque[str]) -> None:
    names = list(abandoned)
    abandoned.clear()
    # What cannot be let go now the cluster lets go by itself, when nobody has asked it for a while.
    with suppress(SearchIndexError):
        cluster.close_points_in_time(names)
