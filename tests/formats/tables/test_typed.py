"""Parquet, XLSX and SQLite: one report per row of tables with a text column."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.formats.format import Certainty
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.tables.ods import Ods
from dateline.index.formats.tables.parquet import Parquet
from dateline.index.formats.tables.sqlite import Sqlite
from dateline.index.formats.tables.typed import TypedTable
from dateline.index.formats.tables.xlsx import Xlsx
from dateline.index.raw import Document, Passed, RawReject, RawReport, RejectKind
from tests.formats.parsed import certainty, documents, outcomes, reject, reports

Columns = dict[str, Any]
Writer = Callable[[Columns], bytes]
TWO_ROWS = {"id": [1, 2], "title": ["Talks", None], "text": ["Ministers met.", "They left."], "size": [3.5, 4.5]}


def parquet(columns: Columns) -> bytes:
    arrow = import_module("pyarrow")
    buffer = io.BytesIO()
    import_module("pyarrow.parquet").write_table(arrow.table(columns), buffer)
    return buffer.getvalue()


def xlsx(columns: Columns, *, above: Sequence[Sequence[str]] = (), before: Sequence[str] = ()) -> bytes:
    workbook = import_module("openpyxl").Workbook()
    sheet = workbook.active
    if before:
        sheet.append(before)
        sheet = workbook.create_sheet("B")
    for row in (*above, list(columns), *zip(*columns.values(), strict=True)):
        sheet.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def sqlite(columns: Columns) -> bytes:
    return database(f'CREATE TABLE "a ""b" ({",".join(columns)})', zip(*columns.values(), strict=True))


def database(create: str, rows: Iterator[tuple[Any, ...]]) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(create)
    connection.execute("CREATE TABLE aaa (x, y)")
    for row in rows:
        connection.execute(f'INSERT INTO "a ""b" VALUES ({",".join("?" * len(row))})', row)  # noqa: S608 - our own
    connection.commit()
    content = connection.serialize()
    connection.close()
    return content


def ods(columns: Columns) -> bytes:
    rows = [list(columns), *zip(*columns.values(), strict=True)]
    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    content = f'<a xmlns:table="t" xmlns:text="x"><table:table>{body}</table:table></a>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return buffer.getvalue()


def cell(value: object) -> str:
    day = f' office="date" date-value="{value.isoformat()}"' if isinstance(value, date) else ""
    text = "" if value is None else f"<text:p>{value}</text:p>"
    return f"<table:table-cell{day}>{text}</table:table-cell>"


KINDS: list[tuple[TypedTable, Writer]] = [(Parquet(), parquet), (Xlsx(), xlsx), (Sqlite(), sqlite), (Ods(), ods)]
# Written once, since a workbook contains the time at which it was written.
WRITTEN = {format_.name: write(TWO_ROWS) for format_, write in KINDS}
each_kind = pytest.mark.parametrize(("format_", "write"), KINDS, ids=[format_.name for format_, _ in KINDS])


@each_kind
def test_each_row_is_a_report(format_: TypedTable, write: Writer) -> None:
    content = write(TWO_ROWS)
    assert certainty(format_, content) is Certainty.SURE
    first, second = [each for each in outcomes(format_, content) if isinstance(each, RawReport)]
    assert (first.given_id, first.headline, first.body, first.item) == ("1", "Talks", "Ministers met.", 1)
    assert (second.given_id, second.headline, second.body, second.item) == ("2", None, "They left.", 2)
    assert first.format == format_.name


@each_kind
def test_a_row_without_text_is_rejected(format_: TypedTable, write: Writer) -> None:
    read = outcomes(format_, write({"text": ["a", None], "id": [1, 2]}))
    (rejected,) = [each for each in read if isinstance(each, RawReject)]
    assert rejected.kind is RejectKind.NO_TEXT


@each_kind
def test_a_file_without_a_text_column_is_one_reject(format_: TypedTable, write: Writer) -> None:
    content = write({"x": [1], "y": [2]})
    rejected = reject(format_, content)
    assert "name one with --map body=COLUMN" in rejected.reason
    assert rejected.byte_end == len(content)


@each_kind
def test_columns_can_be_mapped(format_: TypedTable, write: Writer) -> None:
    read = outcomes(format_, write({"x": ["a"], "y": [2]}), options=ReadOptions(mapping=(("body", "x"),)))
    assert [each.body for each in read if isinstance(each, RawReport)] == ["a"]


@each_kind
@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_rejected(format_: TypedTable, write: Writer, part: float) -> None:
    content = write({"text": ["words " * 50 + str(number) for number in range(300)]})
    read = outcomes(format_, content[: 16 + int(len(content) * part)])
    assert any(isinstance(each, RawReject) for each in read)


@each_kind
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_no_damage_raises(format_: TypedTable, write: Writer, data: st.DataObject) -> None:
    del write
    content = bytearray(WRITTEN[format_.name])
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    outcomes(format_, bytes(content))


@each_kind
@settings(deadline=None)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_rejected(format_: TypedTable, write: Writer, content: bytes) -> None:
    del write
    certainty(format_, content)
    assert all(isinstance(each, RawReject) for each in outcomes(format_, content))


@each_kind
def test_dates_are_in_iso_8601(format_: TypedTable, write: Writer) -> None:
    day: Any = date(2021, 5, 18).isoformat() if format_.name == "sqlite" else date(2021, 5, 18)
    (only,) = [each for each in outcomes(format_, write({"text": ["a"], "date": [day]})) if isinstance(each, RawReport)]
    assert (only.published or "")[:10] == "2021-05-18"


def test_parquet_times_lists_and_objects_are_read() -> None:
    arrow = import_module("pyarrow")
    columns: Columns = {
        "text": [b"a"],
        "date": arrow.array([1621339200123456789], arrow.timestamp("ns", "UTC")),
        "author": [{"name": "A B"}],
        "tags": [["oil", "gas"]],
    }
    (only,) = reports(Parquet(), parquet(columns))
    assert (only.body, only.byline, only.keywords) == ("a", "A B", ("oil", "gas"))
    assert only.published == datetime(2021, 5, 18, 12, 0, 0, 123456, tzinfo=UTC).isoformat().replace("+00:00", "Z")


def test_whole_numbers_have_no_fraction() -> None:
    assert [each.given_id for each in reports(Parquet(), parquet({"text": ["a"], "id": [7.0]}))] == ["7"]


def test_a_time_that_python_cannot_express_is_kept_as_text() -> None:
    arrow = import_module("pyarrow")
    times = arrow.array([-(10**17)], arrow.timestamp("us"))
    (only,) = reports(Parquet(), parquet({"text": ["a"], "date": times}))
    assert only.published is not None


def test_only_columns_that_name_a_field_are_decoded() -> None:
    (only,) = documents(Parquet(), parquet({"text": ["a"], "vector": [[0.5] * 1000]}))
    assert isinstance(only, Document)
    assert only.columns == ("text",)


def test_rows_above_the_header_of_a_sheet_are_skipped() -> None:
    content = xlsx({"Title": ["A"], "Body": ["b"]}, above=[["Export of May 2021"], []])
    (only,) = reports(Xlsx(), content)
    assert (only.headline, only.body, only.place.line) == ("A", "b", 4)


def test_a_sheet_without_text_is_passed_over() -> None:
    read = outcomes(Xlsx(), xlsx({"title": ["A"], "text": ["b"]}, before=["x", "y"]))
    assert [type(each) for each in read] == [RawReport, Passed]


def test_repeated_cells_of_a_sheet_count_unless_they_fill_it() -> None:
    odf = 'xmlns:table="t" xmlns:text="x"'
    cell = "<table:table-cell table:number-columns-repeated='%s'><text:p>%s</text:p></table:table-cell>"
    rows = ((cell % (2, "title") + cell % (1, "text"), ""), (cell % (2, "A") + cell % (1, "b"), cell % (16000, "")))
    body = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("content.xml", f"<a {odf}><table:table>{body}</table:table></a>")
    (only,) = reports(Ods(), buffer.getvalue())
    assert (only.headline, only.body) == ("A", "b")


def test_a_binary_workbook_is_named() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("xl/workbook.bin", b"x")
    rejected = reject(Xlsx(), buffer.getvalue())
    assert (rejected.kind, "XLSB" in rejected.reason) == (RejectKind.UNSUPPORTED, True)


def test_a_workbook_that_unpacks_to_too_much_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.formats.tables.xlsx._MAX_UNPACKED", 1000)
    assert reject(Xlsx(), xlsx(TWO_ROWS)).kind is RejectKind.LIMIT


def test_nothing_is_left_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for format_, write in KINDS:
        next(documents(format_, write(TWO_ROWS)))
    assert list(tmp_path.iterdir()) == []
