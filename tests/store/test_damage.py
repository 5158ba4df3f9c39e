"""Missing or damaged index files, on every engine: the error names the command that rebuilds the index."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.archive.engines import EMBEDDED, ENGINES
from dateline.archive.reading import open_archive
from dateline.archive.writing import index_into, rebuild
from dateline.errors import IndexDamagedError, IndexVersionError
from dateline.index.read import ReadOptions

LINES = '{"id": 1, "body": "MINSK, May 3 - Ministers of Belarus met."}\n{"id": 2, "body": "Oil prices rose again."}\n'


@pytest.fixture
def data(engine: str, tmp_path: Path) -> Path:
    """An archive of two articles, for each engine."""
    (tmp_path / "wire.jsonl").write_text(LINES)
    index_into(tmp_path / "data", [str(tmp_path / "wire.jsonl")], ReadOptions(), engine=engine, workers=1)
    return tmp_path / "data"


def generation(data: Path) -> Path:
    return data / "generations" / "1"


def remove_the_generation(data: Path) -> None:
    shutil.rmtree(generation(data))


def remove_the_manifest(data: Path) -> None:
    (generation(data) / "manifest.json").unlink()


def remove_the_index(data: Path) -> None:
    shutil.rmtree(generation(data) / "index")


def empty_the_index(data: Path) -> None:
    for path in (generation(data) / "index").iterdir():
        path.unlink()


def cut_all_files_short(data: Path) -> None:
    for path in (generation(data) / "index").iterdir():
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def swap_the_manifests_engine(data: Path) -> None:
    manifest = generation(data) / "manifest.json"
    one, other, *_ = sorted(EMBEDDED)
    given = manifest.read_text()
    now = next(name for name in ENGINES if f'"{name}"' in given)
    manifest.write_text(given.replace(now, other if now == one else one))


DAMAGE = (
    remove_the_generation,
    remove_the_manifest,
    remove_the_index,
    empty_the_index,
    cut_all_files_short,
    swap_the_manifests_engine,
)


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_damage_is_reported_and_a_rebuild_repairs_it(data: Path, damage: Callable[[Path], None]) -> None:
    damage(data)
    with pytest.raises(IndexDamagedError, match="dateline reindex"), open_archive(data):
        pass
    assert rebuild(data, engine=None).articles == 2
    with open_archive(data) as archive:
        assert archive.service.count(archive.service.read("oil").query).count == 1


def test_an_index_of_another_version_is_reported_and_rebuilt(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.generations.TERMS_VERSION", "another")
    with pytest.raises(IndexVersionError, match="dateline reindex"), open_archive(data):
        pass
    assert rebuild(data, engine=None).articles == 2
    with open_archive(data) as archive:
        assert archive.figures().articles == 2
