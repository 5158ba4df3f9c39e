"""ODS: the sheets of an OpenDocument spreadsheet, read with lxml row by row.

Source: OASIS OpenDocument 1.3, part 3, chapter 9 (tables).
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO, Final

from lxml import etree

from dateline.index.formats.format import Certainty, Head
from dateline.index.formats.markup import Element
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.packages import (
    DAMAGED_ZIP,
    UnsafeError,
    attribute,
    check_size,
    local_name,
    stored_mimetype,
)
from dateline.index.formats.tables.typed import Table, TypedTable, UnreadableTableError, headed
from dateline.index.raw import RejectKind

_MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
_CONTENT: Final = "content.xml"
_MOST_REPEATED: Final = 500
"""Maximum number of equal cells beside each other; thousands of empty ones end a row."""
_MAX_UNPACKED: Final = 1 << 30


class Ods(TypedTable):
    """One report per row of every sheet that has a text column; formulas have the values that were stored."""

    name = "ods"
    extra = None

    def recognise(self, head: Head) -> Certainty:
        """Sure by the media type in the first member of the package."""
        return Certainty.SURE if stored_mimetype(head.raw).startswith(_MEDIA_TYPE) else Certainty.NO

    def tables(self, path: Path, options: ReadOptions) -> Iterator[Table]:
        """Yield the sheets."""
        with zipfile.ZipFile(path) as package:
            try:
                check_size(package, _MAX_UNPACKED)
            except UnsafeError as error:
                raise UnreadableTableError(str(error), RejectKind.LIMIT) from error
            if "META-INF/manifest.xml" in package.namelist():
                with package.open("META-INF/manifest.xml") as manifest:
                    if b"encryption-data" in manifest.read(1 << 16):
                        raise UnreadableTableError("an encrypted ODS file", RejectKind.ENCRYPTED)
            with package.open(_CONTENT) as content:
                for _, rows in groupby(_rows(content), key=itemgetter(0)):
                    yield headed((cells for _, cells in rows), options)

    def damage(self) -> tuple[type[Exception], ...]:
        """Return what reading a zip and its XML raises."""
        return (*DAMAGED_ZIP, SyntaxError)


def _rows(content: IO[bytes]) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Yield the number of the sheet and the cells of each row."""
    sheet = 0
    parser = etree.iterparse(content, events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False)
    for event, element in parser:
        name = local_name(element.tag)
        if event == "start":
            sheet += name == "table"
        elif name == "table-row":
            yield sheet, tuple(_cells(element))
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]


def _cells(row: Element) -> Iterator[object]:
    for cell in row:
        repeated = attribute(cell, "number-columns-repeated") or "1"
        count = int(repeated[:9]) if repeated.isdigit() else 1
        value = _value(cell)
        if count <= _MOST_REPEATED:
            yield from (value for _ in range(count))
        else:
            yield value


def _value(cell: Element) -> object:
    """Return a date in ISO 8601 and a text as shown; texts of comments are not shown."""
    day = attribute(cell, "date-value")
    if day:
        return day
    texts = (_text(each) for each in cell if local_name(each.tag) == "p")
    paragraphs = (" ".join(text.split()) for text in texts)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) or None


def _text(paragraph: Element) -> str:
    parts = [paragraph.text or ""]
    for each in paragraph.iterdescendants():
        parts += [each.text or "", " " if local_name(each.tag) in {"s", "line-break", "tab"} else "", each.tail or ""]
    return "".join(parts)
