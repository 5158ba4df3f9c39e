"""Rows of delimited text with their places and cells; recovers after a quote that is never closed."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from dateline.index.formats.encoding import decode
from dateline.index.formats.stretch import LIMIT, Stretch

_MAX_ROW = 2 << 20
"""Maximum bytes of a row that spans lines; bounds what is read again after an unclosed quote."""


class Row(NamedTuple):
    """One row. `cells` is None if it is no valid row, and `problem` says why."""

    stretch: Stretch
    cells: list[str] | None
    problem: str | None = None


def cells_of(line: str, delimiter: str) -> list[str]:
    """Return the cells of a row in one line; none if it is no valid row."""
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except (csv.Error, StopIteration):
        return []


class Rows:
    """Splits lines into rows; rows may differ in their number of cells."""

    def __init__(self, lines: Iterator[Stretch], delimiter: str) -> None:
        # The limit is global to the process; some reports are longer than the default of 128 KB.
        csv.field_size_limit(LIMIT)
        self._lines = lines
        self._delimiter = delimiter
        self._waiting: deque[Stretch] = deque()
        self._taken: list[Stretch] = []
        self._problem: str | None = None
        self._width = 0

    def __iter__(self) -> Iterator[Row]:
        """Iterate over all rows that are not blank."""
        reader = csv.reader(self._texts(), delimiter=self._delimiter, strict=True)
        while True:
            self._taken = []
            self._problem = None
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(self._take_broken(), None, f"not a row: {error}")
                reader = csv.reader(self._texts(), delimiter=self._delimiter, strict=True)
                continue
            self._width = self._width or len(cells)
            if any(cells):
                yield Row(_merged(self._taken), cells, self._problem)

    def _texts(self) -> Iterator[str]:
        """Yield decoded lines; stop in a row that gets too long, so that its quote counts as unclosed."""
        length = 0
        while (line := self._next_line()) is not None:
            length = line.length if not self._taken else length + line.length
            self._taken.append(line)
            text, problem = decode(line.content.removeprefix(b"\xef\xbb\xbf") if line.byte == 0 else line.content)
            self._problem = self._problem or problem
            yield text
            if length > _MAX_ROW:
                return

    def _next_line(self) -> Stretch | None:
        return self._waiting.popleft() if self._waiting else next(self._lines, None)

    def _take_broken(self) -> Stretch:
        """Take the invalid row, up to the next line that is a complete row; the rest is read again."""
        taken = self._taken
        next_row = next((at for at in range(1, len(taken)) if self._is_row(taken[at])), len(taken))
        self._waiting.extendleft(reversed(taken[next_row:]))
        return _merged(taken[:next_row])

    def _is_row(self, line: Stretch) -> bool:
        return len(cells_of(decode(line.content).text, self._delimiter)) == self._width


def _merged(lines: list[Stretch]) -> Stretch:
    if len(lines) == 1:
        return lines[0]
    content = b"".join(line.content for line in lines)
    return Stretch(lines[0].line, lines[0].byte, content, sum(line.length for line in lines))
