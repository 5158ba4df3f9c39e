"""Archives of older formats: refused by who only reads, brought up to date by who writes, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from dateline.errors import StoreError, StoreVersionError
from dateline.index.copies.schema import TABLES as COPIES
from dateline.index.corrections.corrections import Corrections
from dateline.index.database import FILE, Database, Row
from dateline.index.people.ties import Tie
from dateline.index.store import Store
from dateline.index.upgrades import open_to_write
from tests.people.conftest import official, report
from tests.store.conftest import article

TALLIES = ("tallies", "overlaps")
TALLIED = ("INDEX claims_by_day", *(f"TABLE {table}" for table in TALLIES))
OTHERWISE = tuple(f"CREATE TABLE {table} (older)" for table in COPIES)
WITHOUT_TALLIES = tuple(f"DROP {thing}" for thing in TALLIED)
WITHOUT_COPIES = (*WITHOUT_TALLIES, *(f"DROP TABLE {table}" for table in COPIES))
OLDER = {2: WITHOUT_COPIES, 3: (*WITHOUT_COPIES, *OTHERWISE), 4: WITHOUT_TALLIES}
"""What makes a file of today one of an older format: before copies, with copies kept otherwise, before tallies."""
MOVED = Tie(("az-zakir-hasanov", "kz-zakir-hasanov"), together=True, reason="moved")
CLAIMING = [
    report("1", "2021-05-18", official("Zakir Hasanov", "AZ", "defence"), official("Zakir Hasanov", "KZ", "defence")),
    report("2", None, official("Zakir Hasanov", "AZ", "defence"), official("Zakir Gasanov", "AZ", "defence")),
]


def aged(folder: Path, version: int, statements: Iterable[str]) -> None:
    """Make an archive what it was in an older format."""
    with sqlite3.connect(folder / FILE) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("UPDATE meta SET value = ? WHERE name = 'format'", (str(version),))
    connection.close()


def rows(database: Database) -> list[list[Row]]:
    return [list(database.rows(f"SELECT * FROM {table}")) for table in TALLIES]  # noqa: S608


def tallied(folder: Path) -> list[list[Row]]:
    """The tallies of an archive in which spellings of two countries are told to be one."""
    database = Database.create(folder)
    store = Store(database)
    store.apply_corrections(Corrections(ties=(MOVED,)))
    store.put(CLAIMING)
    kept = rows(database)
    database.close()
    return kept


@pytest.mark.parametrize("version", [2, 3])
def test_copies_of_an_older_format_are_looked_for_anew_by_who_writes(tmp_path: Path, version: int) -> None:
    text = "a report of many words that several papers have printed " * 5
    made = Store(Database.create(tmp_path))
    made.put([article(text, given="1"), article(text, given="2")])
    made.close()
    aged(tmp_path, version, OLDER[version])
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
def test_claims_of_an_older_format_are_tallied_by_who_writes(tmp_path: Path, version: int) -> None:
    kept = tallied(tmp_path)
    assert all(kept)
    aged(tmp_path, version, OLDER[version])
    with pytest.raises(StoreVersionError, match=f"format {version}"):
        Store.open(tmp_path)
    database = open_to_write(tmp_path)
    assert rows(database) == kept
    person = Store(database).people.person("az-zakir-hasanov")
    assert person is not None
    assert person.articles == 2
    database.close()
    Store.open(tmp_path).close()


def test_an_archive_that_cannot_be_brought_up_to_date_is_as_it_was(tmp_path: Path) -> None:
    tallied(tmp_path)
    aged(tmp_path, 4, ("DROP INDEX claims_by_day", "DROP TABLE tallies"))
    with pytest.raises(StoreError, match="overlaps"):
        open_to_write(tmp_path)
    with sqlite3.connect(tmp_path / FILE) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE name IN ('tallies', 'claims_by_day')")
        assert found.fetchall() == []
    connection.close()
    with pytest.raises(StoreVersionError, match="format 4"):
        Store.open(tmp_path)
