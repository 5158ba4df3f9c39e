"""Rows of delimited text: where each starts and ends, and its cells, also after a quote that is never closed."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from dateline.index.formats.encoding import decode
from dateline.index.formats.stretch import LIMIT, Stretch

_ROW = 2 << 20
"""The longest row that spans lines; after an unclosed quote no more than this is looked at twice."""


class Row(NamedTuple):
    """One row; `cells` is None where it is none, and `problem` then says why."""

    stretch: Stretch
    cells: list[str] | None
    problem: str | None = None


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of a row in one line; none where it is no row."""
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except (csv.Error, StopIteration):
        return []


class Rows:
    """The rows in lines, each with as many cells as it has."""

    def __init__(self, lines: Iterator[Stretch], delimiter: str) -> None:
        # One limit holds for the whole process; the default of 128 KB is less than some reports have.
        csv.field_size_limit(LIMIT)
        self._lines = lines
        self._delimiter = delimiter
        self._waiting: deque[Stretch] = deque()
        self._taken: list[Stretch] = []
        self._problem: str | None = None
        self._width = 0

    def __iter__(self) -> Iterator[Row]:
        """Every row that is not blank."""
        reader = csv.reader(self._texts(), delimiter=self._delimiter, strict=True)
        while True:
            self._taken = []
            self._problem = None
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(self._give_up(), None, f"not a row: {error}")
                reader = csv.reader(self._texts(), delimiter=self._delimiter, strict=True)
                continue
            self._width = self._width or len(cells)
            if any(cells):
                yield Row(_joined(self._taken), cells, self._problem)

    def _texts(self) -> Iterator[str]:
        """Decoded lines; they end after a row that is too long, so that its quote counts as never closed."""
        length = 0
        while (line := self._next_line()) is not None:
            length = line.length if not self._taken else length + line.length
            self._taken.append(line)
            text, problem = decode(line.content.removeprefix(b"\xef\xbb\xbf") if line.byte == 0 else line.content)
            self._problem = self._problem or problem
            yield text
            if length > _ROW:
                return

    def _next_line(self) -> Stretch | None:
        return self._waiting.popleft() if self._waiting else next(self._lines, None)

    def _give_up(self) -> Stretch:
        """What is no row: up to the next line that is one by itself; what follows is read again."""
        taken = self._taken
        good = next((at for at in range(1, len(taken)) if self._is_row(taken[at])), len(taken))
        self._waiting.extendleft(reversed(taken[good:]))
        return _joined(taken[:good])

    def _is_row(self, line: Stretch) -> bool:
        return len(cells_of(decode(line.content).text, self._delimiter)) == self._width


def _joined(lines: list[Stretch]) -> Stretch:
    if len(lines) == 1:
        return lines[0]
    content = b"".join(line.content for line in lines)
    return Stretch(lines[0].line, lines[0].byte, content, sum(line.length for line in lines))
