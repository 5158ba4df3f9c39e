"""A cluster outage: users get an error, stored articles are kept, and all are found once it is back."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from urllib.request import urlopen

import msgspec
import pytest

from dateline.archive.reading import open_archive
from dateline.archive.writing import index_into, rebuild
from dateline.cli import run
from dateline.errors import EngineUnavailableError
from dateline.index.pipeline import Progress
from dateline.index.read import ReadOptions
from dateline.web.app import create_app
from tests.cluster.nodes import Cluster, installed
from tests.conftest import missing

pytestmark = pytest.mark.cluster

AWAY = "no node of the cluster answers"


@pytest.fixture(scope="module")
def one_node(tmp_path_factory: pytest.TempPathFactory) -> Generator[Cluster, None, None]:
    """A cluster of one node: killing the node is an outage."""
    if installed() is None:
        missing("cluster", "no OpenSearch; `make cluster` fetches it")
    with Cluster.started(tmp_path_factory.mktemp("node"), nodes=1) as cluster:
        yield cluster


@pytest.fixture
def data(tmp_path: Path, one_node: Cluster, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of one article."""
    monkeypatch.setenv("DATELINE_OPENSEARCH", one_node.addresses[0])
    monkeypatch.setenv("DATELINE_WORKERS", "1")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "dateline.toml").write_text("[opensearch]\nshards = 1\nreplicas = 0\n")
    folder = tmp_path / "data"
    assert run(["index", "--data", str(folder), "--engine", "opensearch", written(folder, "first")]) == 0
    return folder


def written(data: Path, article_id: str) -> str:
    """Write a file with one article; return its path."""
    path = data.with_name(f"{article_id}.jsonl")
    path.write_bytes(msgspec.json.encode({"id": article_id, "body": f"Talks on oil, {article_id}."}))
    return str(path)


def count(data: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run(["count", "--data", str(data), "oil"]) == 0
    return capsys.readouterr().out.strip()


def indexes(cluster: Cluster) -> set[str]:
    """Return the names of all Dateline indexes."""
    with urlopen(f"{cluster.addresses[0]}/_cat/indices/dateline-*?h=index") as answer:  # noqa: S310 - a node of ours
        return set(answer.read().decode().split())


def test_the_next_rebuild_removes_an_incomplete_index(one_node: Cluster, data: Path) -> None:
    before = indexes(one_node)

    def stop(done: int) -> None:
        raise KeyboardInterrupt(done)

    with pytest.raises(KeyboardInterrupt):
        rebuild(data, engine=None, on_progress=stop)
    assert len(indexes(one_node)) == len(before) + 1
    assert rebuild(data, engine=None).left == ()
    assert len(indexes(one_node)) == len(before)
    assert len(indexes(one_node) - before) == 1


def test_commands_report_the_outage(one_node: Cluster, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (address,) = one_node.addresses
    one_node.kill(address)
    for command in (["index", "--data", str(data), written(data, "second")], ["count", "--data", str(data), "oil"]):
        assert run(command) == 2
        assert AWAY in capsys.readouterr().err
    one_node.restart(address)
    one_node.wait_for_green()
    assert count(data, capsys) == "1"


def test_articles_stored_before_the_outage_are_found_after_it(
    one_node: Cluster, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (address,) = one_node.addresses

    def kill_node(progress: Progress) -> None:
        assert progress.stored == 1
        one_node.kill(address)

    with pytest.raises(EngineUnavailableError, match=AWAY):
        index_into(data, [written(data, "second")], ReadOptions(), workers=1, on_progress=kill_node)
    one_node.restart(address)
    one_node.wait_for_green()
    assert count(data, capsys) == "2"
    assert run(["verify", "--data", str(data)]) == 0


def test_pages_report_the_outage(one_node: Cluster, data: Path) -> None:
    (address,) = one_node.addresses
    with open_archive(data) as archive:
        client = create_app(archive.service, archive.officials).test_client()
        assert client.get("/search?q=oil").status_code == 200
        one_node.kill(address)
        for page in ("/search?q=oil", "/", "/country", "/healthz"):
            answer = client.get(page)
            assert answer.status_code == 503, page
            assert "cannot be searched now" in answer.text
        one_node.restart(address)
        one_node.wait_for_green()
        assert client.get("/search?q=oil").status_code == 200


def test_switching_engines_removes_the_index_after_the_outage(
    one_node: Cluster, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (address,) = one_node.addresses
    one_node.kill(address)
    assert run(["reindex", "--data", str(data), "--engine", "tantivy"]) == 0
    assert f"index 1 was not removed: {AWAY}" in capsys.readouterr().err
    assert count(data, capsys) == "1"
    assert (data / "generations" / "1").is_dir()

    one_node.restart(address)
    one_node.wait_for_green()
    assert run(["reindex", "--data", str(data)]) == 0
    assert "was not removed" not in capsys.readouterr().err
    assert [path.name for path in (data / "generations").iterdir()] == ["3"]
