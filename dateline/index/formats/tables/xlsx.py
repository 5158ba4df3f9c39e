"""XLSX: the sheets of a workbook; the first row of a sheet that names a text column is its header.

Source: ECMA-376 part 1, chapter 18 (SpreadsheetML).
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from dateline.index.formats.format import Certainty, Head
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.packages import DAMAGED_ZIP, UnsafeError, check_size, names_in_head
from dateline.index.formats.tables.typed import Table, TypedTable, UnreadableTableError, headed
from dateline.index.raw import RejectKind

_ERRORS: Final = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_MAX_UNPACKED = 512 << 20
"""Maximum uncompressed bytes of a workbook; texts that cells share are held in memory."""

_Row = tuple[object, ...]


class _Sheet(Protocol):
    """A read-only worksheet of openpyxl."""

    def reset_dimensions(self) -> None: ...
    def iter_rows(self, *, values_only: bool) -> Iterator[_Row]: ...


class _Workbook(Protocol):
    @property
    def worksheets(self) -> Sequence[_Sheet]: ...


class Xlsx(TypedTable):
    """One report per row of every sheet that has a text column; formulas have the values that were stored."""

    name = "xlsx"
    extra = "tables"

    def recognise(self, head: Head) -> Certainty:
        """Sure by the folder of the workbook in the package; a binary workbook has another main part."""
        names = names_in_head(head.raw)
        return Certainty.SURE if any(name.startswith("xl/") for name in names) else Certainty.NO

    def tables(self, path: Path, options: ReadOptions) -> Iterator[Table]:
        """Yield the sheets."""
        with path.open("rb") as file:
            workbook = _open(file)
            for sheet in workbook.worksheets:
                sheet.reset_dimensions()  # what a file declares may be wrong
                yield headed(_rows(sheet), options)

    def damage(self) -> tuple[type[Exception], ...]:
        """Return what openpyxl raises for XML that is damaged or not as it expects."""
        return (*DAMAGED_ZIP, SyntaxError, TypeError, AttributeError, AssertionError)


def _open(file: BinaryIO) -> _Workbook:
    """Open a workbook within bounds."""
    try:
        with zipfile.ZipFile(file) as package:
            check_size(package, _MAX_UNPACKED)
            if "xl/workbook.bin" in package.namelist():
                raise UnreadableTableError(
                    "an Excel binary workbook (XLSB): save it as XLSX first", RejectKind.UNSUPPORTED
                )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that no cell needs
            workbook: _Workbook = import_module("openpyxl").load_workbook(
                file, read_only=True, data_only=True, keep_links=False
            )
            return workbook
    except UnsafeError as error:
        raise UnreadableTableError(str(error), RejectKind.LIMIT) from error


def _rows(sheet: _Sheet) -> Iterator[_Row]:
    rows = sheet.iter_rows(values_only=True)
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a date that is out of range
            row = next(rows, None)
        if row is None:
            return
        yield tuple(None if cell in _ERRORS else cell for cell in row)
