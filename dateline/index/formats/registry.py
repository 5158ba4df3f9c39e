"""The list of all formats, and recognition of a format by content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dateline.index.formats.feeds.feed import FeedFormat
from dateline.index.formats.format import Certainty, Format, Head
from dateline.index.formats.json.jsonl import JsonLines
from dateline.index.formats.mail.mail import Mail
from dateline.index.formats.mail.msg import Msg
from dateline.index.formats.office.docx import Docx
from dateline.index.formats.office.odt import Odt
from dateline.index.formats.office.old import OldOffice
from dateline.index.formats.office.pdf.pdf import PdfFormat
from dateline.index.formats.office.rtf import Rtf
from dateline.index.formats.pages.page import Page
from dateline.index.formats.sgml.formats import SGML_FORMATS
from dateline.index.formats.tables.csv import Csv
from dateline.index.formats.tables.ods import Ods
from dateline.index.formats.tables.parquet import Parquet
from dateline.index.formats.tables.sqlite import Sqlite
from dateline.index.formats.tables.xlsx import Xlsx
from dateline.index.formats.text.front_matter import FrontMatter
from dateline.index.formats.text.plain import Plain
from dateline.index.formats.wires.formats import WIRE_FORMATS
from dateline.index.formats.xml.format import OtherXml, XmlFormat
from dateline.index.formats.xml.registry import VOCABULARIES
from dateline.registry import by_name

_IN_ORDER: tuple[Format, ...] = (
    JsonLines(),
    FeedFormat(),
    *map(XmlFormat, VOCABULARIES),
    *SGML_FORMATS,
    *WIRE_FORMATS,
    Page(),
    Mail(),
    Msg(),
    PdfFormat(),
    Docx(),
    Odt(),
    Rtf(),
    OldOffice(),
    Parquet(),
    Sqlite(),
    Xlsx(),
    Ods(),
    FrontMatter(),
    Csv(),
    OtherXml(),
    Plain(),
)

FORMATS: Final[Mapping[str, Format]] = by_name("format", ((each.name, each) for each in _IN_ORDER))
"""All formats by name; of two that are equally certain, the first reads an input."""


def recognise(head: Head) -> Format | None:
    """Return the format that is most certain that the input is its own, or None."""
    best: Format | None = None
    certainty = Certainty.NO
    for format_ in FORMATS.values():
        found = format_.recognise(head)
        if found > certainty:
            best, certainty = format_, found
        if certainty is Certainty.SURE:
            break
    return best
