"""Writes small DOCX and ODT files by hand, for tests."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import msgspec

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="1" Type="http://x/relationships/officeDocument" Target="{main}"/></Relationships>'
)
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "meta")
)
ODT = "application/vnd.oasis.opendocument.text"


class Case(msgspec.Struct):
    """A body as XML, and the paragraphs in it."""

    shows: str
    body: str
    paragraphs: tuple[str, ...]


def cases(path: Path) -> list[Case]:
    """Return the cases in a file."""
    return msgspec.json.decode(path.read_bytes(), type=list[Case])


def package(members: dict[str, str | bytes]) -> bytes:
    """Return a zip; the first member is stored without compression."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for number, (name, content) in enumerate(members.items()):
            file.writestr(name, content, zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED)
    return buffer.getvalue()


def docx(body: str, *, main: str = "word/document.xml", namespace: str = WORD, prologue: str = "") -> bytes:
    """Return a document of Word with this body."""
    document = f'<?xml version="1.0"?>{prologue}<w:document {namespace}><w:body>{body}</w:body></w:document>'
    return package({"[Content_Types].xml": "<Types/>", "_rels/.rels": RELATIONS.format(main=main), main: document})


def odt(body: str, styles: str = "", *, manifest: str = "<manifest/>", prologue: str = "") -> bytes:
    """Return an OpenDocument text with this body."""
    content = (
        f'<?xml version="1.0"?>{prologue}<office:document-content {ODF} xmlns:fo="fo">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return package({"mimetype": ODT, "content.xml": content, "META-INF/manifest.xml": manifest})
