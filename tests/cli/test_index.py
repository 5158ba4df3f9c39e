"""The commands `index`, `rejects`, `verify`, `reindex`, `stats`, `show` and `extract`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tests.cli.conftest import Dateline

LINES = (
    '{"id": 1, "title": "Talks in Minsk", "body": "MINSK, May 3 - Ministers of Belarus met.", "date": "2021-05-03"}\n'
    '{"id": 2, "title": "Oil", "body": "RIYADH, May 4 - Oil prices rose.", "date": "2021-05-04"}\n'
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that does not exist yet."""
    monkeypatch.setenv("DATELINE_WORKERS", "1")
    return tmp_path / "data"


def index(dateline: Dateline, data: Path, *sources: str | Path) -> tuple[int, str]:
    done = dateline("index", "--data", data, *sources)
    return done.code, done.err


def test_articles_are_added_once_and_changes_become_revisions(dateline: Dateline, data: Path, tmp_path: Path) -> None:
    news = tmp_path / "wire.jsonl"
    news.write_text(LINES)
    assert "2 added, 0 changed, 0 unchanged, 0 rejected" in index(dateline, data, news)[1]
    assert "0 added, 0 changed, 2 unchanged, 0 rejected" in index(dateline, data, news)[1]
    news.write_text(LINES.replace("rose", "fell"))
    assert "0 added, 1 changed, 1 unchanged, 0 rejected" in index(dateline, data, news)[1]
    assert dateline("search", "--data", data, "fell", "--format", "ids").out == "2\n"
    assert dateline("search", "--data", data, "rose").code == 1
    assert "revisions 1 " in " ".join(dateline("stats", "--data", data).out.split())


def test_unreadable_input_is_rejected_and_the_rest_is_indexed(dateline: Dateline, data: Path, tmp_path: Path) -> None:
    news = tmp_path / "wire.jsonl"
    news.write_text(LINES + "{broken\n")
    code, messages = index(dateline, data, news)
    assert code == 1
    assert "2 added" in messages
    assert "1 rejected" in messages
    listed = dateline("rejects", "--data", data)
    assert listed.code == 1
    assert f"{news}:3" in listed.out
    news.write_text(LINES)
    assert dateline("rejects", "--data", data, "--retry").code == 0
    assert dateline("rejects", "--data", data).out == ""


def test_index_reads_standard_input(dateline: Dateline, data: Path) -> None:
    del dateline
    command = [sys.executable, "-m", "dateline", "index", "--data", str(data), "-"]
    done = subprocess.run(command, input=LINES, text=True, capture_output=True, check=False, env=dict(os.environ))
    assert done.returncode == 0
    assert "2 added" in done.stderr


def test_a_missing_file_stops_the_command(dateline: Dateline, data: Path) -> None:
    code, messages = index(dateline, data, "no-such-file.jsonl")
    assert code == 2
    assert "no-such-file.jsonl" in messages


def test_a_missing_archive_names_the_command_that_creates_one(dateline: Dateline, data: Path) -> None:
    refused = dateline("search", "--data", data, "talks")
    assert refused.code == 2
    assert "dateline index" in refused.err


def test_a_rebuilt_index_gives_the_same_answers(dateline: Dateline, data: Path, tmp_path: Path) -> None:
    news = tmp_path / "wire.jsonl"
    news.write_text(LINES)
    index(dateline, data, news)
    before = dateline("search", "--data", data, "minsk", "--format", "ids").out
    assert dateline("reindex", "--data", data).code == 0
    assert dateline("search", "--data", data, "minsk", "--format", "ids").out == before == "1\n"
    assert dateline("verify", "--data", data).code == 0
    assert dateline("reindex", "--data", data, "--engine", "lucene").code == 2


def test_a_damaged_manifest_names_the_command_that_rebuilds(dateline: Dateline, data: Path, tmp_path: Path) -> None:
    news = tmp_path / "wire.jsonl"
    news.write_text(LINES)
    index(dateline, data, news)
    manifest = data / "generations" / "1" / "manifest.json"
    manifest.write_text(manifest.read_text().replace("tantivy", "tantivi", 1))
    refused = dateline("search", "--data", data, "minsk")
    assert refused.code == 2
    assert "dateline reindex" in refused.err
    assert dateline("reindex", "--data", data).code == 0
    assert dateline("search", "--data", data, "minsk").code == 0


def test_show_prints_the_evidence(dateline: Dateline) -> None:
    (found,) = dateline("search", "minister:khrenin country:azerbaijan cooperation", "--format", "ids").out.split()
    shown = dateline("show", found)
    assert shown.code == 0
    assert "Viktor Khrenin: Minister of Defense (by/defence, current)" in shown.out
    assert "Azerbaijan (AZ, primary" in shown.out
    assert msgspec.json.decode(dateline("show", found, "--format", "json").out)["id"] == found
    assert dateline("show", "no-such-id").code == 1


def test_extract_needs_no_archive(dateline: Dateline, repository: Path) -> None:
    printed = dateline("extract", repository / "seeds" / "000_84752a526cea65ab.txt")
    assert printed.code == 0
    answer = msgspec.json.decode(printed.out)
    assert answer["published"] == "2021-05-18"
    assert answer["dateline"] == {"place": "Baku", "country": "AZ", "date": "2021-05-18"}
    assert {country["code"] for country in answer["countries"] if country["primary"]} == {"AZ", "BY"}
    assert {(one["person"], one["portfolio"], one["country"]) for one in answer["officials"]} == {
        ("Zakir Hasanov", "defence", "AZ"),
        ("Viktor Khrenin", "defence", "BY"),
    }


def test_stats_are_figures_in_json(dateline: Dateline) -> None:
    figures = msgspec.json.decode(dateline("stats", "--format", "json").out)
    assert figures["articles"] > 100
    assert figures["countries"] >= 50
    assert figures["engine"] == "tantivy"
