"""The watched files that were read, as stored: after a restart only new ones are read."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.index.database import Database
from dateline.index.sources.address import escape
from dateline.index.watch.arrivals import State


class Watched:
    """The files of one archive that were read, as they were then."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def among(self, paths: Mapping[str, object]) -> dict[str, State]:
        """Return of these paths those that were read, as they were then. Raises StoreError."""
        # A name may hold bytes that are no text.
        by_address = {escape(path): path for path in paths}
        query = "SELECT path, size, mtime_ns FROM watched WHERE path IN ({})"
        return {
            by_address[str(address)]: State(int(str(size)), int(str(mtime)))
            for address, size, mtime in self._database.rows_among(query, by_address)
        }

    def record(self, read: Mapping[str, State]) -> None:
        """Note that files were read. To be called when their articles are stored. Raises StoreError."""
        rows = [(escape(path), state.size, state.mtime_ns) for path, state in read.items()]
        with self._database.writing() as cursor:
            cursor.executemany("INSERT OR REPLACE INTO watched VALUES (?, ?, ?)", rows)
