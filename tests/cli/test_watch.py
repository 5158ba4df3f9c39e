"""The command `watch`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Dateline


def test_once_reads_what_is_there(dateline: Dateline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_WORKERS", "1")
    data, folder = tmp_path / "data", tmp_path / "in"
    folder.mkdir()
    (folder / "a.json").write_text('{"id": 1, "title": "Oil", "text": "Oil prices rose."}')
    first = dateline("watch", "--once", "--settle", "0.1", folder, "--data", data, "--map", "body=text")
    assert (first.code, first.err.count("\n")) == (0, 1)
    assert "1 added" in first.err
    assert dateline("watch", folder, "--once", "--data", data).err == ""
    (folder / "b.bin").write_bytes(bytes(range(256)))
    assert dateline("watch", folder, "--once", "--settle", "0", "--data", data).code == 1
