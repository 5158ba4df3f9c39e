"""Folders with real files: what is read, what waits, what a crash and a restart do."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from dateline.archive.watching import Watch
from dateline.errors import LockedError, UsageError
from dateline.index.database import Database
from dateline.index.formats.options import ReadOptions
from dateline.index.lock import writer_lock
from dateline.index.rejects import Rejects
from dateline.index.store import Store

AT_ONCE = 0.0
NEVER = 1e9


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is watched."""
    made = tmp_path / "in"
    made.mkdir()
    return made


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that does not exist yet."""
    monkeypatch.setenv("DATELINE_WORKERS", "1")
    return tmp_path / "data"


def article(number: int, text: str = "met") -> str:
    return json.dumps({"id": number, "title": f"Talks {number}", "body": f"MINSK, May 3 - Ministers {text} {number}."})


def stored(data: Path) -> list[str]:
    with closing(Database.open(data)) as database:
        return sorted(str(row[0]) for row in database.rows("SELECT id FROM articles WHERE state = 'live'"))


def watch(data: Path, folder: Path, settle: float = AT_ONCE, said: list[str] | None = None) -> Watch:
    return Watch(
        data, [str(folder)], ReadOptions(), settle=settle, on_message=(said if said is not None else []).append
    )


def added(watched: Watch) -> int | None:
    summary = watched.look()
    return None if summary is None else summary.added


def test_what_arrives_is_read_once(data: Path, folder: Path) -> None:
    watched = watch(data, folder)
    assert watched.look() is None
    (folder / "a.json").write_text(article(1))
    (folder / "deep").mkdir()
    (folder / "deep" / "b.json").write_text(article(2))
    assert added(watched) == 2
    assert watched.look() is None
    (folder / "c.json").write_text(article(3))
    assert added(watched) == 1
    assert len(stored(data)) == 3


def test_a_half_written_file_waits(data: Path, folder: Path) -> None:
    watched = watch(data, folder, settle=0.2)
    with (folder / "a.jsonl").open("w") as file:
        file.write(article(1) + "\n")
        file.flush()
        assert watched.look() is None
        time.sleep(0.15)
        file.write(article(2) + "\n")
        file.flush()
        assert watched.look() is None
        time.sleep(0.15)
        assert watched.look() is None
    time.sleep(0.2)
    assert added(watched) == 2


@pytest.mark.parametrize("name", [".a.json", "a.json.part", "a.json.tmp", "a.json~"])
def test_a_file_renamed_into_place_is_read_at_once(data: Path, folder: Path, name: str) -> None:
    watched = watch(data, folder, settle=NEVER)
    unfinished = folder / name
    unfinished.write_text(article(1))
    assert watched.look() is None
    time.sleep(0.02)  # the time of a file's change is that of the last tick of the system
    unfinished.rename(folder / "a.json")
    assert added(watched) == 1


def test_a_file_that_changes_is_read_again(data: Path, folder: Path) -> None:
    watched = watch(data, folder)
    (folder / "a.json").write_text(article(1))
    watched.look()
    (folder / "a.json").write_text(article(1, "parted"))
    summary = watched.look()
    assert summary is not None
    assert (summary.added, summary.changed) == (0, 1)


def test_a_deleted_file_changes_nothing(data: Path, folder: Path) -> None:
    watched = watch(data, folder)
    (folder / "a.json").write_text(article(1))
    watched.look()
    (folder / "a.json").unlink()
    assert watched.look() is None
    assert len(stored(data)) == 1


def test_a_broken_file_is_rejected_and_the_others_are_read(data: Path, folder: Path) -> None:
    (folder / "a.json").write_bytes(b"\x00\x01\x02" * 100)
    (folder / "b.json").write_text(article(1))
    watched = watch(data, folder)
    summary = watched.look()
    assert summary is not None
    assert (summary.added, summary.rejected) == (1, 1)
    assert watched.look() is None
    with closing(Rejects.open(data)) as rejects:
        assert rejects.count() == 1


def test_a_restart_reads_only_what_is_new(data: Path, folder: Path) -> None:
    (folder / "a.json").write_text(article(1))
    watch(data, folder).look()
    (folder / "b.json").write_text(article(2))
    summary = watch(data, folder).look()
    assert summary is not None
    assert summary.read == 1


def test_a_name_that_is_no_text_is_remembered(data: Path, folder: Path) -> None:
    path = os.fsencode(folder) + b"/\xe9.json"
    with open(path, "w") as file:  # noqa: PTH123 - a path of bytes
        file.write(article(1))
    assert added(watch(data, folder)) == 1
    assert watch(data, folder).look() is None


def test_a_folder_that_vanishes_is_waited_for_with_one_line(data: Path, folder: Path) -> None:
    said: list[str] = []
    watched = watch(data, folder, said=said)
    folder.rmdir()
    assert watched.look() is None
    assert watched.look() is None
    assert said == [f"waiting for {folder}: No such file or directory"]
    folder.mkdir()
    (folder / "a.json").write_text(article(1))
    assert added(watched) == 1
    assert said[1:] == [f"{folder} is back"]


def test_links_are_followed_if_wanted(data: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(article(1))
    (folder / "link.json").symlink_to(tmp_path / "a.json")
    (folder / "round").symlink_to(folder)
    assert watch(data, folder).look() is None
    followed = Watch(data, [str(folder)], ReadOptions(follow_links=True), settle=AT_ONCE)
    assert added(followed) == 1


def test_an_archive_in_a_watched_folder_is_left_alone(folder: Path) -> None:
    (folder / "a.json").write_text(article(1))
    watched = watch(folder / "data", folder)
    assert added(watched) == 1
    assert watched.look() is None


def test_another_writer_is_waited_for(data: Path, folder: Path) -> None:
    watched = watch(data, folder)
    (folder / "a.json").write_text(article(1))
    watched.look()
    (folder / "b.json").write_text(article(2))
    with writer_lock(data), pytest.raises(LockedError):
        watched.look()
    assert added(watched) == 1


def test_invalid_options_stop_the_watch_at_its_start(data: Path, folder: Path) -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        Watch(data, [str(folder)], ReadOptions(encoding="no-such"), settle=AT_ONCE)


def test_a_stopped_watch_remembers_what_it_has_read(data: Path, folder: Path) -> None:
    for number in range(3):
        (folder / f"{number}.json").write_text(article(number))
    asked = itertools.count(1)
    stopping = Watch(data, [str(folder)], ReadOptions(), settle=AT_ONCE, is_stopped=lambda: next(asked) > 2)
    assert added(stopping) == 2
    assert added(watch(data, folder)) == 1


def test_a_burst_of_a_thousand_files(data: Path, folder: Path) -> None:
    for number in range(1000):
        (folder / f"{number}.json").write_text(article(number))
    watched = watch(data, folder)
    assert added(watched) == 1000
    assert watched.look() is None


@contextmanager
def running(data: Path, folder: Path) -> Generator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "dateline", "watch", str(folder), "--data", str(data)]
    command += ["--every", "0.1", "--settle", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def wait_for_line(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.readline()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_command(data: Path, folder: Path, number: signal.Signals) -> None:
    (folder / "a.json").write_text(article(1))
    with running(data, folder) as process:
        assert "1 added" in wait_for_line(process)
        process.send_signal(number)
        assert process.wait(10) == 0


@pytest.mark.parametrize("after", [0.0, 0.05, 0.3, 1.0])
def test_a_killed_watch_loses_nothing_and_doubles_nothing(data: Path, folder: Path, after: float) -> None:
    count = 400
    for number in range(count):
        (folder / f"{number}.json").write_text(article(number))
    with running(data, folder):
        while not data.exists():
            time.sleep(0.01)
        time.sleep(after)
    watched = watch(data, folder)
    watched.look()
    assert watched.look() is None
    assert len(stored(data)) == count
    with closing(Database.open(data)) as database:
        assert len(list(Store(database).changes(0))) == count
