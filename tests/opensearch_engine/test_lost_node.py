"""A node is lost during indexing: each article is found exactly once, and searches continue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from dateline.archive.checking import verify
from dateline.archive.reading import open_archive
from dateline.archive.writing import index_into
from dateline.index.pipeline import Progress
from dateline.index.read import ReadOptions
from tests.cluster.nodes import Cluster

pytestmark = pytest.mark.cluster

EACH = 300


@pytest.fixture
def nodes(cluster: Cluster) -> Iterator[Cluster]:
    """A green cluster, before and after the test."""
    yield cluster
    cluster.wait_for_green()


def written(path: Path, first: int) -> str:
    """Write a file of `EACH` articles with ids from `r{first}`; return its path."""
    articles = [{"id": f"r{number}", "body": f"Talks on oil, part {number}."} for number in range(first, first + EACH)]
    path.write_bytes(b"\n".join(map(msgspec.json.encode, articles)))
    return str(path)


def test_all_articles_are_indexed_despite_a_lost_node(nodes: Cluster, tmp_path: Path) -> None:
    data = tmp_path / "data"
    index_into(data, [written(tmp_path / "a.jsonl", 0)], ReadOptions(), engine="opensearch", workers=1)
    nodes.wait_for_green()
    lost: list[str] = []

    def lose(progress: Progress) -> None:
        if progress.stored and not lost:
            lost.append(nodes.addresses[1])
            nodes.kill(lost[0])

    try:
        with open_archive(data) as archive:
            query = archive.service.read("oil duplicates:all").query
            assert archive.service.count(query).count == EACH
            index_into(data, [written(tmp_path / "b.jsonl", EACH)], ReadOptions(), workers=1, on_progress=lose)
            assert archive.service.count(query).count == 2 * EACH
        assert verify(data).findings == ()
    finally:
        # A failure here must not leave the tests after it without the node.
        for address in lost:
            nodes.restart(address)
    assert lost
