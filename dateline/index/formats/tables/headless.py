"""Tables whose columns have no known names: what they are, as words for a reject.

Sources: the codebooks of GDELT (Event Database 1.0 and 2.0, Global Knowledge Graph 2.1).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from dateline.index.formats.tables.cells import NO_TEXT_COLUMN
from dateline.index.formats.tables.rows import Dialect, cells_of

_FEWEST_ROWS = 3
_FEWEST_CELLS = {"\t": 3, ";": 4, "|": 4, ",": 5}
"""Fewest cells by which a table is told from text that contains the delimiter."""
_MOST_EXAMINED = 20
_MAX_NAME = 40
NO_HEADER = "a table without a header row that names its columns; add one, such as: id,title,text"


class _Known(NamedTuple):
    kind: str
    widths: tuple[int, ...]
    opening: re.Pattern[str]
    """How a row begins."""


_KNOWN: Final = (
    _Known("GDELT Global Knowledge Graph", (27,), re.compile(r"\d{14}-T?\d+\t\d{14}\t")),
    _Known("GDELT events", (57, 58, 61), re.compile(r"\d+\t\d{8}\t\d{6}\t\d{4}\t")),
    _Known("GDELT mentions", (14, 16), re.compile(r"\d+\t\d{14}\t\d{14}\t")),
)


def headless_kind(text: str) -> str | None:
    """Return why a table is not read, from the start of its text; None if it may be no table."""
    lines = [line for line in text.split("\n", _MOST_EXAMINED)[:_MOST_EXAMINED] if line.strip()]
    if not lines:
        return None
    width = lines[0].count("\t") + 1
    for known in _KNOWN:
        if width in known.widths and known.opening.match(lines[0]):
            return f"{known.kind}: rows without text; the pages at their addresses have it"
    # The last line may be cut.
    delimiter = next((each for each in _FEWEST_CELLS if _is_table(lines[:-1], each)), None)
    if delimiter is None:
        return None
    return NO_TEXT_COLUMN if _are_names(cells_of(lines[0].rstrip("\r"), Dialect(delimiter))) else NO_HEADER


def _are_names(cells: list[str]) -> bool:
    """Whether the cells of the first row can be names of columns: short, different, without figures."""
    names = {cell.strip().casefold() for cell in cells}
    return len(names) == len(cells) and all(name and len(name) <= _MAX_NAME and name[0].isalpha() for name in names)


def _is_table(lines: list[str], delimiter: str) -> bool:
    """Whether all lines have the same number of cells. A comma in prose has a space after it, one in a table seldom."""
    if len(lines) < _FEWEST_ROWS or lines[0].count(delimiter) + 1 < _FEWEST_CELLS[delimiter]:
        return False
    rows = (cells_of(line.rstrip("\r"), Dialect(delimiter)) for line in lines)
    width = len(next(rows))
    if width < _FEWEST_CELLS[delimiter] or any(len(cells) != width for cells in rows):
        return False
    text = "\n".join(lines)
    return delimiter == "\t" or text.count(f"{delimiter} ") * 3 < text.count(delimiter)
