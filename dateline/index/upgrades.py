"""Upgrades of archives that an older Dateline wrote: create the missing tables, fill them from stored claims."""

from __future__ import annotations

from pathlib import Path

from dateline.index.copies.schema import DROPPED as WITHOUT_COPIES
from dateline.index.copies.schema import SCHEMA as COPIES_SCHEMA
from dateline.index.database import ARTICLES_SCHEMA, IDENTITIES_SCHEMA, Database, create_tables
from dateline.index.follow.schema import SCHEMA as FOLLOW_SCHEMA
from dateline.index.people.schema import TALLIES_SCHEMA
from dateline.index.watch.schema import SCHEMA as WATCH_SCHEMA

_FROM_ARTICLES_5 = """
INSERT INTO articles (serial, id, fingerprint, extractor, article, path, format, reader, state)
    SELECT serial, id, fingerprint, extractor, article,
           json_extract(CAST(article AS TEXT), '$.provenance.path'),
           json_extract(CAST(article AS TEXT), '$.provenance.format'), 1, 'live' FROM articles_5;
INSERT INTO identities SELECT identity, id FROM articles_5;
INSERT OR IGNORE INTO identities
    SELECT 'content' || char(31) || fingerprint, id FROM articles_5 WHERE identity LIKE 'path' || char(31) || '%';
INSERT OR IGNORE INTO readings SELECT id, fingerprint FROM articles_5;
INSERT OR IGNORE INTO readings SELECT id, json_extract(CAST(article AS TEXT), '$.fingerprint') FROM revisions;
UPDATE sqlite_sequence SET seq = max(seq, (SELECT seq FROM sqlite_sequence WHERE name = 'articles_5'))
    WHERE name = 'articles';
DROP TABLE articles_5;
"""
_IDENTITIES = f"ALTER TABLE articles RENAME TO articles_5;{ARTICLES_SCHEMA};{IDENTITIES_SCHEMA};{_FROM_ARTICLES_5}"
_UPGRADES = {
    "2": COPIES_SCHEMA + TALLIES_SCHEMA + _IDENTITIES + WATCH_SCHEMA + FOLLOW_SCHEMA,
    "3": WITHOUT_COPIES + COPIES_SCHEMA + TALLIES_SCHEMA + _IDENTITIES + WATCH_SCHEMA + FOLLOW_SCHEMA,
    "4": TALLIES_SCHEMA + _IDENTITIES + WATCH_SCHEMA + FOLLOW_SCHEMA,
    "5": _IDENTITIES + WATCH_SCHEMA + FOLLOW_SCHEMA,
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
        if TALLIES_SCHEMA in schema:
            count_all(cursor)
