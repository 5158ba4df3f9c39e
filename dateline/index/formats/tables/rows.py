"""Rows of delimited text with their places and cells; recovers after a quote that is never closed."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dateline.index.formats.stretch import LIMIT, Stretch

MAX_ROW = 2 << 20
"""Maximum bytes of a row; bounds what is read again after an unclosed quote."""


class Row(NamedTuple):
    """One row. `cells` is None if it is no valid row, and `problem` says why."""

    stretch: Stretch
    cells: list[str] | None
    problem: str = ""

    @property
    def is_long(self) -> bool:
        """Whether it has more than MAX_ROW bytes."""
        return self.stretch.length > MAX_ROW


def text_of(content: bytes) -> str:
    """Decode bytes to find their cells; `bytes_of` returns exactly the same bytes again."""
    return content.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """Encode a text that `text_of` decoded."""
    return text.encode("utf-8", "surrogateescape")


class Dialect(NamedTuple):
    """How the cells of a table are told apart."""

    delimiter: str
    escape: str | None = None
    """What stands before a quote in a quoted cell, if it is not a second quote: Spark and MySQL write a backslash."""

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """Return a reader of rows; it raises `csv.Error` for an invalid one."""
        return csv.reader(lines, delimiter=self.delimiter, escapechar=self.escape, strict=True)


def cells_of(line: str, dialect: Dialect) -> list[str]:
    """Return the cells of one row; none if it is no valid row."""
    try:
        return next(dialect.reader([line]))
    except (csv.Error, StopIteration):
        return []


def row_of(cells: list[str]) -> str:
    """Return a row with commas, as RFC 4180 defines it, without a line end."""
    row = io.StringIO()
    # Which line ends within cells are quoted depends on this.
    csv.writer(row, lineterminator="\r\n").writerow(cells)
    return row.getvalue().removesuffix("\r\n")


class Rows:
    """Splits lines into rows; rows may differ in their number of cells."""

    def __init__(self, lines: Iterator[Stretch], dialect: Dialect) -> None:
        # The limit is global to the process; some reports are longer than the default of 128 KB.
        csv.field_size_limit(LIMIT)
        self._lines = lines
        self._dialect = dialect
        self._waiting: deque[Stretch] = deque()
        self._taken: list[Stretch] = []
        self._width = 0
        self._spaced = False

    def __iter__(self) -> Iterator[Row]:
        """Iterate over all rows that are not blank."""
        reader = self._dialect.reader(self._texts())
        while True:
            self._taken = []
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield self._literal_row() or Row(self._take_broken(), None, f"not a row: {error}")
                reader = self._dialect.reader(self._texts())
                continue
            row = Row(_merged(self._taken), cells)
            if self._width == 0:
                self._width, self._spaced = len(cells), _is_spaced(cells)
            if row.is_long:
                yield row._replace(cells=None)
            elif any(cells):
                yield row

    def _literal_row(self) -> Row | None:
        """Return the first line as a row whose quotes mean nothing, as in tables with tabs; None if it is none."""
        first = self._taken[0]
        cells = text_of(first.content).rstrip("\r\n").split("\t")
        if self._dialect.delimiter != "\t" or first.is_cut or len(cells) != self._width:
            return None
        self._waiting.extendleft(reversed(self._taken[1:]))
        return Row(first, cells)

    def _texts(self) -> Iterator[str]:
        """Yield decoded lines; stop in a row that gets too long, so that its quote counts as unclosed."""
        length = 0
        while (not self._taken or length <= MAX_ROW) and (line := self._next_line()) is not None:
            length = line.length if not self._taken else length + line.length
            self._taken.append(line)
            # Of a line that was cut nothing is read, so that a quote in it cannot take in what follows.
            yield "" if line.is_cut else text_of(line.content)

    def _next_line(self) -> Stretch | None:
        return self._waiting.popleft() if self._waiting else next(self._lines, None)

    def _take_broken(self) -> Stretch:
        """Take the invalid row, up to the next line that is a complete row; the rest is read again."""
        taken = self._taken
        next_row = next((at for at in range(1, len(taken)) if self._is_row(taken[at])), None)
        if next_row is None:
            broken = _merged(taken)
            return self._to_its_end(broken) if broken.length > MAX_ROW else broken
        self._waiting.extendleft(reversed(taken[next_row:]))
        return _merged(taken[:next_row])

    def _to_its_end(self, broken: Stretch) -> Stretch:
        """Skip the rest of a cell that is really that long, to the line with its closing quote or to the next row."""
        length = broken.length
        while (line := self._next_line()) is not None:
            if self._is_row(line):
                self._waiting.appendleft(line)
                break
            length += line.length
            if line.content.count(b'"') % 2 == 1:
                break
        return broken._replace(length=length)

    def _is_row(self, line: Stretch) -> bool:
        """Whether a line is a complete row. A comma in prose has a space after it, one in a table seldom."""
        if line.is_cut or self._width == 0:
            return False
        cells = cells_of(text_of(line.content), self._dialect)
        return len(cells) == self._width and (self._spaced or not _is_spaced(cells))


def _is_spaced(cells: list[str]) -> bool:
    return any(cell.startswith(" ") for cell in cells[1:])


def _merged(lines: list[Stretch]) -> Stretch:
    if len(lines) == 1:
        return lines[0]
    content = b"".join(line.content for line in lines)
    return Stretch(lines[0].line, lines[0].byte, content, sum(line.length for line in lines))
