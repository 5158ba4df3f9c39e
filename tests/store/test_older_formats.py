"""Archives of older formats: readers refuse them, writers upgrade them completely or not at all."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from dateline.archive.checking import verify
from dateline.archive.reading import open_archive
from dateline.archive.writing import extract_again, index_into, rebuild
from dateline.errors import StoreError, StoreVersionError
from dateline.index.copies.schema import TABLES as COPIES
from dateline.index.corrections.corrections import Corrections
from dateline.index.database import FILE, Database, Row
from dateline.index.formats.options import ReadOptions
from dateline.index.people.ties import Tie
from dateline.index.store import Store
from dateline.index.upgrades import open_to_write
from dateline.search.request import Request
from tests.people.conftest import official, report
from tests.store.conftest import article

TALLIES = ("tallies", "overlaps")
TALLIED = ("INDEX claims_by_day", *(f"TABLE {table}" for table in TALLIES))
OLD_COPIES = tuple(f"CREATE TABLE {table} (older)" for table in COPIES)
WITHOUT_TALLIES = tuple(f"DROP {thing}" for thing in TALLIED)
WITHOUT_COPIES = (*WITHOUT_TALLIES, *(f"DROP TABLE {table}" for table in COPIES))
ONE_IDENTITY = (
    "ALTER TABLE articles RENAME TO articles_6",
    (
        "CREATE TABLE articles (serial INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, "
        "identity TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL, extractor TEXT NOT NULL, article BLOB NOT NULL)"
    ),
    (
        "INSERT INTO articles SELECT serial, id, (SELECT min(identity) FROM identities WHERE id = a.id), fingerprint, "
        "extractor, article FROM articles_6 a"
    ),
    *(f"DROP TABLE {table}" for table in ("articles_6", "identities", "readings", "withdrawals")),
    *(f"DROP TABLE {table}" for table in ("watched", "followed", "fetched")),
)
OLDER = {
    2: (*WITHOUT_COPIES, *ONE_IDENTITY),
    3: (*WITHOUT_COPIES, *OLD_COPIES, *ONE_IDENTITY),
    4: (*WITHOUT_TALLIES, *ONE_IDENTITY),
    5: ONE_IDENTITY,
}
"""Statements that downgrade a current file: to before copies, other tables for copies, before tallies and states."""
MOVED = Tie(("az-zakir-hasanov", "kz-zakir-hasanov"), together=True, reason="moved")
CLAIMING = [
    report("1", "2021-05-18", official("Zakir Hasanov", "AZ", "defence"), official("Zakir Hasanov", "KZ", "defence")),
    report("2", None, official("Zakir Hasanov", "AZ", "defence"), official("Zakir Gasanov", "AZ", "defence")),
]


def downgrade(folder: Path, version: int, statements: Iterable[str]) -> None:
    """Downgrade an archive to an older format."""
    with sqlite3.connect(folder / FILE) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("UPDATE meta SET value = ? WHERE name = 'format'", (str(version),))
    connection.close()


def rows(database: Database) -> list[list[Row]]:
    return [list(database.rows(f"SELECT * FROM {table}")) for table in TALLIES]  # noqa: S608


def tallied(folder: Path) -> list[list[Row]]:
    """Create an archive with a correction that joins keys of two countries; return its tallies."""
    database = Database.create(folder)
    store = Store(database)
    store.apply_corrections(Corrections(ties=(MOVED,)))
    store.put(CLAIMING)
    kept = rows(database)
    database.close()
    return kept


@pytest.mark.parametrize("version", [2, 3])
def test_opening_an_older_format_to_write_repeats_copy_detection(tmp_path: Path, version: int) -> None:
    text = "a report of many words that several papers have printed " * 5
    made = Store(Database.create(tmp_path))
    made.put([article(text, given="1"), article(text, given="2")])
    made.close()
    downgrade(tmp_path, version, OLDER[version])
    with pytest.raises(StoreVersionError, match=f"format {version}") as refused:
        Store.open(tmp_path)
    assert "dateline reindex" in str(refused.value.remedy)
    opened = Store(open_to_write(tmp_path))
    assert opened.refresh_copies() == 1
    assert opened.refresh_copies() == 0
    assert [found.duplicate_of for found in opened.get_many(["1", "2"]).values()] == [None, "1"]
    opened.close()
    Store.open(tmp_path).close()


@pytest.mark.parametrize("version", OLDER)
def test_opening_an_older_format_to_write_tallies_its_claims(tmp_path: Path, version: int) -> None:
    kept = tallied(tmp_path)
    assert all(kept)
    downgrade(tmp_path, version, OLDER[version])
    with pytest.raises(StoreVersionError, match=f"format {version}"):
        Store.open(tmp_path)
    database = open_to_write(tmp_path)
    assert rows(database) == kept
    person = Store(database).people.person("az-zakir-hasanov")
    assert person is not None
    assert person.articles == 2
    database.close()
    Store.open(tmp_path).close()


def test_a_failed_upgrade_leaves_the_archive_unchanged(tmp_path: Path) -> None:
    tallied(tmp_path)
    downgrade(tmp_path, 4, ("DROP INDEX claims_by_day", "DROP TABLE tallies", *ONE_IDENTITY))
    with pytest.raises(StoreError, match="overlaps"):
        open_to_write(tmp_path)
    with sqlite3.connect(tmp_path / FILE) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE name IN ('tallies', 'claims_by_day')")
        assert found.fetchall() == []
    connection.close()
    with pytest.raises(StoreVersionError, match="format 4"):
        Store.open(tmp_path)


def test_after_an_upgrade_the_same_articles_are_unchanged(tmp_path: Path) -> None:
    made = Store(Database.create(tmp_path))
    made.put([article("First version.", given="1"), article("Another.", given="2")])
    made.put([article("Second version.", given="1")])
    made.close()
    downgrade(tmp_path, 5, ONE_IDENTITY)
    upgraded = Store(open_to_write(tmp_path))
    before = upgraded.last_serial()
    again = [
        article("First version.", given="1"),
        article("Second version.", given="1"),
        article("Another.", given="2"),
    ]
    assert upgraded.put(again).unchanged == 3
    assert upgraded.put([article("A new one.", given="3")]).added == 1
    assert upgraded.last_serial() == before + 1
    upgraded.close()


@pytest.fixture
def of_format_5(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive that Dateline wrote before articles had several identities, with its inputs in the working folder."""
    kept = repository / "tests" / "store" / "format_5"
    shutil.copytree(kept / "in", tmp_path / "in")
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "data"
    data.mkdir()
    with closing(sqlite3.connect(data / FILE)) as connection:
        connection.executescript((kept / "articles.sql").read_text())
    return data


