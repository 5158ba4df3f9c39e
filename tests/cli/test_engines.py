"""Which engine an archive uses: named, as built, or the first that can be imported; without tantivy all works."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Dateline

LINES = (
    '{"id": 1, "title": "Talks in Minsk", "body": "MINSK, May 3 - Ministers of Belarus met.", "date": "2021-05-03"}\n'
    '{"id": 2, "title": "Oil", "body": "RIYADH, May 4 - Oil prices rose.", "date": "2021-05-04"}\n'
)
BLOCKING = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "tantivy":
            raise ImportError("no wheel for this machine")

sys.meta_path.insert(0, Blocked())
"""
Alone = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "wire.jsonl"
    path.write_text(LINES)
    return path


@pytest.fixture
def without_tantivy(tmp_path: Path) -> dict[str, str]:
    """The environment of a process in which tantivy cannot be imported."""
    (tmp_path / "blocking").mkdir()
    (tmp_path / "blocking" / "sitecustomize.py").write_text(BLOCKING)
    return {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "blocking"),
        "DATELINE_WORKERS": "1",
        "DATELINE_DATA": str(tmp_path / "data"),
    }


@pytest.fixture
def alone(without_tantivy: dict[str, str]) -> Alone:
    """Run a command line in a process without tantivy."""

    def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dateline", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False, env=without_tantivy)

    return call


def test_without_tantivy_index_search_facets_and_show_work_and_index_says_why(alone: Alone, news: Path) -> None:
    indexed = alone("index", news)
    assert indexed.returncode == 0
    assert "engine: whoosh, as tantivy cannot be used here: no wheel for this machine\n" in indexed.stderr
    assert alone("search", "country:belarus ministers", "--format", "ids").stdout == "1\n"
    assert "Belarus" in alone("facets", "country").stdout
    assert alone("count", "oil").stdout == "1\n"
    assert "Talks in Minsk" in alone("show", "1").stdout
    assert alone("verify").returncode == 0
    assert '"engine":"whoosh"' in alone("stats", "--format", "json").stdout.replace(" ", "")


def test_without_its_library_opensearch_says_what_to_install(
    dateline: Dateline, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dateline("index", "--data", tmp_path / "data", "--workers", "1", news).code == 0
    monkeypatch.setenv("DATELINE_OPENSEARCH", "http://127.0.0.1:9")
    for name in [name for name in sys.modules if name.startswith("dateline.search.engines.opensearch")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "opensearchpy", None)
    told = dateline("reindex", "--data", tmp_path / "data", "--engine", "opensearch")
    assert told.code == 2
    assert "opensearch cannot be used here" in told.err
    assert (
        "install dateline[opensearch], or build the index for another with: dateline reindex --engine tantivy"
        in told.err
    )


def test_an_index_of_tantivys_without_tantivy_names_the_command_that_rebuilds(
    dateline: Dateline, alone: Alone, news: Path, tmp_path: Path
) -> None:
    assert dateline("index", "--data", tmp_path / "data", "--workers", "1", news).code == 0
    for arguments in (["search", "oil"], ["index", str(news)], ["reindex"], ["serve", "--port", "0"]):
        refused = alone(*arguments)
        assert refused.returncode == 2
        assert refused.stderr.splitlines()[-1].endswith("dateline reindex --engine whoosh"), arguments
    assert alone("reindex", "--engine", "whoosh").returncode == 0
    assert alone("search", "oil", "--format", "ids").stdout == "2\n"
    # With tantivy there again, the index stays what it was built for.
    assert dateline("search", "--data", tmp_path / "data", "oil", "--format", "ids").out == "2\n"


def test_serve_says_which_engine_answers(news: Path, alone: Alone, without_tantivy: dict[str, str]) -> None:
    alone("index", news)
    command = [sys.executable, "-m", "dateline", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=without_tantivy) as serving:
        assert serving.stdout is not None
        lines = [serving.stdout.readline() for _ in range(5)]
        address = next(word for word in lines[0].split() if word.startswith("http://127.0.0.1:"))
        try:
            with urllib.request.urlopen(f"{address.rstrip('/')}/search?q=oil", timeout=30) as reply:  # noqa: S310 - ours
                assert "RIYADH" in reply.read().decode()
        finally:
            serving.send_signal(signal.SIGTERM)
        assert serving.wait(timeout=30) == 0
    assert lines[-1] == "engine: whoosh, which this archive's index was built for\n"


def test_an_engine_may_be_named_and_changed(dateline: Dateline, news: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    named = dateline("index", "--data", data, "--workers", "1", "--engine", "whoosh", news)
    assert (named.code, named.err.splitlines()[0]) == (0, "engine: whoosh, as requested")
    again = dateline("index", "--data", data, "--workers", "1", news)
    assert again.err.splitlines()[0] == "engine: whoosh, which this archive's index was built for"
    other = dateline("index", "--data", data, "--workers", "1", "--engine", "tantivy", news)
    assert other.code == 2
    assert "dateline reindex --engine tantivy" in other.err
    assert "with tantivy" in dateline("reindex", "--data", data, "--engine", "tantivy").err
    assert dateline("search", "--data", data, "oil", "--format", "ids").out == "2\n"


def test_nothing_named_is_the_default(dateline: Dateline, news: Path, tmp_path: Path) -> None:
    said = dateline("index", "--data", tmp_path / "data", "--workers", "1", news).err
    assert said.splitlines()[0] == "engine: tantivy, the default"
