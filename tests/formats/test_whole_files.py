"""Files of each binary format, under a wrong name, through the whole of reading."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Final

import pytest

from dateline.index.raw import Outcome, Passed, RawReject, RawReport, RejectKind
from tests.formats.mail.test_msg import UNICODE
from tests.formats.mail.test_msg import made as msg
from tests.formats.office.packages import WORD, odt, package, styled
from tests.formats.office.pdfs import Text, pdf
from tests.formats.tables.test_typed import TWO_ROWS, ods, parquet, sqlite, xlsx

Reader = Callable[..., list[Outcome]]
FIRST_ROW = "Ministers met."
LETTER = "The ministers met on Tuesday."
LETTERS = "".join(f"<text:p>{LETTER} {number}</text:p>" for number in range(200))
FILES: Final[Mapping[str, tuple[bytes, str]]] = {
    "docx": (styled([("Title", "Talks"), ("Normal", LETTER)]), LETTER),
    "odt": (odt(f"<text:p>{LETTER}</text:p>"), LETTER),
    "pdf": (pdf([Text(72, 100, LETTER)]), LETTER),
    "msg": (msg(UNICODE), "The ministers met."),
    "parquet": (parquet(TWO_ROWS), FIRST_ROW),
    "xlsx": (xlsx(TWO_ROWS), FIRST_ROW),
    "ods": (ods(TWO_ROWS), FIRST_ROW),
    "sqlite": (sqlite(TWO_ROWS), FIRST_ROW),
}
"""A file of each format, and the text of its first article."""


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_as_what_it_is(name: str, read_bytes: Reader) -> None:
    content, text = FILES[name]
    first = read_bytes(content, f"{name}-named-wrongly.txt")[0]
    assert isinstance(first, RawReport)
    assert (first.format, first.body or first.paragraphs[0]) == (name, text)


def test_an_office_file_without_a_reader_is_named(read_bytes: Reader) -> None:
    (only,) = read_bytes(package({"[Content_Types].xml": "x", "ppt/presentation.xml": "x"}), "slides.txt")
    assert isinstance(only, RawReject)
    assert (only.format, only.kind) == ("office", RejectKind.UNSUPPORTED)
    assert "PPTX" in only.reason


CUT = {"docx": styled([("Normal", f"{LETTER} {number}") for number in range(200)]), "odt": odt(LETTERS)}


@pytest.mark.parametrize("name", CUT)
@pytest.mark.parametrize("share", [0.6, 0.8, 0.99])
def test_a_download_that_broke_off_is_read_up_to_its_end(name: str, share: float, read_bytes: Reader) -> None:
    content = CUT[name]
    report, reject = read_bytes(content[: int(len(content) * share)], "cut.txt")
    assert isinstance(report, RawReport)
    assert (report.format, report.paragraphs[0]) == (name, f"{LETTER} 0")
    assert isinstance(reject, RawReject)
    assert (reject.format, reject.kind) == (name, RejectKind.DAMAGED)


@pytest.mark.parametrize("first", ["_rels/.rels", "word/numbering.xml", "[Content_Types].xml"])
def test_a_cut_document_is_known_by_any_first_member(first: str, read_bytes: Reader) -> None:
    document = f"<w:document {WORD}><w:body><w:p><w:r><w:t>{LETTER}</w:t></w:r></w:p></w:body></w:document>"
    content = package({first: "<x/>", "word/document.xml": document, "word/last.xml": "<x/>"})
    outcomes = read_bytes(content[:-100], "cut.txt")
    assert [each.format for each in outcomes if not isinstance(each, Passed)] == ["docx", "docx"]


def test_a_cut_zip_with_a_document_in_it_is_no_document(read_bytes: Reader) -> None:
    long = random.Random(0).randbytes(100_000)  # noqa: S311 - reproducible
    content = package({"a.docx": styled([("Normal", LETTER)]), "b.bin": long})
    first, *_ = read_bytes(content[:-500], "cut.txt")
    assert isinstance(first, RawReport)
    assert (first.format, first.place.source.rpartition("!/")[2]) == ("docx", "a.docx")
