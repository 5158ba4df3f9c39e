"""SQLite databases: the tables and their rows, read only.

Source: the SQLite file format, section 1.3 (the header). The copy on disk is opened as immutable, so that nothing is
written beside it; what stands only in a write-ahead log is not in the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from dateline.index.formats.format import Certainty, Head
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.tables.cells import fields_of
from dateline.index.formats.tables.typed import Table, TypedTable

_MAGIC = b"SQLite format 3\x00"
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
_MAX_CELL = 32 << 20
"""Maximum bytes of a cell or a row."""


class Sqlite(TypedTable):
    """One report per row of every ordinary table that has a text column."""

    name = "sqlite"
    extra = None

    def recognise(self, head: Head) -> Certainty:
        """Sure by the header."""
        return Certainty.SURE if head.raw.startswith(_MAGIC) else Certainty.NO

    def tables(self, path: Path, options: ReadOptions) -> Iterator[Table]:
        """Yield the tables by name, without virtual ones."""
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            database.text_factory = _text
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_CELL)
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("PRAGMA cell_size_check = ON")
            for (name,) in database.execute(_TABLES).fetchall():
                yield _table(database, name, options)

    def damage(self) -> tuple[type[Exception], ...]:
        """Return the exceptions of SQLite."""
        return (sqlite3.Error, sqlite3.Warning, OverflowError, ValueError)


def _table(database: sqlite3.Connection, name: str, options: ReadOptions) -> Table:
    """Return a table. Only columns that name a field are read, and no generated ones, which could take for ever."""
    info = database.execute("SELECT name, hidden FROM pragma_table_xinfo(?)", (name,)).fetchall()
    columns = tuple(str(column) for column, hidden in info if hidden == 0 and fields_of(options).knows(str(column)))
    if not columns:
        return Table((), ())
    return Table(columns, enumerate(_rows(database, name, columns), start=1))


def _rows(database: sqlite3.Connection, name: str, columns: tuple[str, ...]) -> Iterator[Sequence[object]]:
    statement = f"SELECT {', '.join(map(_quoted, columns))} FROM {_quoted(name)}"  # noqa: S608 - names are quoted
    for row in database.execute(statement):  # noqa: UP028 - `yield from` would close a cursor of a closed database
        yield row


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(content: bytes) -> str:
    return content.decode(errors="replace")
