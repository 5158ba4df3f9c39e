"""Upgrades of archives that an older Dateline wrote: create the missing tables, fill them from stored claims."""

from __future__ import annotations

from pathlib import Path

from dateline.index.copies.schema import DROPPED as WITHOUT_COPIES
from dateline.index.copies.schema import SCHEMA as COPIES_SCHEMA
from dateline.index.database import Database, create_tables
from dateline.index.people.schema import TALLIES_SCHEMA

_UPGRADES = {
    "2": COPIES_SCHEMA + TALLIES_SCHEMA,
    "3": WITHOUT_COPIES + COPIES_SCHEMA + TALLIES_SCHEMA,
    "4": TALLIES_SCHEMA,
}
"""SQL that turns each older format into the current one. Copies are found later, by `Store.refresh_copies`."""


def open_to_write(folder: Path) -> Database:
    """Open an archive's file for the one process that writes, after upgrading an older format.

    Raises ArchiveMissingError, StoreVersionError, StoreError.
    """
    database, version = Database.open_any_format(folder)
    if version in _UPGRADES:
        _upgrade(database, _UPGRADES[version])
    database.close()
    return Database.open(folder)


def _upgrade(database: Database, schema: str) -> None:
    """Create the missing tables and count the tallies, in one transaction: after an error the file is as before."""
    # Imported only when needed: it takes long, and nearly all archives have the current format.
    from dateline.index.people.tally_rows import count_all

    with database.writing() as cursor:
        create_tables(cursor, schema)
        count_all(cursor)
