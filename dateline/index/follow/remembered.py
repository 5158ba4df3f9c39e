"""What is remembered of followed addresses and fetched pages, in the file of the archive."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping

import msgspec

from dateline.index.database import Database
from dateline.index.follow.pages import Fetched, Page
from dateline.index.follow.state import Followed

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Followed).decode


class Remembered:
    """The state of all that is followed for one archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def followed(self) -> dict[str, Followed]:
        """Return the state of each followed address. Raises StoreError."""
        rows = self._database.rows("SELECT url, state FROM followed ORDER BY url")
        return {str(url): _decode(state) for url, state in rows if isinstance(state, bytes)}

    def note(self, url: str, state: Followed) -> None:
        """Remember the state of an address. Raises StoreError."""
        with self._database.writing() as cursor:
            cursor.execute("INSERT OR REPLACE INTO followed VALUES (?, ?)", (url, _encode(state)))

    def fetched(self, pages: Iterable[Page]) -> dict[str, Fetched]:
        """Return which of these pages were fetched, by the address by which they are remembered. Raises StoreError."""
        query = "SELECT address, mark, failures FROM fetched WHERE address IN ({})"
        return {
            str(address): Fetched(str(mark), int(str(failures)))
            for address, mark, failures in self._database.rows_among(query, {page.address for page in pages})
        }

    def note_pages(self, fetched: Mapping[str, Fetched]) -> None:
        """Remember pages. To be called when their articles are stored. Raises StoreError."""
        now = int(time.time())
        rows = [(address, now, each.mark, each.failures) for address, each in fetched.items()]
        with self._database.writing() as cursor:
            cursor.executemany("INSERT OR REPLACE INTO fetched VALUES (?, ?, ?, ?)", rows)
