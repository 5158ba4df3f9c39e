"""Writes small DOCX and ODT files by hand, for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
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
    return package({"[Content_Types].xml": "<Types/>", "_rels/.rels": _relations(officeDocument=main), main: document})


def styled(paragraphs: Sequence[tuple[str, str]], **properties: str) -> bytes:
    """Return a document of Word as Word writes it: pairs of a style's name and a text, and properties."""
    names = sorted({style for style, _ in paragraphs})
    ids = {name: name.replace(" ", "") for name in names}
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{ids[name]}"><w:name w:val="{name}"/></w:style>' for name in names
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{ids[style]}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    core = "".join(f"<{name}>{text}</{name}>" for name, text in properties.items())
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _relations(officeDocument="word/document.xml", **{"core-properties": "docProps/core.xml"}),
            "docProps/core.xml": f"<coreProperties>{core}</coreProperties>",
            "word/_rels/document.xml.rels": _relations(styles="styles.xml"),
            "word/document.xml": f"<w:document {WORD}><w:body>{body}<w:sectPr/></w:body></w:document>",
            "word/styles.xml": f"<w:styles {WORD}>{styles}</w:styles>",
        }
    )


def _relations(**targets: str) -> str:
    each = (f'<Relationship Type="http://x/{kind}" Target="{target}"/>' for kind, target in targets.items())
    return f"<Relationships>{''.join(each)}</Relationships>"


def odt(body: str, styles: str = "", *, metadata: str = "", manifest: str = "<manifest/>", prologue: str = "") -> bytes:
    """Return an OpenDocument text with this body."""
    content = (
        f'<?xml version="1.0"?>{prologue}<office:document-content {ODF} xmlns:fo="fo">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    meta = f"<office:document-meta {ODF}><office:meta>{metadata}</office:meta></office:document-meta>"
    members = {"mimetype": ODT, "content.xml": content, "meta.xml": meta, "META-INF/manifest.xml": manifest}
    return package({**members})
