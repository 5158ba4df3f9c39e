"""Making an archive and adding to it from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline.archive.engines import EMBEDDED
from dateline.cli import run
from dateline.index.lock import writer_lock


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """A file with two articles."""
    path = tmp_path / "wire.jsonl"
    path.write_text(
        '{"id": 1, "TITLE": "Talks in Minsk", "body": "MINSK, May 3 - Ministers met.", "date": "2021-05-03"}\n'
        '{"id": 2, "TITLE": "Oil talks", "body": "BAKU, May 4 - Oil was discussed.", "date": "2021-05-04"}\n'
    )
    return path


def test_create_makes_an_empty_archive_that_opens_again(tmp_path: Path) -> None:
    with dateline.open(tmp_path / "new" / "data", create=True) as archive:
        assert archive.count() == 0
        assert archive.search("oil", facets=["country"]).pages == 1
    with dateline.open(tmp_path / "new" / "data") as archive:
        assert archive.count() == 0


def test_create_keeps_existing_articles(tmp_path: Path, wire: Path) -> None:
    for added in (2, 0):
        with dateline.open(tmp_path / "data", create=True) as archive:
            assert archive.index(wire).added == added
            assert archive.count() == 2


@pytest.mark.parametrize("engine", sorted(EMBEDDED))
def test_an_open_archive_finds_what_is_added(engine: str, tmp_path: Path, wire: Path) -> None:
    data = tmp_path / "data"
    (tmp_path / "empty").mkdir()
    run(["index", "--data", str(data), "--engine", engine, str(tmp_path / "empty")])
    with dateline.open(data) as archive:
        assert archive.count("talks") == 0
        summary = archive.index([wire], mapping={"headline": "TITLE"}, source="Sample Wire")
        assert (summary.read, summary.added, summary.rejected) == (2, 2, 0)
        assert archive.count("headline:talks source:sample-wire OR headline:talks") == 2
        assert [value.label for value in archive.facet("source")] == ["Sample Wire"]


def test_paths_come_as_text_path_or_several(tmp_path: Path, wire: Path, repository: Path) -> None:
    with dateline.open(tmp_path / "data", create=True) as archive:
        archive.index(str(wire))
        archive.index(wire)
        assert archive.count() == 2
        archive.index(path for path in (wire, str(repository / "seeds")))
        assert archive.count() > 100


def test_progress_is_reported(tmp_path: Path, wire: Path) -> None:
    seen: list[dateline.Progress] = []
    with dateline.open(tmp_path / "data", create=True) as archive:
        archive.index(wire, on_progress=seen.append)
    assert seen[-1].stored == 2


def test_unreadable_input_is_counted(tmp_path: Path) -> None:
    (tmp_path / "picture.txt").write_bytes(bytes(range(256)))
    with dateline.open(tmp_path / "data", create=True) as archive:
        assert archive.index(tmp_path / "picture.txt").rejected == 1


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    with (
        dateline.open(tmp_path / "data", create=True) as archive,
        pytest.raises(dateline.SourceError, match=r"nothing\.txt"),
    ):
        archive.index(tmp_path / "nothing.txt")


def test_a_second_writer_learns_the_name_of_the_first(tmp_path: Path, wire: Path) -> None:
    with (
        dateline.open(tmp_path / "data", create=True) as archive,
        writer_lock(tmp_path / "data"),
        pytest.raises(dateline.LockedError, match="process"),
    ):
        archive.index(wire)


def test_walking_continues_while_articles_are_added(tmp_path: Path, wire: Path, repository: Path) -> None:
    with dateline.open(tmp_path / "data", create=True) as archive:
        archive.index(repository / "seeds")
        before = archive.count()
        walking = archive.walk()
        first = next(walking)
        archive.index(wire)
        ids = [first.id, *(article.id for article in walking)]
        assert len(ids) == len({*ids}) == before
        assert archive.count() == before + 2