def test_reading_the_inputs_of_a_kept_archive_again_changes_nothing(of_format_5: Path) -> None:
    with pytest.raises(StoreVersionError, match="format 5"):
        Store.open(of_format_5)
    extract_again(of_format_5)
    assert rebuild(of_format_5, engine=None).articles == 8
    index_into(of_format_5, ["in/rows.jsonl", "in/wire.jsonl", "in/plain.txt"], ReadOptions(), workers=1)
    with closing(Store.open(of_format_5)) as store:
        assert store.count() == 8
        assert store.count_revisions() == 0
    again = index_into(of_format_5, ["in/rows.jsonl", "in/wire.jsonl", "in/plain.txt"], ReadOptions(), workers=1)
    assert again.unchanged == again.read == 7
    assert verify(of_format_5).findings == ()


def test_a_kept_archive_loses_the_markup_that_was_stored_as_text(of_format_5: Path) -> None:
    summary = index_into(of_format_5, ["in"], ReadOptions(), workers=1)
    assert (summary.added, summary.rejected) == (1, 0)
    with open_archive(of_format_5) as archive:
        found = archive.service.search(Request(archive.service.read("rail")))
        (rail,) = found.results
        assert rail.headline == "Rail line opens"
        newest, before = archive.service.versions(rail.id)
        assert "<" not in newest.article.body
        assert before.article.body.startswith("<?xml")
        assert archive.service.summary().articles == 8
    assert verify(of_format_5).findings == ()
