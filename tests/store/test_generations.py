"""Generations, marks and the writer's lock: crashes and manual changes are detected and reported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from dateline.errors import IndexDamagedError, IndexVersionError, LockedError
from dateline.index.catch_up import catch_up
from dateline.index.database import Database
from dateline.index.generations import Generation, Generations, Mark
from dateline.index.lock import writer_lock
from dateline.index.store import Store
from dateline.index.terms import ArticleTerms, TextColumn
from tests.store.conftest import article


class RecordingWriter:
    """An index in memory, visible after its commit."""

    def __init__(self) -> None:
        self.committed: dict[str, str] = {}
        self.commits = 0
        self._waiting: dict[str, str] = {}

    def add(self, articles: Iterable[ArticleTerms]) -> None:
        self._waiting.update((one.id, one.texts[TextColumn.BODY_FORMS]) for one in articles)

    def delete(self, ids: Iterable[str]) -> None:
        for one in ids:
            self._waiting.pop(one, None)

    def commit(self) -> None:
        self.committed.update(self._waiting)
        self._waiting.clear()
        self.commits += 1

    def close(self) -> None:
        self._waiting.clear()


@pytest.fixture
def generation(tmp_path: Path) -> Generation:
    return Generations(tmp_path).create("fake", "1")


def test_catch_up_indexes_stored_changes(store: Store, generation: Generation) -> None:
    writer = RecordingWriter()
    store.put([article("a", given="1"), article("b", given="2")])
    assert catch_up(store, generation, writer) == 2
    store.put([article("c", given="2")])
    assert catch_up(store, generation, writer) == 1
    assert writer.committed == {"1": "a", "2": "c"}
    assert generation.mark() == Mark(store.last_serial(), 2)


def test_catch_up_without_changes_does_not_commit(store: Store, generation: Generation) -> None:
    writer = RecordingWriter()
    assert catch_up(store, generation, writer) == 0
    assert writer.commits == 0


def test_a_crash_before_the_mark_repeats_articles_and_skips_none(store: Store, generation: Generation) -> None:
    writer = RecordingWriter()
    store.put([article("a", given="1")])
    catch_up(store, generation, writer)
    (generation.folder / "mark.json").unlink()
    store.put([article("b", given="2")])
    assert catch_up(store, generation, writer) == 2
    assert writer.committed == {"1": "a", "2": "b"}


def test_a_half_written_mark_is_ignored(generation: Generation) -> None:
    (generation.folder / "mark.json").write_text('{"serial": 1')
    assert generation.mark() == Mark()


def test_switching_the_current_generation_is_atomic(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    assert generations.current() is None
    first = generations.create("fake", "1")
    generations.switch(first)
    second = generations.create("fake", "1")
    assert (current := generations.current()) is not None
    assert current.number == first.number
    generations.switch(second)
    assert (current := generations.current()) is not None
    assert current.number == second.number
    dropped: list[int] = []
    assert generations.drop_all_but(second, lambda other: dropped.append(other.number)) == ()
    assert dropped == [first.number]
    assert not first.folder.exists()
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"seven", b"-1", b"99"])
def test_an_invalid_current_file_names_the_rebuild_command(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "CURRENT").write_bytes(content)
    with pytest.raises(IndexDamagedError, match="dateline reindex"):
        Generations(tmp_path).current()


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]"])
def test_an_invalid_manifest_names_the_rebuild_command(tmp_path: Path, generation: Generation, content: bytes) -> None:
    generations = Generations(tmp_path)
    generations.switch(generation)
    (generation.folder / "manifest.json").write_bytes(content)
    with pytest.raises(IndexDamagedError, match="dateline reindex"):
        generations.current()


def test_a_modified_manifest_fails_its_digest(tmp_path: Path, generation: Generation) -> None:
    generations = Generations(tmp_path)
    generations.switch(generation)
    manifest = generation.folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace("fake", "mock"))
    with pytest.raises(IndexDamagedError, match="digest"):
        generations.current()


def test_an_index_of_another_version_is_refused(generation: Generation) -> None:
    generation.require("1")
    with pytest.raises(IndexVersionError, match="dateline reindex"):
        generation.require("2")


def test_a_second_writer_learns_who_holds_the_lock(tmp_path: Path) -> None:
    with writer_lock(tmp_path), pytest.raises(LockedError, match=f"process {os.getpid()} on "), writer_lock(tmp_path):
        pass
    with writer_lock(tmp_path):
        pass


def test_a_killed_process_releases_its_lock(tmp_path: Path) -> None:
    holding = (
        "import pathlib, sys, time\nfrom dateline.index.lock import writer_lock\n"
        "with writer_lock(pathlib.Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", holding, str(tmp_path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockedError), writer_lock(tmp_path):
            pass
        holder.kill()
        holder.wait()
    with writer_lock(tmp_path):
        pass


_PUTTING = """
import sys
from pathlib import Path
from dateline.index.database import Database
from dateline.index.store import Store
from dateline.index.terms import ArticleTerms, TextColumn
from tests.store.conftest import article
store = Store.open(Path(sys.argv[1]))
start = store.count()
for batch in range(10_000):
    ids = [f"{start}-{batch}-{n}" for n in range(20)]
    store.put([article("text " * 50 + one, given=one) for one in ids])
    print(" ".join(ids), flush=True)
"""


def test_a_killed_writer_loses_no_acknowledged_article(tmp_path: Path, repository: Path) -> None:
    Database.create(tmp_path).close()
    acknowledged: set[str] = set()
    for trial in range(8):
        command = [sys.executable, "-c", _PUTTING, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=repository) as writing:
            assert writing.stdout is not None
            acknowledged.update(writing.stdout.readline().split())
            time.sleep(0.03 * trial)
            writing.send_signal(signal.SIGKILL)
            for line in writing.stdout.read().splitlines()[:-1]:
                acknowledged.update(line.split())
        store = Store.open(tmp_path)
        assert list(store.verify()) == []
        assert acknowledged <= {change.article.id for change in store.changes(0)}
        store.close()
    assert len(acknowledged) >= 160
