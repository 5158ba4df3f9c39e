"""Parquet: columns with types in row groups, read in batches.

Source: the Apache Parquet format specification ("File format": the magic numbers at both ends).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Protocol

from dateline.index.formats.format import Certainty, Head
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.tables.cells import fields_of
from dateline.index.formats.tables.typed import Table, TypedTable, UnreadableTableError
from dateline.index.raw import RejectKind

_MAGIC = b"PAR1"
_ENCRYPTED = b"PARE"
_BATCH = 64
"""Rows decoded at a time."""


class _Type(Protocol):
    """A type of pyarrow; only times have a zone."""

    @property
    def tz(self) -> str | None: ...


class _Column(Protocol):
    """An array of pyarrow."""

    @property
    def type(self) -> _Type: ...
    def cast(self, target_type: object, *, safe: bool) -> _Column: ...
    def to_pylist(self) -> list[object]: ...


class _Batch(Protocol):
    """A record batch of pyarrow."""

    @property
    def columns(self) -> Sequence[_Column]: ...


class _Schema(Protocol):
    @property
    def names(self) -> Sequence[str]: ...


class _File(Protocol):
    """A `ParquetFile` of pyarrow."""

    @property
    def schema_arrow(self) -> _Schema: ...
    def iter_batches(self, *, batch_size: int, columns: Sequence[str], use_threads: bool) -> Iterator[_Batch]: ...
    def close(self) -> None: ...


class Parquet(TypedTable):
    """One report per row; only columns that name a field are decoded."""

    name = "parquet"
    extra = "tables"

    def recognise(self, head: Head) -> Certainty:
        """Sure by the magic number, unless text begins with it."""
        is_parquet = head.raw.startswith((_MAGIC, _ENCRYPTED)) and head.is_binary
        return Certainty.SURE if is_parquet else Certainty.NO

    def tables(self, path: Path, options: ReadOptions) -> Iterator[Table]:
        """Yield the one table."""
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) == _ENCRYPTED:
                raise UnreadableTableError("an encrypted Parquet file", RejectKind.ENCRYPTED)
        table: _File = import_module("pyarrow.parquet").ParquetFile(path)
        with closing(table):
            names = table.schema_arrow.names
            columns = tuple(name for name in dict.fromkeys(names) if fields_of(options).knows(name))
            yield Table(columns or tuple(names), enumerate(_rows(table, columns), start=1))

    def damage(self) -> tuple[type[Exception], ...]:
        """Return the exceptions of pyarrow."""
        return (import_module("pyarrow").ArrowException, OSError, ValueError, LookupError, OverflowError)


def _rows(table: _File, columns: Sequence[str]) -> Iterator[tuple[object, ...]]:
    for batch in table.iter_batches(batch_size=_BATCH, columns=columns, use_threads=False):
        yield from zip(*(_values(column) for column in batch.columns), strict=True)


def _values(column: _Column) -> list[object]:
    """Return the cells of a column. Times become microseconds, since Python's have no nanoseconds."""
    arrow = import_module("pyarrow")
    if arrow.types.is_timestamp(column.type):
        column = column.cast(arrow.timestamp("us", column.type.tz), safe=False)
    try:
        return column.to_pylist()
    except (ValueError, OverflowError):  # a time before year 1, or in an unknown zone
        return column.cast(arrow.string(), safe=False).to_pylist()
