"""Files of office programs without a reader are rejected by their names."""

from __future__ import annotations

import pytest

from dateline.index.formats.format import Certainty
from dateline.index.formats.office.docx import Docx
from dateline.index.formats.office.odt import Odt
from dateline.index.formats.office.old import OldOffice
from dateline.index.raw import RejectKind
from tests.formats.office.packages import package
from tests.formats.parsed import certainty, reject

OLD = OldOffice()
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def compound(name: str, before: int = 0) -> bytes:
    return COMPOUND + b"\0" * before + name.encode("utf-16-le") + b"\0" * 100


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (compound("WordDocument"), "DOC"),
        (compound("WordDocument", before=(1 << 20) - 520), "DOC"),
        (compound("Workbook"), "XLS"),
        (compound("PowerPoint Document"), "PPT"),
        (compound("EncryptedPackage"), "encrypted"),
        (COMPOUND, "old office program"),
        (package({"[Content_Types].xml": "x", "ppt/presentation.xml": "x"}), "PPTX"),
        (package({"mimetype": "application/epub+zip", "a.html": "x"}), "EPUB"),
        (package({"mimetype": "application/vnd.oasis.opendocument.presentation", "content.xml": "x"}), "ODP"),
    ],
)
def test_the_reject_names_what_it_is(content: bytes, words: str) -> None:
    assert certainty(OLD, content) is Certainty.LIKELY
    rejected = reject(OLD, content)
    assert words in rejected.reason
    assert rejected.kind in {RejectKind.UNSUPPORTED, RejectKind.ENCRYPTED}


@pytest.mark.parametrize("content", [package({"a.txt": "x"}), b"PK\x03\x04", b"", b"text"])
def test_other_files_are_not_recognised(content: bytes) -> None:
    assert [certainty(each, content) for each in (OLD, Docx(), Odt())] == [Certainty.NO] * 3
