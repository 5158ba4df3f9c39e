"""Points in time: what was visible at one commit, searchable for as long as it is needed.

A cluster keeps a point in time on certain nodes and loses it with any of them. It is then reopened from the remaining
replicas, if there has been no other commit since.
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
from dateline.search.engines.opensearch.cluster import KEEP_ALIVE, Cluster, ClusterError, Statistics, with_retries
from dateline.search.engines.opensearch.commits import CommitLog, Commits

Answer = TypeVar("Answer")

_LONGEST_COMMIT = 10.0
"""Seconds to wait for a commit under way; it takes less than one, unless its writer died."""
_POLL_SECONDS = 0.02


class CommittedIndex:
    """One index; its points in time are opened between commits."""

    def __init__(self, cluster: Cluster, name: str, log: CommitLog) -> None:
        self.cluster = cluster
        self.abandoned: deque[str] = deque()
        """Points in time that are no longer used.

        They are closed when the next one is opened: a finalizer may run in the middle of any code.
        """
        self._log = log
        self._name = name
        # At exit finalizers run in reverse order, so this one runs after those of all points in time.
        weakref.finalize(self, _close, cluster, self.abandoned)

    def open(self) -> tuple[Commits, str]:
        """Return the last commit, and a point in time of exactly that commit. Raises SearchIndexError."""
        _close(self.cluster, self.abandoned)
        deadline = time.monotonic() + _LONGEST_COMMIT
        while True:
            before = self._log.read()
            if before.under_way and time.monotonic() < deadline:
                time.sleep(_POLL_SECONDS)
                continue
            opened = with_retries(lambda: self.cluster.open_point_in_time(self._name))
            if self._log.read() == before:
                return before, opened
            self.abandoned.append(opened)


class PointInTime:
    """One commit; safe to search from several threads, and closed when it is no longer referenced."""

    def __init__(self, index: CommittedIndex) -> None:
        self.commits, opened = index.open()
        self._index = index
        self._lock = threading.Lock()
        self._opened = [opened]
        weakref.finalize(self, index.abandoned.extend, self._opened)

    def search(
        self,
        body: Mapping[str, object],
        kind: type[Answer],
        statistics: Statistics = Statistics.OF_EACH_SHARD,
    ) -> Answer:
        """Search it. Raises SearchIndexError."""
        return with_retries(lambda: self._search(body, kind, statistics))

    def _search(self, body: Mapping[str, object], kind: type[Answer], statistics: Statistics) -> Answer:
        (opened,) = self._opened
        with_context = {**body, "pit": {"id": opened, "keep_alive": KEEP_ALIVE}}
        try:
            return self._index.cluster.search(with_context, kind, statistics)
        except ClusterError as error:
            if error.is_transient and not error.is_busy:
                self._reopen(opened)
            raise

    def _reopen(self, lost: str) -> None:
        with self._lock:
            if self._opened != [lost]:
                return
            commits, opened = self._index.open()
            if commits != self.commits:
                self._index.abandoned.append(opened)
                raise SearchIndexError(
                    "the cluster lost this snapshot, and the index has changed since", remedy="search again"
                )
            self._index.abandoned.append(lost)
            self._opened[:] = [opened]


def _close(cluster: Cluster, abandoned: deque[str]) -> None:
    ids = list(abandoned)
    abandoned.clear()
    # Those that cannot be closed now expire in the cluster after `KEEP_ALIVE`.
    with suppress(SearchIndexError):
        cluster.close_points_in_time(ids)
