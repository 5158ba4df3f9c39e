"""A point in time holds one commit: it opens between commits, reopens when lost, and is closed after use."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from dateline.errors import IndexDamagedError, SearchIndexError
from dateline.search.engines.opensearch import point_in_time
from dateline.search.engines.opensearch.cluster import Cluster, ClusterError, Statistics
from dateline.search.engines.opensearch.commits import CommitLog, Commits
from dateline.search.engines.opensearch.point_in_time import CommittedIndex, PointInTime
from dateline.search.engines.opensearch.settings import ClusterSettings

Reply = TypeVar("Reply")


class Answer(msgspec.Struct):
    """The point in time that answered."""

    pit: str


class FakeCluster(Cluster):
    """Numbers its points in time; those in `lost` are gone."""

    def __init__(self) -> None:
        super().__init__(ClusterSettings(("http://127.0.0.1:9",), "test"))
        self.opened: list[str] = []
        self.closed: list[str] = []
        self.lost: set[str] = set()
        self.while_opening: Callable[[], None] = lambda: None

    def open_point_in_time(self, index: str) -> str:
        del index
        self.opened.append(str(len(self.opened) + 1))
        self.while_opening()
        return self.opened[-1]

    def close_points_in_time(self, ids: Iterable[str]) -> None:
        self.closed.extend(ids)

    def search(self, body: Mapping[str, object], kind: type[Reply], statistics: Statistics) -> Reply:
        del statistics
        pit = msgspec.convert(body["pit"], dict[str, str])["id"]
        if pit in self.lost:
            raise ClusterError(500, "lost", ["search_phase_execution_exception", "node_not_connected_exception"])
        return msgspec.convert({"pit": pit}, kind)


@pytest.fixture
def log(tmp_path: Path) -> CommitLog:
    log = CommitLog(tmp_path)
    log.start()
    return log


@pytest.fixture
def cluster() -> FakeCluster:
    return FakeCluster()


def commit(log: CommitLog) -> None:
    log.begin()
    log.complete()


def test_an_incomplete_commit_is_followed_by_a_new_one(log: CommitLog) -> None:
    commit(log)
    log.begin()
    assert (log.read(), log.read().under_way) == (Commits(2, 1), True)
    commit(log)
    assert (log.read(), log.read().under_way) == (Commits(3, 3), False)


def test_an_unreadable_log_suggests_a_rebuild(tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError, match="dateline reindex"):
        CommitLog(tmp_path).read()


def test_opening_repeats_if_a_commit_ends_meanwhile(log: CommitLog, cluster: FakeCluster) -> None:
    def commit_once() -> None:
        if len(cluster.opened) == 1:
            commit(log)

    cluster.while_opening = commit_once
    index = CommittedIndex(cluster, "index", log)
    assert index.open() == (Commits(1, 1), "2")
    assert list(index.abandoned) == ["1"]


def test_opening_waits_for_a_commit_under_way(log: CommitLog, cluster: FakeCluster) -> None:
    log.begin()
    completing = threading.Timer(0.2, log.complete)
    completing.start()
    assert CommittedIndex(cluster, "index", log).open() == (Commits(1, 1), "1")
    completing.join()


def test_opening_does_not_wait_forever_for_a_dead_writer(
    log: CommitLog, cluster: FakeCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(point_in_time, "_LONGEST_COMMIT", 0.1)
    log.begin()
    assert CommittedIndex(cluster, "index", log).open() == (Commits(1, 0), "1")


def test_a_lost_point_in_time_is_reopened(log: CommitLog, cluster: FakeCluster) -> None:
    index = CommittedIndex(cluster, "index", log)
    at = PointInTime(index)
    cluster.lost = {"1"}
    assert [at.search({}, Answer).pit, at.search({}, Answer).pit] == ["2", "2"]
    assert cluster.opened == ["1", "2"]
    del at
    index.open()
    assert cluster.closed == ["1", "2"]


def test_a_busy_cluster_keeps_its_points_in_time(
    log: CommitLog, cluster: FakeCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = PointInTime(CommittedIndex(cluster, "index", log))
    answer = cluster.search
    refusals = [ClusterError(429, "rejected"), ClusterError(429, "rejected")]

    def busy(body: Mapping[str, object], kind: type[Reply], statistics: Statistics) -> Reply:
        if refusals:
            raise refusals.pop()
        return answer(body, kind, statistics)

    monkeypatch.setattr(cluster, "search", busy)
    assert at.search({}, Answer).pit == "1"
    assert cluster.opened == ["1"]


def test_a_point_in_time_lost_after_a_commit_fails(log: CommitLog, cluster: FakeCluster) -> None:
    at = PointInTime(CommittedIndex(cluster, "index", log))
    commit(log)
    cluster.lost = {"1"}
    with pytest.raises(SearchIndexError, match="index has changed since; search again"):
        at.search({}, Answer)


def test_final_errors_are_not_retried(log: CommitLog, cluster: FakeCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    at = PointInTime(CommittedIndex(cluster, "index", log))
    attempts: list[str] = []

    def refuse(body: Mapping[str, object], kind: type[object], statistics: Statistics) -> object:
        del body, kind, statistics
        attempts.append("once")
        raise ClusterError(400, "no", ["too_many_nested_clauses"])

    monkeypatch.setattr(cluster, "search", refuse)
    with pytest.raises(ClusterError):
        at.search({}, Answer)
    assert (attempts, cluster.opened) == (["once"], ["1"])


def test_unused_points_in_time_are_closed_by_the_next_opening(log: CommitLog, cluster: FakeCluster) -> None:
    index = CommittedIndex(cluster, "index", log)
    first = PointInTime(index)
    second = PointInTime(index)
    assert cluster.closed == []
    del first
    assert cluster.closed == []
    PointInTime(index)
    assert cluster.closed == ["1"]
    assert second.search({}, Answer).pit == "2"


@pytest.mark.parametrize(
    ("status", "types", "is_transient"),
    [
        (429, ["rejected_execution_exception"], True),
        (503, ["search_phase_execution_exception"], True),
        (404, ["search_phase_execution_exception", "search_context_missing_exception"], True),
        (500, ["search_phase_execution_exception", "node_not_connected_exception"], True),
        (500, ["receive_timeout_transport_exception"], True),
        (500, ["search_phase_execution_exception", "too_many_nested_clauses"], False),
        (400, ["parsing_exception"], False),
        (403, ["security_exception"], False),
    ],
)
def test_errors_are_transient_by_status_or_type(status: int, types: list[str], *, is_transient: bool) -> None:
    assert ClusterError(status, "", types).is_transient is is_transient
