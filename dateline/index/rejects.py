"""Input that could not be read: stored with place and reason until it is read successfully or forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from dateline.errors import StoreError
from dateline.index.database import Database
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.version import READER
from dateline.index.raw import RawReject, RejectKind
from dateline.index.sources.address import MEMBER
from dateline.problems import Place


class StoredReject(msgspec.Struct, frozen=True, omit_defaults=True):
    """A reject as stored. The last three are None if an earlier version of Dateline stored it."""

    place: Place
    reason: str
    format: str | None
    excerpt: bytes
    """The first bytes, at most 64 KB."""
    byte_end: int | None = None
    kind: RejectKind | None = None
    reader: str | None = None
    """The version of the rules that rejected it."""
    options: ReadOptions | None = None
    """How the user asked to read it."""
    number: int = 1
    """Its number among those of its place, such as the entries of one feed."""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others: its source, and its place with its number."""
        place = str(self.place)
        return self.place.source, place if self.number == 1 else f"{place}#{self.number}"

    @property
    def input(self) -> str:
        """The address that was given to `dateline index`, or the file in a folder that was."""
        return self.place.source.partition(MEMBER)[0]

    @property
    def size(self) -> int:
        """How many bytes were rejected, as far as known."""
        return (
            len(self.excerpt) if self.byte_end is None or self.place.byte is None else self.byte_end - self.place.byte
        )

    def is_at(self, address: str) -> bool:
        """Whether it is at a place, in a line, in an input, in an archive or in a folder that has this address."""
        place = str(self.place)
        return place == address or place.startswith((f"{address}:", f"{address}{MEMBER}", f"{address.rstrip('/')}/"))


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(StoredReject).decode


class Rejects:
    """The rejects of one archive, by place: reading the same input again does not duplicate them."""

    def __init__(self, database: Database, options: ReadOptions | None = None) -> None:
        """Use an open archive; `options` are those with which inputs are read that are recorded here."""
        self._database = database
        self._options = options

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
        """Store the rejects of a run, and forget those of earlier runs for inputs that can now be read.

        `read_well` are addresses that the run could read; the archives that they are in could be read too. Durable when
        this returns. Raises StoreError.
        """
        rows = [(*reject.key, run, _encode(reject)) for reject in _numbered(rejects, self._options)]
        forgotten = {(address, run) for each in read_well for address in _with_archives(each)}
        with self._database.writing() as cursor:
            cursor.executemany("DELETE FROM rejects WHERE path = ? AND run < ?", forgotten)
            cursor.executemany("INSERT OR REPLACE INTO rejects VALUES (?, ?, ?, ?)", rows)

    def forget(self, keys: Iterable[tuple[str, str]]) -> None:
        """Delete rejects by their keys. Durable when this returns. Raises StoreError."""
        with self._database.writing() as cursor:
            cursor.executemany("DELETE FROM rejects WHERE path = ? AND place = ?", keys)

    def mark_current(self, rejects: Iterable[StoredReject]) -> None:
        """Note that the current rules have rejected them too. Those that are no longer stored are ignored."""
        keys = {reject.key for reject in rejects}
        rows = [
            (_encode(msgspec.structs.replace(reject, reader=READER)), *reject.key)
            for reject in self.outdated()
            if reject.key in keys
        ]
        with self._database.writing() as cursor:
            cursor.executemany("UPDATE rejects SET reject = ? WHERE path = ? AND place = ?", rows)

    def __iter__(self) -> Iterator[StoredReject]:
        """Iterate over all rejects, ordered by path and place."""
        for (data,) in self._database.rows("SELECT reject FROM rejects ORDER BY path, place"):
            try:
                yield _decode(data if isinstance(data, bytes) else b"")
            except msgspec.DecodeError as error:
                raise StoreError(f"a stored reject cannot be read: {error}") from error

    def outdated(self) -> Iterator[StoredReject]:
        """Iterate over the rejects of other rules than the current ones, until `mark_all_current` is called."""
        row = self._database.row("SELECT value FROM meta WHERE name = 'reader'")
        # Without this every run would read all rejects.
        return iter(()) if row == (READER,) else (reject for reject in self if reject.reader != READER)

    def mark_all_current(self) -> None:
        """Note that every input whose reject is outdated was read again, if it exists. Raises StoreError."""
        with self._database.writing() as cursor:
            cursor.execute("INSERT OR REPLACE INTO meta VALUES ('reader', ?)", (READER,))

    def count(self) -> int:
        """Return the number of rejects."""
        return self._database.number("SELECT count(*) FROM rejects")

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _numbered(rejects: Iterable[RawReject], options: ReadOptions | None) -> Iterator[StoredReject]:
    """Yield the rejects of a batch as they are stored: one input may have several at one place."""
    seen: Counter[str] = Counter()
    for reject in rejects:
        place = str(reject.place)
        seen[place] += 1
        yield _stored(reject, options, seen[place])


def _stored(reject: RawReject, options: ReadOptions | None, number: int) -> StoredReject:
    return StoredReject(
        place=reject.place,
        reason=reject.reason,
        format=reject.format,
        excerpt=reject.excerpt,
        byte_end=reject.byte_end,
        kind=reject.kind,
        reader=READER,
        options=options,
        number=number,
    )


def _with_archives(address: str) -> Iterator[str]:
    """Yield an address and those of the archives that it is in."""
    yield address
    while MEMBER in address:
        address = address.rpartition(MEMBER)[0]
        yield address
