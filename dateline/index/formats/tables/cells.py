"""From the cells of a row to its report: by the names of the columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from dateline.index.formats.fields import Fields, Json
from dateline.index.formats.format import reject_document
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document, RawReject, RawReport, RejectKind

NO_TEXT_COLUMN = "no column is recognised as text; name one with --map body=COLUMN"


@lru_cache(maxsize=8)
def fields_of(options: ReadOptions) -> Fields:
    """Return the fields of some options; made once, since a table has many rows."""
    return Fields(options)


def has_text(columns: Iterable[str], options: ReadOptions) -> bool:
    """Whether one of the columns is a body or a headline."""
    return fields_of(options).knows_text(columns)


def names_of(cells: Iterable[object]) -> tuple[str, ...]:
    """Return the names of columns from the cells of a header; a column without a name has an empty one."""
    return tuple("" if cell is None else str(cell).strip() for cell in cells)


def report_row(
    document: Document, cells: Sequence[Json], options: ReadOptions, problem: str | None = None
) -> RawReport | RawReject:
    """Return the report in a row, or its reject; missing cells are empty, surplus ones must be.

    Of two columns with one name, the first that is not empty counts.
    """
    columns = document.columns
    if any(cells[len(columns) :]):
        return reject_document(document, f"{len(cells)} cells, but the header has {len(columns)}")
    values: dict[str, Json] = {}
    for name, cell in zip(columns, cells, strict=False):
        if cell not in (None, "") and name not in values:
            values[name] = cell
    end = document.byte_end
    report = fields_of(options).report(
        values, place=document.place, format_=document.format, byte_end=end, problem=problem
    )
    if isinstance(report, str):
        return reject_document(document, report, RejectKind.NO_TEXT)
    return msgspec.structs.replace(report, item=document.item)
