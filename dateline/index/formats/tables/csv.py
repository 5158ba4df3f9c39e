"""CSV and similar formats: a header row that names the columns, then one report per row."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import zip_longest

from dateline.index.formats.encoding import decode
from dateline.index.formats.fields import Fields, Json
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.tables.rows import Row, Rows, cells_of
from dateline.index.formats.stretch import EXCERPT, Stretch, read_lines
from dateline.index.raw import RawReject, RawReport

_DELIMITERS = ",\t;|"
_MAX_NAME = 60
"""Maximum length of a column name; a longer cell is part of a sentence with commas."""
_TABLE_SUFFIXES = (".csv", ".tsv", ".tab")


class Csv:
    """Rows of cells separated by commas, tabs, semicolons or vertical bars."""

    name = "csv"

    def recognises(self, head: bytes, address: str) -> bool:
        """Whether the first line names columns, including one with text; with a table's file name any will do."""
        names = _names(head)
        if len(names) < 2 or max(map(len, names)) > _MAX_NAME:
            return False
        fields = Fields(ReadOptions())
        known = [name for name in names if fields.knows(name)]
        return _has_table_suffix(address) or (len(known) > 1 and fields.knows_text(known))

    def read(self, stream: io.BufferedReader, address: str, options: ReadOptions) -> Iterator[RawReport | RawReject]:
        """Yield the reports of the rows after the header; a quoted cell may span lines."""
        fields = Fields(options)
        rows = iter(Rows(read_lines(stream), _delimiter(_first_line(stream.peek()))))
        header = next(rows, None)
        if header is None or header.cells is None or not fields.knows_text(header.cells):
            reason = "no column is recognised as text; name one with --map body=COLUMN"
            yield _whole_input(header, rows).reject(reason, address=address, format_=self.name)
            return
        names = [name.strip() for name in header.cells]
        for row in rows:
            read = _report(row, names, fields, address)
            yield row.stretch.reject(read, address=address, format_=self.name) if isinstance(read, str) else read


def _report(row: Row, names: list[str], fields: Fields, address: str) -> RawReport | str:
    """Return the report in a row, or the reason why there is none."""
    if row.stretch.is_cut:
        return f"a line of {row.stretch.length:,} bytes"
    if row.cells is None:
        return row.problem or "not a row"
    if any(row.cells[len(names) :]):
        return f"{len(row.cells)} cells, but the header has {len(names)}"
    values: dict[str, Json] = dict(zip_longest(names, row.cells[: len(names)]))
    place = row.stretch.place(address)
    return fields.report(values, place=place, format_=Csv.name, byte_end=row.stretch.end, problem=row.problem)


def _whole_input(header: Row | None, rows: Iterator[Row]) -> Stretch:
    """Return the whole input as one stretch."""
    first = header.stretch if header else Stretch(1, 0, b"", 0)
    end = first.end
    for row in rows:
        end = row.stretch.end
    return first._replace(content=first.content[:EXCERPT], length=end - first.byte)


def _first_line(head: bytes) -> str:
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    return decode(line).text.rstrip("\r")


def _names(head: bytes) -> list[str]:
    line = _first_line(head)
    return cells_of(line, _delimiter(line))


def _delimiter(line: str) -> str:
    """Return the delimiter that gives the most cells in the header; a comma if there is none."""
    return max(_DELIMITERS, key=lambda delimiter: len(cells_of(line, delimiter)))


def _has_table_suffix(address: str) -> bool:
    name = address.casefold()
    for compression in (".gz", ".bz2", ".xz"):
        name = name.removesuffix(compression)
    return name.endswith(_TABLE_SUFFIXES)
