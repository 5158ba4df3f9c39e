"""Long scenarios: a large folder is indexed, an archive is read while it is written, scripts call the commands."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import msgspec
import pytest
from flask.testing import FlaskClient

from dateline.archive.reading import open_archive
from dateline.search.output.results_json import SearchAnswer
from dateline.web.app import create_app
from tests.cli.conftest import Dateline
from tests.cli.folder import BROKEN, FILES, fill

LARGE = 8_000
BATCH = 100
"""Articles given to the writer every 0.1 s. It commits after at most 5 s, before it has received all of them."""
COMMAND = f"{sys.executable} -m dateline"


def number(text: str) -> int:
    return int(text.replace(",", ""))


def stats_without_size(dateline: Dateline, data: Path) -> dict[str, object]:
    """What `dateline stats` counts. The size on disk is left out: SQLite decides when to reuse freed pages."""
    stats = msgspec.json.decode(dateline("stats", "--data", data, "--format", "json").out, type=dict[str, object])
    assert stats.pop("bytes")
    return stats


def test_indexing_a_folder_with_broken_files(
    dateline: Dateline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Print progress at every call, so that the speed of the machine does not matter.
    monkeypatch.setattr("dateline.cli.progress.EVERY", 0.0)
    folder, data = tmp_path / "reports", tmp_path / "data"
    broken = fill(folder)
    first = dateline("index", "--data", data, "--workers", "1", folder)
    assert first.code == 1
    progress = re.findall(r"^([\d,]+) articles stored, (\d+) rejected", first.err, re.MULTILINE)
    assert len(progress) > FILES / 2_000
    assert progress == sorted(progress, key=lambda line: (number(line[0]), number(line[1])))
    assert progress[-1] == (f"{FILES - BROKEN:,}", str(BROKEN))
    assert f"{FILES:,} read in" in first.err
    assert f"{FILES - BROKEN:,} added, 0 changed, 0 unchanged, {BROKEN} rejected" in first.err
    rejects = dateline("rejects", "--data", data, "--format", "csv").out.splitlines()
    assert len(rejects) == 1 + BROKEN
    for path, breakage in broken.items():
        [reject] = [line for line in rejects if line.startswith(str(path))]
        assert breakage.reason in reject

    before = stats_without_size(dateline, data)
    again = dateline("index", "--data", data, "--workers", "1", folder)
    assert f"0 added, 0 changed, {FILES - BROKEN:,} unchanged, {BROKEN} rejected" in again.err
    assert stats_without_size(dateline, data) == before
    assert dateline("rejects", "--data", data, "--format", "csv").out.splitlines() == rejects

    fixed = next(iter(broken))
    fixed.write_text("VILNIUS, May 4 - What was empty is fixed.")
    retried = dateline("rejects", "--data", data, "--retry", "--format", "csv")
    assert f"1 added, 0 changed, 0 unchanged, {BROKEN - 1} rejected" in retried.err
    assert retried.out.splitlines() == [line for line in rejects if not line.startswith(str(fixed))]
    assert dateline("search", "--data", data, "vilnius fixed", "--format", "ids").code == 0


class Reader:
    """Reads an archive while another process writes it."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client
        self.seen: set[str] = set()

    def look(self) -> int:
        """Search, page through and export; return the number of articles."""
        first = self._page(1)
        for number in range(2, min(first.total // 50, 5) + 1):
            assert len(self._page(number).results) == 50
        exported = self._client.get("/search.jsonl?q=talks", buffered=True)
        assert exported.status_code == 200
        ids = [str(msgspec.json.decode(line, type=dict[str, object])["id"]) for line in exported.data.splitlines()]
        assert len(ids) == len(set(ids)) >= first.total
        assert self.seen <= set(ids), "an article seen once stays visible"
        self.seen.update(ids)
        return len(ids)

    def _page(self, number: int) -> SearchAnswer:
        reply = self._client.get(f"/search.json?q=talks&n=50&page={number}")
        assert reply.status_code == 200
        return msgspec.json.decode(reply.data, type=SearchAnswer)


def test_readers_see_a_consistent_archive_when_the_writer_is_killed(dateline: Dateline, tmp_path: Path) -> None:
    data, large = tmp_path / "data", tmp_path / "large.jsonl"
    lines = [
        msgspec.json.encode({"id": str(number), "source": "Wire", "body": f"Talks number {number}."})
        for number in range(LARGE)
    ]
    start = tmp_path / "start.jsonl"
    start.write_bytes(lines[0])
    large.write_bytes(b"\n".join(lines[1:]))
    assert dateline("index", "--data", data, "--workers", "1", start).code == 0
    indexing = [sys.executable, "-m", "dateline", "index", "--data", str(data), "--workers", "1", "-"]
    with open_archive(data) as archive:
        reader = Reader(create_app(archive.service, archive.officials).test_client())
        assert reader.look() == 1
        with subprocess.Popen(indexing, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0) as writing:
            given = iter(lines[1:])
            while reader.look() == 1:
                assert writing.stdin is not None
                writing.stdin.write(b"".join(line + b"\n" for line in islice(given, BATCH)))
                time.sleep(0.1)
            writing.send_signal(signal.SIGKILL)
        found = reader.look()
        assert 1 < found < LARGE
    with open_archive(data) as archive:
        reader_after = Reader(create_app(archive.service, archive.officials).test_client())
        reader_after.seen = reader.seen
        assert reader_after.look() >= found
        assert dateline("index", "--data", data, "--workers", "1", large).code == 0
        assert reader_after.look() == LARGE
    assert dateline("verify", "--data", data).code == 0


@pytest.fixture
def shell(sample_data: Path) -> dict[str, str]:
    """Environment variables of a script that uses the sample archive."""
    return {**os.environ, "DATELINE_DATA": str(sample_data)}


def run_script(script: str, shell: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = ["bash", "-e", "-u", "-o", "pipefail", "-c", script]
    return subprocess.run(command, env=shell, check=False, capture_output=True, text=True)


def test_jsonl_can_be_read_by_another_program(shell: dict[str, str]) -> None:
    reading = "import json, sys; print(sorted(json.loads(line)['id'] for line in sys.stdin))"
    done = run_script(f'{COMMAND} search talks --format jsonl | {sys.executable} -c "{reading}"', shell)
    ids = run_script(f"{COMMAND} search talks --format ids", shell)
    assert done.stdout.strip() == str(sorted(ids.stdout.splitlines()))
    assert len(ids.stdout.splitlines()) > 1


def test_ids_with_nul_feed_xargs(shell: dict[str, str]) -> None:
    shown = run_script(f"{COMMAND} search country:belarus khrenin --format ids -0 | xargs -0 {COMMAND} show", shell)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Viktor Khrenin" in shown.stdout


@pytest.mark.parametrize(
    ("query", "printed"), [("khrenin", "found"), ("zzzz", "nothing"), ("--strict '\"open'", "error 2")]
)
def test_a_script_can_use_the_exit_code(shell: dict[str, str], query: str, printed: str) -> None:
    script = f"""
        if {COMMAND} search {query} --format ids >/dev/null 2>&1; then echo found
        else code=$?; if [ $code -eq 1 ]; then echo nothing; else echo error $code; fi; fi"""
    done = run_script(script, shell)
    assert (done.returncode, done.stdout.strip()) == (0, printed)


def test_command_and_http_give_the_same_json(dateline: Dateline, sample_data: Path) -> None:
    from_command = msgspec.json.decode(dateline("search", "talks", "--format", "json").out, type=SearchAnswer)
    with open_archive(sample_data) as archive:
        reply = create_app(archive.service, archive.officials).test_client().get("/search.json?q=talks&n=10")
    from_http = msgspec.json.decode(reply.data, type=SearchAnswer)
    assert (from_http.query, from_http.total, from_http.results) == (
        from_command.query,
        from_command.total,
        from_command.results,
    )
