"""Articles that may not be found leave every index, and those whose embargo ends come into it, on every engine."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dateline.archive import following
from dateline.archive.checking import verify
from dateline.archive.reading import OpenArchive, open_archive
from dateline.archive.writing import index_into, rebuild
from dateline.index.formats.options import ReadOptions

Lines = list[Mapping[str, str]]
FIRST: Lines = [
    {
        "id": "1",
        "body_text": "MINSK, May 3 - Ministers of Belarus met.",
        "version": "1",
        "pubstatus": "usable",
        "source": "Wire",
    },
    {"id": "2", "body_text": "Oil prices rose again.", "version": "1", "pubstatus": "usable", "source": "Wire"},
]
KILL = {"id": "1", "body_text": "Kill this.", "version": "2", "source": "Wire", "pubstatus": "canceled"}


def index(data: Path, lines: Lines, engine: str) -> None:
    path = data.parent / "wire.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    index_into(data, [str(path)], ReadOptions(), engine=engine, workers=1)


def found(archive: OpenArchive, text: str) -> int:
    return archive.service.count(archive.service.read(text).query).count


def test_a_killed_article_leaves_the_index_and_stays_away(engine: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    index(data, FIRST, engine)
    index(data, [KILL], engine)
    for _ in range(2):
        with open_archive(data) as archive:
            assert (found(archive, "ministers"), found(archive, "*"), found(archive, "kill")) == (0, 1, 0)
            assert archive.service.article("1") is None
            assert archive.figures().articles == 1
        assert verify(data).findings == ()
        index(data, FIRST, engine)
    assert rebuild(data, engine=None).articles >= 1
    with open_archive(data) as archive:
        assert found(archive, "*") == 1
    assert verify(data).findings == ()


def test_an_embargo_ends_while_the_archive_is_open(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "LOOK_EVERY", 0.0)
    data = tmp_path / "data"
    until = datetime.now(tz=UTC) + timedelta(seconds=4)
    index(
        data,
        [
            *FIRST,
            {
                "id": "3",
                "body_text": "Budget.",
                "pubstatus": "usable",
                "embargoed": until.isoformat(timespec="seconds"),
            },
        ],
        engine,
    )
    with open_archive(data) as archive:
        assert found(archive, "budget") == 0
        assert archive.service.article("3") is None
        while datetime.now(tz=UTC) < until:
            time.sleep(0.2)
        archive.service.count(archive.service.read("*").query)
        assert found(archive, "budget") == 1
        assert archive.service.article("3") is not None
    assert verify(data).findings == ()
