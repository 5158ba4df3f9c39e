"""The archive's SQLite file: connections, transactions, schema, and SQLite's errors turned into StoreError.

No other module imports `sqlite3`. The file is in WAL mode, so any number of processes can read while one writes.
Connections are `synchronous=FULL`, so a committed transaction survives a power cut.
Source: SQLite documentation, "Write-Ahead Logging" and "PRAGMA synchronous".
"""

from __future__ import annotations

import itertools
import sqlite3
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from dateline.errors import ArchiveMissingError, StoreError, StoreVersionError
from dateline.index.copies.schema import SCHEMA as COPIES_SCHEMA
from dateline.index.follow.schema import SCHEMA as FOLLOW_SCHEMA
from dateline.index.people.schema import SCHEMA as PEOPLE_SCHEMA
from dateline.index.watch.schema import SCHEMA as WATCH_SCHEMA

FILE = "articles.sqlite3"
UPGRADE = "upgrade it with: dateline reindex"
FORMAT_VERSION = 6
"""Increased whenever an older Dateline could not read or write the file."""
_UPGRADABLE = ("2", "3", "4", "5")
"""Older formats that `upgrades` can upgrade."""

Cursor: TypeAlias = sqlite3.Cursor
Value: TypeAlias = str | int | bytes | None
Row: TypeAlias = tuple[Value, ...]

