"""CSV and similar formats: a header row that names the columns, then one report per row."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.index.formats.encoding import decode
from dateline.index.formats.format import HEAD, Certainty, Head, Reads
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.stretch import EXCERPT, Stretch, read_lines
from dateline.index.formats.tables.cells import NO_TEXT_COLUMN, fields_of, has_text, names_of, report_row
from dateline.index.formats.tables.headless import headless_kind
from dateline.index.formats.tables.macintosh import with_line_feeds
from dateline.index.formats.tables.rows import MAX_ROW, Dialect, Row, Rows, bytes_of, cells_of, row_of, text_of
from dateline.index.raw import Document, Outcome, RawReject, RejectKind
from dateline.index.sources.blob import Blob

_DELIMITERS = ",\t;|"
_MAX_NAME = 60
"""Maximum length of a column name; a longer cell is part of a sentence with commas."""
_TABLE_SUFFIXES = (".csv", ".tsv", ".tab")
_COMPRESSIONS = (".gz", ".bz2", ".xz", ".zst", ".lz4")
_TABLE_TYPES = frozenset({"text/csv", "text/tab-separated-values"})
_NO_OPTIONS = ReadOptions()
_DECLARED = re.compile(r"\Asep=(?P<delimiter>[^\r\n])\r?\n")
"""A first line by which spreadsheets name the delimiter."""

_ESCAPED = re.compile(r'[^\\,;|\t\n]\\"[^\n]')
_DOUBLED = re.compile(r'[^,;|\t\r\n]""[^,;|\t\r\n]')
"""A quote within a cell, written in the two ways."""


class Csv:
    """Rows of cells separated by commas, tabs, semicolons or vertical bars.

    The content of a document is the row with commas, whatever the delimiter of the input.
    """

    name = "csv"
    reads = Reads.TEXT
    extra = None

    def recognise(self, head: Head) -> Certainty:
        """Likely if the first line names columns, including one with text, or if there are rows without names.

        Any two columns are enough for a table's file name or media type.
        """
        if head.is_binary:
            return Certainty.NO
        text = head.text.replace("\r", "\n") if _is_macintosh(head.text) else head.text
        line = _first_line(text)
        names = cells_of(line, Dialect(_delimiter(line)))
        if len(names) < 2 or max(map(len, names)) > _MAX_NAME:
            return Certainty.LIKELY if headless_kind(text) else Certainty.NO
        known = [name for name in names if fields_of(_NO_OPTIONS).knows(name)]
        if len(known) > 1 and has_text(known, _NO_OPTIONS):
            return Certainty.LIKELY
        return Certainty.LIKELY if _is_named_table(head) or headless_kind(text) else Certainty.NO

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject]:
        """Yield the rows after the header; a quoted cell may span lines."""
        opening = text_of(blob.stream.peek(HEAD)[:HEAD].removeprefix(codecs.BOM_UTF8))
        lines = with_line_feeds(blob.stream) if _is_macintosh(opening) else blob.stream
        opening = opening.replace("\r", "\n") if _is_macintosh(opening) else opening
        rows = iter(Rows(_lines(lines, opening), _dialect(opening)))
        header = next(rows, None)
        columns = () if header is None or header.cells is None else names_of(header.cells)
        if not has_text(columns, options):
            reason = headless_kind(opening) or NO_TEXT_COLUMN
            whole = _whole_input(header, rows)
            yield whole.reject(reason, address=blob.address, format_=self.name, kind=RejectKind.UNSUPPORTED)
            return
        for item, row in enumerate(rows, start=1):
            yield _document(row, columns, item, blob)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield the report of the row."""
        text, problem = decode(document.content)
        yield report_row(document, cells_of(text, Dialect(",")), options, problem)


def _document(row: Row, columns: tuple[str, ...], item: int, blob: Blob) -> Document | RawReject:
    stretch = row.stretch
    if row.is_long:
        reason = f"a row of {stretch.length:,} bytes; a row can have at most {MAX_ROW:,}"
        return stretch.reject(reason, address=blob.address, format_=Csv.name, kind=RejectKind.TOO_LARGE)
    if row.cells is None:
        return stretch.reject(row.problem, address=blob.address, format_=Csv.name)
    content = bytes_of(row_of(row.cells))
    return Document(Csv.name, content, stretch.place(blob.address), stretch.end, blob.hints, columns, item)


def _whole_input(header: Row | None, rows: Iterator[Row]) -> Stretch:
    """Return the whole input as one stretch."""
    first = header.stretch if header else Stretch(1, 0, b"", 0)
    end = first.end
    for row in rows:
        end = row.stretch.end
    return first._replace(content=first.content[:EXCERPT], length=end - first.byte)


def _is_macintosh(opening: str) -> bool:
    """Whether lines end as they did on the Macintosh."""
    return "\r" in opening and "\n" not in opening


def _lines(stream: BinaryIO, opening: str) -> Iterator[Stretch]:
    """Yield the lines of the table, without a byte order mark and a line that names the delimiter."""
    lines = read_lines(stream)
    if _DECLARED.match(opening):
        next(lines)
    for line in lines:
        bare = line.content.removeprefix(codecs.BOM_UTF8) if line.byte == 0 else line.content
        yield line._replace(content=bare, byte=line.end - len(bare), length=len(bare)) if bare != line.content else line


def _first_line(text: str) -> str:
    return _DECLARED.sub("", text, count=1).lstrip("\r\n ").partition("\n")[0].rstrip("\r")


def _dialect(opening: str) -> Dialect:
    escape = "\\" if _ESCAPED.search(opening) and not _DOUBLED.search(opening) else None
    return Dialect(_delimiter(_first_line(opening)), escape)


def _delimiter(line: str) -> str:
    """Return the delimiter that gives the most cells in the header; a comma if there is none."""
    # Without the delimiter in it, a line is one cell; most lines of most inputs are.
    return max(_DELIMITERS, key=lambda each: len(cells_of(line, Dialect(each))) if each in line else 1)


def _is_named_table(head: Head) -> bool:
    if head.hints.media_type in _TABLE_TYPES:
        return True
    name = (head.hints.name or "").casefold()
    for compression in _COMPRESSIONS:
        name = name.removesuffix(compression)
    return name.endswith(_TABLE_SUFFIXES)
