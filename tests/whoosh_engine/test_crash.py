"""A writer killed at any moment leaves an index that can be read and written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.engines import whoosh
from dateline.search.plan import Every, Term
from tests.store.conftest import article
from tests.whoosh_engine.conftest import commit, latest

_WRITING = """
import itertools, sys
from pathlib import Path
from dateline.search.engines import whoosh
from dateline.index.terms import terms_of
from tests.store.conftest import article
writer = whoosh.open_writer(Path(sys.argv[1]))
for batch in itertools.count():
    ids = [f"{sys.argv[2]}-{batch}-{n}" for n in range(10)]
    writer.add([terms_of(article("talks " * 50 + one, given=one)) for one in ids])
    writer.commit()
    print(" ".join(ids), flush=True)
"""
BATCH = 10


def test_every_acknowledged_commit_survives_and_no_partial_one(folder: Path, repository: Path) -> None:
    acknowledged: set[str] = set()
    for trial in range(8):
        command = [sys.executable, "-c", _WRITING, str(folder), str(trial)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=repository) as writing:
            assert writing.stdout is not None
            acknowledged.update(writing.stdout.readline().split())
            time.sleep(0.04 * trial)
            writing.send_signal(signal.SIGKILL)
            acknowledged.update(" ".join(writing.stdout.read().splitlines()[:-1]).split())
        snapshot = latest(folder)
        indexed = snapshot.counts(Every(), [ValueColumn.ID])[ValueColumn.ID].values
        assert acknowledged <= indexed.keys()
        assert set(indexed.values()) == {1}
        assert snapshot.count(Term(TextColumn.BODY, "talk")) == len(indexed)
        assert len(indexed) % BATCH == 0
    before = latest(folder).articles()
    commit(whoosh.open_writer(folder), [article("talks", given="after")])
    assert latest(folder).count(Term(TextColumn.BODY, "talk")) == before + 1
    assert len(acknowledged) >= 8 * BATCH


def test_all_files_of_a_commit_are_synced_before_its_rename(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: set[int] = set()
    unsynced: list[str] = []
    fsync, rename = os.fsync, Path.rename

    def recording_fsync(opened: int) -> None:
        synced.add(os.fstat(opened).st_ino)
        fsync(opened)

    def checking_rename(path: Path, target: Path) -> Path:
        files = [path, *folder.glob("*.trm")]
        unsynced.extend(one.name for one in files if one.stat().st_ino not in synced)
        synced.discard(folder.stat().st_ino)
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", recording_fsync)
    monkeypatch.setattr(Path, "rename", checking_rename)
    commit(whoosh.open_writer(folder), [article("talks", given="1")])
    assert synced
    assert unsynced == []
    assert folder.stat().st_ino in synced
