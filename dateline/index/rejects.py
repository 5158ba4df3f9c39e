"""Input that could not be read: stored with place and reason until its file is read successfully."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from dateline.errors import StoreError
from dateline.index.database import Database
from dateline.index.raw import RawReject

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(RawReject).decode


class Rejects:
    """The rejects of one archive, one per place: reading the same input again does not duplicate them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, folder: Path) -> Rejects:
        """Open an archive's rejects. Raises ArchiveMissingError, StoreError."""
        return cls(Database.open(folder))

    def new_run(self) -> int:
        """Start a new run and return its number, higher than all before."""
        with self._database.writing() as cursor:
            cursor.execute("UPDATE meta SET value = value + 1 WHERE name = 'run'")
            if not cursor.rowcount:
                cursor.execute("INSERT INTO meta VALUES ('run', '1')")
        return int(str((self._database.row("SELECT value FROM meta WHERE name = 'run'") or ("0",))[0]))

    def record(self, run: int, read_well: Iterable[str], rejects: Sequence[RawReject]) -> None:
        """Store the rejects of a run, and delete those of earlier runs for inputs that can now be read.

        `read_well` are the paths from which the run read at least one article. Durable when this returns.
        Raises StoreError.
        """
        rows = [(reject.place.source, str(reject.place), run, _encode(reject)) for reject in rejects]
        with self._database.writing() as cursor:
            forgotten = ((path, run) for path in read_well)
            cursor.executemany("DELETE FROM rejects WHERE path = ? AND run < ?", forgotten)
            cursor.executemany("INSERT OR REPLACE INTO rejects VALUES (?, ?, ?, ?)", rows)

    def __iter__(self) -> Iterator[RawReject]:
        """Iterate over all rejects, ordered by path and place."""
        for (data,) in self._database.rows("SELECT reject FROM rejects ORDER BY path, place"):
            try:
                yield _decode(data if isinstance(data, bytes) else b"")
            except msgspec.DecodeError as error:
                raise StoreError(f"a stored reject cannot be read: {error}") from error

    def count(self) -> int:
        """Return the number of rejects."""
        return self._database.number("SELECT count(*) FROM rejects")

    def close(self) -> None:
        """Close the file."""
        self._database.close()
