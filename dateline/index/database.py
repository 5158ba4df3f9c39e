"""The archive's SQLite file: connections, transactions, schema, and errors in Dateline's words.

Nothing else imports `sqlite3`. The file is in WAL mode, so any number of readers go on while one process writes; the
writing connection is `synchronous=FULL`, so that what a transaction has acknowledged survives a power cut.
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
from dateline.index.copies.schema import DROPPED as WITHOUT_COPIES
from dateline.index.copies.schema import SCHEMA as COPIES_SCHEMA
from dateline.index.people.schema import SCHEMA as PEOPLE_SCHEMA
from dateline.index.people.schema import TALLIES_SCHEMA

FILE = "articles.sqlite3"
UPGRADE = "bring it up to date with: dateline reindex"
FORMAT_VERSION = 5
"""Changes when an older Dateline could not read or write the file."""

Cursor: TypeAlias = sqlite3.Cursor
Value: TypeAlias = str | int | bytes | None
Row: TypeAlias = tuple[Value, ...]

_SCHEMA = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    identity TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL,
    extractor TEXT NOT NULL,
    article BLOB NOT NULL
);
CREATE TABLE revisions (
    id TEXT NOT NULL,
    serial INTEGER NOT NULL,
    article BLOB NOT NULL,
    PRIMARY KEY (id, serial)
) WITHOUT ROWID;
CREATE TABLE rejects (
    path TEXT NOT NULL,
    place TEXT NOT NULL,
    run INTEGER NOT NULL,
    reject BLOB NOT NULL,
    PRIMARY KEY (path, place)
) WITHOUT ROWID;
{PEOPLE_SCHEMA}
{COPIES_SCHEMA}
"""
_UPGRADES = {
    "2": COPIES_SCHEMA + TALLIES_SCHEMA,
    "3": WITHOUT_COPIES + COPIES_SCHEMA + TALLIES_SCHEMA,
    "4": TALLIES_SCHEMA,
}
"""What a file of an older format lacks. Claims are tallied at once; copies are looked for by whoever opens the file."""
_BUSY_SECONDS = 30.0
_BATCH = 500
"""Values of one query; SQLite allows more, but a longer query is no faster."""


class Database:
    """One archive's file; each thread has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []

    @classmethod
    def create(cls, folder: Path) -> Database:
        """Make the file in an existing folder. Raises StoreError."""
        database = cls(folder / FILE)
        with database.writing() as cursor:
            _complete(cursor, _SCHEMA)
        return database

    @classmethod
    def open(cls, folder: Path) -> Database:
        """Open the file. Raises ArchiveMissingError, StoreVersionError, StoreError."""
        database, version = cls._found(folder)
        if version != str(FORMAT_VERSION):
            raise StoreVersionError(
                f"{folder / FILE} has format {version}, and this Dateline reads format {FORMAT_VERSION}",
                remedy=UPGRADE if version in _UPGRADES else "use the version of Dateline that wrote it",
            )
        return database

    @classmethod
    def open_to_write(cls, folder: Path) -> Database:
        """Open the file, for the one process that writes; an older format is brought up to date. Raises as `open`."""
        database, version = cls._found(folder)
        if version in _UPGRADES:
            _upgrade(database, _UPGRADES[version])
            database.close()
        return cls.open(folder)

    @classmethod
    def _found(cls, folder: Path) -> tuple[Database, str]:
        """The file and its format."""
        if not (folder / FILE).is_file():
            raise ArchiveMissingError(
                f"there is no archive in {folder}", remedy="make one with: dateline index FILE..."
            )
        database = cls(folder / FILE)
        (version,) = database.row("SELECT value FROM meta WHERE name = 'format'") or (None,)
        return database, str(version)

    def rows(self, query: str, values: Iterable[Value] = ()) -> Iterator[Row]:
        """The rows of a query, read as they are asked for. Raises StoreError."""
        with self._translated():
            cursor = self._connection().execute(query, tuple(values))
        while True:
            with self._translated():
                rows: list[Row] = cursor.fetchmany(256)
            if not rows:
                return
            yield from rows

    def rows_among(self, query: str, values: Iterable[str]) -> Iterator[Row]:
        """The rows of a query that says `IN ({})`, for any number of values."""
        remaining = iter(values)
        while batch := list(itertools.islice(remaining, _BATCH)):
            yield from self.rows(query.format(",".join("?" * len(batch))), batch)

    def row(self, query: str, values: Iterable[Value] = ()) -> Row | None:
        """The first row of a query."""
        return next(self.rows(query, values), None)

    def number(self, query: str, values: Iterable[Value] = ()) -> int:
        """The one number that a query gives; 0 where it gives none."""
        row = self.row(query, values)
        return row[0] if row and isinstance(row[0], int) else 0

    @contextmanager
    def writing(self) -> Generator[Cursor, None, None]:
        """One transaction: durable when this ends, and nothing of it there when it raises. Raises StoreError."""
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
        """One state of the file for all that this thread reads meanwhile; not to be nested. Raises StoreError."""
        with self._translated():
            connection = self._connection()
            connection.execute("BEGIN")
            try:
                yield
            finally:
                connection.execute("COMMIT")

    def check(self) -> list[str]:
        """What SQLite finds wrong with its file."""
        return [str(row[0]) for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]

    def size(self) -> int:
        """Bytes on disk, without what is not yet checkpointed."""
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
            # A folder that may not be written to: nobody can change the file, so it can be read without locks.
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


def _complete(cursor: Cursor, schema: str) -> None:
    """Make tables, after which the file has today's format."""
    for statement in schema.split(";"):
        cursor.execute(statement)
    cursor.execute("INSERT OR REPLACE INTO meta VALUES ('format', ?)", (str(FORMAT_VERSION),))


def _upgrade(database: Database, schema: str) -> None:
    """Make the tables that are lacking, with what follows from the others, or leave all as it was."""
    from dateline.index.people.tally_rows import count_all

    with database.writing() as cursor:
        _complete(cursor, schema)
        count_all(cursor)


def _remedy(error: sqlite3.Error) -> str:
    text = str(error)
    if "full" in text:
        return "free some space; what was reported as stored is stored"
    if "readonly" in text or "unable to open" in text:
        return "check the permissions of the folder"
    if "malformed" in text or "not a database" in text:
        return "restore the file from a backup"
    return "see whether another program uses the file"
