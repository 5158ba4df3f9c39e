"""Rows of delimited text; the cases in `cases/csv-*.json` show the rest."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.formats.format import Certainty
from dateline.index.formats.tables.csv import Csv
from dateline.index.formats.tables.rows import MAX_ROW
from dateline.index.raw import Document, Hints, RawReject, RawReport, RejectKind
from tests.formats.parsed import certainty, documents, outcomes, reject, reports

CSV = Csv()
GKG = b"20210518120000-1\t20210518120000\t1\tnews.test" + b"\t" * 23 + b"\n"
EVENT = b"985\t20210518\t202105\t2021\t2021.3740" + b"\t" * 56 + b"\n"


def test_each_row_is_one_document_with_its_number() -> None:
    first, second = documents(CSV, b"id,text\n1,a\n\n2,b\n")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.columns, first.item, second.item) == (("id", "text"), 1, 2)


def test_a_rejected_row_keeps_its_number() -> None:
    read = outcomes(CSV, b"id,text\n1,a,b\n2,c\n")
    assert [each.item for each in read if isinstance(each, RawReport)] == [2]


@pytest.mark.parametrize("delimiter", "\t;|,")
def test_cells_are_the_same_for_every_delimiter(delimiter: str) -> None:
    rows = [["title", "text"], ["A", '"b, c; d|e\tf\ng"']]
    quoted = "".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    (only,) = reports(CSV, quoted.encode())
    assert (only.headline, only.body) == ("A", '"b, c; d|e\tf\ng"')


def test_a_spreadsheet_names_its_delimiter() -> None:
    content = b"sep=;\r\ntitle;text\r\nA;b, c\r\n"
    assert certainty(CSV, content) is Certainty.LIKELY
    assert [each.body for each in reports(CSV, content)] == ["b, c"]


def test_quotes_may_be_escaped_by_a_backslash() -> None:
    read = reports(CSV, b'title,text\nA,"He said \\"no, \nnever\\" twice"\nB,c\n')
    assert [each.body for each in read] == ['He said "no, \nnever" twice', "c"]


def test_quotes_in_a_table_with_tabs_may_mean_nothing() -> None:
    read = reports(CSV, b'title\ttext\nA\t"No" he said\nB\t"never\nC\td\n')
    assert [each.body for each in read] == ['"No" he said', '"never', "d"]


def test_lines_may_end_with_carriage_returns() -> None:
    content = b"title,text\rA,b\rC,d\r"
    assert certainty(CSV, content) is Certainty.LIKELY
    read = reports(CSV, content)
    assert [(each.headline, each.body, each.place.line) for each in read] == [("A", "b", 2), ("C", "d", 3)]


def test_windows_1252_in_a_row_is_a_problem_of_its_report() -> None:
    (only,) = reports(
        CSV, "title;text\nA;Les ministres se sont réunis mardi à Oslo, a déclaré un porte-parole.\n".encode("cp1252")
    )
    assert only.body.startswith("Les ministres se sont réunis mardi à Oslo")
    assert [each.text for each in only.problems] == ["not UTF-8; read as windows-1252"]


def test_the_first_of_two_columns_with_one_name_counts_unless_empty() -> None:
    read = reports(CSV, b"text,text\na,\n,b\nc,d\n")
    assert [each.body for each in read] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "long",
    [
        pytest.param(b"2," + b"x" * (MAX_ROW + 1) + b"\n", id="one line"),
        pytest.param(b'2,"' + b"word, word\n" * (MAX_ROW // 8) + b'"\n', id="quoted lines"),
        pytest.param(b'2,"' + b"x" * (9 << 20) + b'"\n', id="a line that is too long to keep"),
        pytest.param(b'2,"' + b"x" * (9 << 20) + b"\n", id="a line that is too long to keep, with an open quote"),
    ],
)
def test_a_long_row_is_one_reject_and_the_rest_is_read(long: bytes) -> None:
    before, rejected, after = outcomes(CSV, b"id,text\n1,a\n" + long + b"3,c\n")
    assert isinstance(before, RawReport)
    assert isinstance(rejected, RawReject)
    assert (rejected.kind, rejected.place.line) == (RejectKind.TOO_LARGE, 3)
    assert rejected.byte_end == len(b"id,text\n1,a\n" + long)
    assert isinstance(after, RawReport)
    assert after.body == "c"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(GKG * 3, "GDELT Global Knowledge Graph: rows without text", id="gkg"),
        pytest.param(EVENT * 3, "GDELT events: rows without text", id="events"),
        pytest.param(b"1,Talks,2021-05-18,abc,x\n" * 4, "without a header row", id="commas"),
        pytest.param(b'"Subject","Start","End","Note","Place"\n' + b'"A","1/2/2018",,,\n' * 3, "--map", id="names"),
        pytest.param("7\tГлава\tb c\n".encode() * 4, "without a header row", id="tabs"),
    ],
)
def test_a_table_without_a_header_is_one_reject(content: bytes, reason: str) -> None:
    assert certainty(CSV, content) is Certainty.LIKELY
    rejected = reject(CSV, content)
    assert reason in rejected.reason
    assert rejected.byte_end == len(content)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, the text of the title was read, they said.\n",
        "Ministers, envoys, and aides, it said, met.\nOn Monday, in Oslo, they talked, and left.\n" * 3,
        "BAKU, Azerbaijan, May 18\n\nTrend:\n\nThe minister met his counterpart.\n",
        "a|b\nc|d\n",
    ],
)
def test_prose_is_no_table(text: str) -> None:
    assert certainty(CSV, text.encode()) is Certainty.NO


@pytest.mark.parametrize("hints", [Hints(name="x.CSV.gz"), Hints(media_type="text/csv")])
def test_a_name_or_media_type_makes_any_columns_a_table(hints: Hints) -> None:
    assert certainty(CSV, b"a,b\n1,2\n") is Certainty.NO
    assert certainty(CSV, b"a,b\n1,2\n", hints) is Certainty.LIKELY


CELLS = st.text("ab \u00e9,;|\t\"\n\r'", min_size=1, max_size=8).map(lambda text: f"x{text}x")


@settings(deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), st.sampled_from(",;|"))
def test_cells_that_a_program_wrote_are_read_unchanged(rows: list[tuple[str, str]], delimiter: str) -> None:
    table = io.StringIO(newline="")
    writer = csv.writer(table, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([("id", "text"), *rows])
    read = reports(CSV, table.getvalue().encode())
    assert [each.body for each in read] == [text for _, text in rows]


PIECES = st.sampled_from(
    [b"id,text\n", b'1,"a', b'"', b"\n", b",", b"\t", b"\x00", b"\xff\xfe", b"2,b\n", b"\r", b"sep=;\n"]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.binary(max_size=8), max_size=30).map(b"".join))
def test_any_bytes_end_as_reports_or_rejects(content: bytes) -> None:
    certainty(CSV, content)
    assert all(isinstance(each, RawReport | RawReject) for each in outcomes(CSV, content))
