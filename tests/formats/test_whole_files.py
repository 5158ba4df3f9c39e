"""Files of each binary format, under a wrong name, through the whole of reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import pytest

from dateline.index.raw import Outcome, RawReject, RawReport, RejectKind
from tests.formats.mail.test_msg import UNICODE
from tests.formats.mail.test_msg import made as msg
from tests.formats.office.packages import odt, package, styled
from tests.formats.office.pdfs import Text, pdf
from tests.formats.tables.test_typed import TWO_ROWS, ods, parquet, sqlite, xlsx

Reader = Callable[..., list[Outcome]]
FIRST_ROW = "Ministers met."
LETTER = "The ministers met on Tuesday."
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