ARTICLES_SCHEMA = """
CREATE TABLE articles (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL,
    extractor TEXT NOT NULL,
    article BLOB NOT NULL,
    path TEXT NOT NULL,
    format TEXT NOT NULL,
    reader INTEGER NOT NULL,
    state TEXT NOT NULL,
    release INTEGER
);
"""
IDENTITIES_SCHEMA = """
CREATE TABLE identities (identity TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX identities_by_id ON identities (id);
CREATE TABLE readings (id TEXT NOT NULL, fingerprint TEXT NOT NULL, PRIMARY KEY (id, fingerprint)) WITHOUT ROWID;
CREATE TABLE withdrawals (id TEXT PRIMARY KEY, withdrawal BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX articles_by_path ON articles (path);
CREATE INDEX articles_by_release ON articles (release) WHERE release IS NOT NULL;
CREATE INDEX articles_hidden ON articles (state) WHERE state <> 'live';
"""
"""
identities  by which ids, addresses and paths an article is known
readings    fingerprints of all that was read as an article, its present version too
withdrawals of articles that were withdrawn: when and why
"""
_SCHEMA = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
{ARTICLES_SCHEMA}
CREATE TABLE revisions (
    id TEXT NOT NULL,
    serial INTEGER NOT NULL,
    article BLOB NOT NULL,
    PRIMARY KEY (id, serial)
) WITHOUT ROWID;
{IDENTITIES_SCHEMA}
CREATE TABLE rejects (
    path TEXT NOT NULL,
    place TEXT NOT NULL,
    run INTEGER NOT NULL,
    reject BLOB NOT NULL,
    PRIMARY KEY (path, place)
) WITHOUT ROWID;
{PEOPLE_SCHEMA}
{COPIES_SCHEMA}
{WATCH_SCHEMA}
{FOLLOW_SCHEMA}
"""
_BUSY_SECONDS = 30.0
_BATCH = 500
"""Maximum number of values in one query; SQLite allows more, but longer queries are no faster."""


class Database:
    """The file of one archive. Each thread has its own connection."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []

    @property
    def folder(self) -> Path:
        """The folder of the archive."""
        return self._path.parent

    @classmethod
    def create(cls, folder: Path) -> Database:
        """Create the file in an existing folder. Raises StoreError."""
        database = cls(folder / FILE)
        with database.writing() as cursor:
            create_tables(cursor, _SCHEMA)
        return database

    @classmethod
    def open(cls, folder: Path) -> Database:
        """Open the file. Raises ArchiveMissingError, StoreVersionError, StoreError."""
        database, version = cls.open_any_format(folder)
        if version != str(FORMAT_VERSION):
            raise StoreVersionError(
                f"{folder / FILE} has format {version}, but this Dateline reads format {FORMAT_VERSION}",
                remedy=UPGRADE if version in _UPGRADABLE else "use the version of Dateline that wrote it",
            )
        return database

    @classmethod
    def open_any_format(cls, folder: Path) -> tuple[Database, str]:
        """Open a file of any format; return it and its format version. Raises ArchiveMissingError, StoreError."""
        database = cls(folder / FILE)
        # The file is empty if the process that made it was killed before its tables were there.
        if not (folder / FILE).is_file() or not database.number("SELECT count(*) FROM sqlite_master"):
            database.close()
            raise ArchiveMissingError(
                f"there is no archive in {folder}", remedy="create one with: dateline index FILE..."
            )
        (version,) = database.row("SELECT value FROM meta WHERE name = 'format'") or (None,)
        return database, str(version)

    def rows(self, query: str, values: Iterable[Value] = ()) -> Iterator[Row]:
        """Yield the rows of a query, fetched as they are consumed. Raises StoreError."""
        with self._translated():
            cursor = self._connection().execute(query, tuple(values))
        while True:
            with self._translated():
                rows: list[Row] = cursor.fetchmany(256)
            if not rows:
                return
            yield from rows

    def rows_among(self, query: str, values: Iterable[str]) -> Iterator[Row]:
        """Yield the rows of a query that contains `IN ({})`, for any number of values."""
        remaining = iter(values)
        while batch := list(itertools.islice(remaining, _BATCH)):
            yield from self.rows(query.format(",".join("?" * len(batch))), batch)

    def row(self, query: str, values: Iterable[Value] = ()) -> Row | None:
        """Return the first row of a query, or None."""
        return next(self.rows(query, values), None)

    def number(self, query: str, values: Iterable[Value] = ()) -> int:
        """Return the integer that a query selects, or 0 if there is none."""
        row = self.row(query, values)
        return row[0] if row and isinstance(row[0], int) else 0

    @contextmanager
    def writing(self) -> Generator[Cursor, None, None]:
        """Run one write transaction: committed durably at the end, rolled back on any exception. Raises StoreError."""
        with self._translated():
            connection = self._connection()
            cursor = connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    cursor.execute("ROLLBACK")
                raise
            finally:
                cursor.close()

    @contextmanager
    def reading(self) -> Generator[None, None, None]:
        """Give all reads of this thread in the block one snapshot; must not be nested. Raises StoreError."""
        with self._translated():
            connection = self._connection()
            connection.execute("BEGIN")
            try:
                yield
            finally:
                connection.execute("COMMIT")

    def check(self) -> list[str]:
        """Run SQLite's integrity check and return the problems it finds."""
        return [str(row[0]) for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]

    def size(self) -> int:
        """Size of the file in bytes, without the WAL (changes not yet checkpointed)."""
        return self._path.stat().st_size

    def close(self) -> None:
        """Close the connections of all threads."""
        while self._connections:
            self._connections.pop().close()
        self._local = threading.local()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
            self._connections.append(connection)
        return connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        except sqlite3.OperationalError:
            # The folder is read-only. Nobody can change the file then, so it can be read without locks.
            connection.close()
            connection = sqlite3.connect(
                f"{self._path.resolve().as_uri()}?immutable=1", uri=True, isolation_level=None, check_same_thread=False
            )
        return connection

    @contextmanager
    def _translated(self) -> Generator[None, None, None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"{self._path}: {error}", remedy=_remedy(error)) from error


def create_tables(cursor: Cursor, schema: str) -> None:
    """Create the tables of a schema, after which the file has the current format."""
    for statement in schema.split(";"):
        cursor.execute(statement)
    cursor.execute("INSERT OR REPLACE INTO meta VALUES ('format', ?)", (str(FORMAT_VERSION),))


def _remedy(error: sqlite3.Error) -> str:
    text = str(error)
    if "full" in text:
        return "free some disk space; all articles reported as stored are safe"
    if "readonly" in text or "unable to open" in text:
        return "check the permissions of the folder"
    if "malformed" in text or "not a database" in text:
        return "restore the file from a backup"
    return "check whether another program is using the file"
