"""OpenDocument text, as a zip package or as one flat XML file. Read with lxml, as DOCX.

Source: OASIS OpenDocument 1.3, part 2 (packages) and part 3 (schema).
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from dateline.index.formats.format import Certainty, Head, reject_document
from dateline.index.formats.markup import Element
from dateline.index.formats.office.packaged import EncryptedError, Packaged
from dateline.index.formats.office.written import Kind, Paragraph, Written, kind_of_style, written_outcome
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.packages import (
    DAMAGED_ZIP,
    UnsafeError,
    attribute,
    local_name,
    parse_xml,
    read_member,
    stored_mimetype,
)
from dateline.index.raw import Document, Outcome, RejectKind

_MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"
_FLAT: Final = "<office:document"
_LEFT_OUT: Final = frozenset(
    "tracked-changes note annotation annotation-end table-of-content ruby-text scripts forms hidden-text "
    "sequence-decls binary-data desc title header footer".split()
)
_BLOCKS: Final = frozenset({"p", "h"})
_MAX_SPACES: Final = 100


class Odt(Packaged):
    """A document of LibreOffice Writer."""

    name = "odt"

    def recognise(self, head: Head) -> Certainty:
        """Sure by the media type in the first member of the package, or in the first element of a flat file."""
        if stored_mimetype(head.raw).startswith(_MEDIA_TYPE):
            return Certainty.SURE
        is_flat = _FLAT in head.opening and _MEDIA_TYPE in head.text
        return Certainty.SURE if is_flat else Certainty.NO

    def written(self, package: zipfile.ZipFile) -> Written:
        """Return what the content and the metadata say."""
        names = set(package.namelist())
        if "META-INF/manifest.xml" in names and b"encryption-data" in read_member(package, "META-INF/manifest.xml"):
            raise EncryptedError
        metadata = parse_xml(read_member(package, "meta.xml")) if "meta.xml" in names else None
        return _written(parse_xml(read_member(package, "content.xml")), metadata)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield the report of the file."""
        if document.content.startswith(b"PK"):
            yield from super().parse(document, options)
            return
        try:
            root = parse_xml(document.content)
        except UnsafeError as error:
            yield reject_document(document, str(error), RejectKind.UNSAFE)
        except DAMAGED_ZIP as error:
            yield reject_document(document, f"a damaged flat ODT file: {error}", RejectKind.DAMAGED)
        else:
            yield written_outcome(_written(root, root), document, options)


def _written(
    content: Element,
    metadata: Element | None,
) -> Written:
    body = next((each for each in content.iter("{*}body")), content)
    found = _metadata(metadata)
    return Written(
        _Body(_styles(content)).read(body),
        title=found.get("title", ""),
        author=found.get("creator", "") or found.get("initial-creator", ""),
        keywords=found.get("keyword", ""),
        language=found.get("language", ""),
    )


def _metadata(root: Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    meta = next(root.iter("{*}meta"), None) if root is not None else None
    for each in meta if meta is not None else ():
        name = local_name(each.tag)
        found[name] = f"{found[name]}; {each.text or ''}" if name in found else each.text or ""
    return found


def _styles(content: Element) -> dict[str, Kind]:
    """Return the kinds of the styles of single paragraphs, by the styles that they are made from."""
    found: dict[str, Kind] = {}
    for style in content.iter("{*}style"):
        kind = kind_of_style(attribute(style, "parent-style-name") or "")
        if kind is Kind.TEXT and any(attribute(each, "font-weight") == "bold" for each in style):
            kind = Kind.BOLD
        found[attribute(style, "name") or ""] = kind
    return found


class _Body:
    """Reads paragraphs in order, without recursion; the cells of a row become one paragraph."""

    def __init__(self, styles: Mapping[str, Kind]) -> None:
        self._styles = styles
        self._open: list[tuple[list[str], Kind]] = []
        self._found: list[Paragraph] = []
        self._rows: list[int] = []
        """Where in what was found each open row starts."""

    def read(self, root: Element) -> list[Paragraph]:
        """Return the paragraphs."""
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            name = local_name(element.tag)
            if event == "start":
                if name in _LEFT_OUT:
                    walker.skip_subtree()
                    continue
                self._start(name, element)
            else:
                self._end(name)
                if self._open and element is not root:
                    self._open[-1][0].append(_inline(element.tail))
        return self._found

    def _start(self, name: str, element: Element) -> None:
        if name in _BLOCKS:
            self._open.append(([_inline(element.text)], self._kind(name, element)))
        elif name == "table-row":
            self._rows.append(len(self._found))
        elif self._open:
            self._open[-1][0].append(_special(name, element) or _inline(element.text))

    def _end(self, name: str) -> None:
        if name in _BLOCKS and self._open:
            parts, kind = self._open.pop()
            self._found.append(Paragraph("".join(parts), kind))
        elif name == "table-row" and self._rows:
            start = self._rows.pop()
            cells = [each for each in self._found[start:] if each.text.strip()]
            self._found[start:] = cells if _is_layout(cells) else [Paragraph("\t".join(cell.text for cell in cells))]

    def _kind(self, name: str, element: Element) -> Kind:
        style = attribute(element, "style-name") or ""
        kind = max(self._styles.get(style, Kind.TEXT), kind_of_style(style))
        return max(kind, Kind.HEADING) if name == "h" else kind


def _is_layout(cells: list[Paragraph]) -> bool:
    return len(cells) < 2 or any(len(cell.text) > 300 for cell in cells)


def _special(name: str, element: Element) -> str:
    if name == "s":
        count = attribute(element, "c") or "1"
        return " " * min(int(count[:4]) if count.isdigit() else 1, _MAX_SPACES)
    return {"tab": "\t", "line-break": "\n"}.get(name, "")


def _inline(text: str | None) -> str:
    """Return text as OpenDocument means it: white space is one space."""
    return text.replace("\n", " ").replace("\t", " ").replace("\r", " ") if text else ""
