"""What could not be read: kept with its place and reason until the same place is read well."""

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
    """The rejects of one archive, one a place: reading the same input again does not repeat them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, folder: Path) -> Rejects:
        """Open an archive's rejects. Raises ArchiveMissingError, StoreError."""
        return cls(Database.open(folder))

    def new_run(self) -> int:
        """The number of a new reading, higher than all before."""
        with self._database.writing() as cursor:
            cursor.execute("UPDATE meta SET value = value + 1 WHERE name = 'run'")
            if not cursor.rowcount:
                cursor.execute("INSERT INTO meta VALUES ('run', '1')")
        return int(str((self._database.row("SELECT value FROM meta WHERE name = 'run'") or ("0",))[0]))

    def record(self, run: int, read_well: Iterable[str], rejects: Sequence[RawReject]) -> None:
        """Keep what a run could not read, and forget what earlier runs could not read of inputs that now can be.

        `read_well` are paths of which the run has read something. Durable when this returns. Raises StoreError.
        """
        rows = [(reject.place.source, str(reject.place), run, _encode(reject)) for reject in rejects]
        with self._database.writing() as cursor:
            forgotten = ((path, run) for path in read_well)
            cursor.executemany("DELETE FROM rejects WHERE path = ? AND run < ?", forgotten)
            cursor.executemany("INSERT OR REPLACE INTO rejects VALUES (?, ?, ?, ?)", rows)

    def __iter__(self) -> Iterator[RawReject]:
        """All of them, by path and place."""
        for (data,) in self._database.rows("SELECT reject FROM rejects ORDER BY path, place"):
            try:
                yield _decode(data if isinstance(data, bytes) else b"")
            except msgspec.DecodeError as error:
                raise StoreError(f"a stored reject cannot be read: {error}") from error

    def count(self) -> int:
        """How many there are."""
        return self._database.number("SELECT count(*) FROM rejects")

    def close(self) -> None:
        """Close the file."""
        self._database.close()
