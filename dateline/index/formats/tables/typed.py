"""Tables whose cells have types: their rows become documents, each a JSON array of cells."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.index.formats.fields import Json
from dateline.index.formats.format import Certainty, Head, Reads, reject_document
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.stretch import EXCERPT, LIMIT
from dateline.index.formats.tables.cells import NO_TEXT_COLUMN, has_text, names_of, report_row
from dateline.index.formats.tables.spool import spooled
from dateline.index.raw import Document, Outcome, Passed, RawReject, RejectKind
from dateline.index.sources.blob import Blob
from dateline.problems import Place

_MOST_ABOVE = 10
"""Rows above a header: a title, a date of export."""
NO_TEXT_TABLE = "a table without a text column"


class UnreadableTableError(Exception):
    """A file cannot be read as a table; the message says why."""

    def __init__(self, reason: str, kind: RejectKind = RejectKind.DAMAGED) -> None:
        super().__init__(reason)
        self.kind = kind


class Table(NamedTuple):
    """One table of a file."""

    columns: tuple[str, ...]
    rows: Iterable[tuple[int, Sequence[object]]]
    """The number of each row in its table, from 1, and its cells: texts, numbers, dates, lists ..."""


def headed(rows: Iterator[Sequence[object]], options: ReadOptions) -> Table:
    """Return a table from all rows of a sheet: the first that names a text column is its header.

    Without such a row among the first ones it has no columns.
    """
    numbered = enumerate(rows, start=1)
    for _, cells in islice(numbered, _MOST_ABOVE + 1):
        columns = names_of(cells)
        if has_text(columns, options):
            return Table(columns, ((number, cells) for number, cells in numbered if any(cells)))
    return Table((), ())


class TypedTable(ABC):
    """A file of tables, read from a copy on disk. Tables without a text column are passed over, unless none has one."""

    name: str
    reads = Reads.BYTES
    extra: str | None

    @abstractmethod
    def recognise(self, head: Head) -> Certainty:
        """Say how sure it is that an input that starts with `head` has this format."""

    @abstractmethod
    def tables(self, path: Path, options: ReadOptions) -> Iterator[Table]:
        """Yield the tables of a file. Raises UnreadableTableError or one of `damage`, also while rows are read."""

    @abstractmethod
    def damage(self) -> tuple[type[Exception], ...]:
        """Return what the library raises for damaged files."""

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject | Passed]:
        """Yield the rows of all tables that have a text column, numbered throughout."""
        head = blob.stream.peek(EXCERPT)[:EXCERPT]
        place = Place(blob.address)
        try:
            with spooled(blob) as path:
                yield from self._documents(path, blob, head, options)
        except UnreadableTableError as error:
            yield RawReject(place, str(error), self.name, head, blob.stream.unpacked, error.kind)
        except self.damage() as error:
            reason = f"damaged: {(str(error).splitlines() or [type(error).__name__])[0]}; everything before was read"
            yield RawReject(place, reason, self.name, head, blob.stream.unpacked, RejectKind.DAMAGED)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield the report of a row."""
        if len(document.content) > LIMIT:
            reason = f"a row of {len(document.content):,} bytes"
            yield reject_document(document, reason, RejectKind.TOO_LARGE)
            return
        cells: list[Json] = msgspec.json.decode(document.content)
        yield report_row(document, cells, options)

    def _documents(
        self, path: Path, blob: Blob, head: bytes, options: ReadOptions
    ) -> Iterator[Document | RawReject | Passed]:
        item = 0
        passed = 0
        for table in self.tables(path, options):
            if not has_text(table.columns, options):
                passed += 1
                continue
            for number, cells in table.rows:
                item += 1
                place = Place(blob.address, line=number)
                yield Document(self.name, _encoded(cells), place, None, blob.hints, table.columns, item)
        if item:
            yield from (Passed(Place(blob.address), NO_TEXT_TABLE) for _ in range(passed))
        elif passed:
            end = blob.stream.unpacked
            yield RawReject(Place(blob.address), NO_TEXT_COLUMN, self.name, head, end, RejectKind.UNSUPPORTED)


def _encoded(cells: Sequence[object]) -> bytes:
    """Encode the cells of a row; dates are in ISO 8601, and what is no text, number, date, list or object is null."""
    try:
        return msgspec.json.encode([_plain(cell) for cell in cells], enc_hook=_nothing)
    except (UnicodeEncodeError, ValueError, OverflowError, TypeError, RecursionError):
        return msgspec.json.encode([str(cell).encode(errors="replace").decode() for cell in cells])


def _plain(cell: object) -> object:
    """Return bytes as the text in them, if they are text; numbers that programs made floats are whole again."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, bytes):
        try:
            return cell.decode()
        except UnicodeDecodeError:
            return None
    return cell


def _nothing(_cell: object) -> None:
    return None
