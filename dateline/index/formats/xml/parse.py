"""The one place where XML is parsed: no entities, no document types, no network, bounded size and depth."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

from lxml import etree

from dateline.index.formats.encoding import decode
from dateline.index.formats.xml.entities import UnsafeError, without_entities
from dateline.index.formats.xml.tree import Element
from dateline.index.raw import RejectKind

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_DECLARED_ENCODING = re.compile(rb"""^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_UNCHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UTF_16: Final = (
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_CUT: Final = frozenset({5, 73, 74, 75, 77})
"""Numbers of libxml2's errors for a document that ends early: its end, a `>`, `<`, or end tag is missing."""


class Tree(NamedTuple):
    """A parsed document; names of elements have no namespaces."""

    root: Element
    problem: str | None
    """What had to be repaired, or None."""
    is_cut: bool
    """Whether the document ends in the middle of an element, which is then the last of each level."""


class Refusal(NamedTuple):
    """Why a document cannot be parsed."""

    reason: str
    kind: RejectKind


def parse_xml(content: bytes, charset: str | None = None) -> Tree | Refusal:
    """Parse a document, and repair small damage; never raises.

    `charset` was declared outside of the document and counts only if the bytes are not UTF-8.
    """
    text, problem = _decoded(content, charset)
    text = _UNCHARACTERS.sub("", _DECLARATION.sub("", text, count=1))
    try:
        text = without_entities(text)
    except UnsafeError as unsafe:
        return Refusal(f"unsafe XML: {unsafe}", RejectKind.UNSAFE)
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: Element | None = etree.fromstring(text.lstrip().encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return Refusal(f"not XML: {_first_error(parser) or 'no element'}", RejectKind.SYNTAX)
    _forget_namespaces(root)
    error = _first_error(parser)
    is_cut = any(each.type in _CUT for each in parser.error_log)
    return Tree(root, problem or (f"damaged XML: {error}" if error else None), is_cut)


def _decoded(content: bytes, charset: str | None) -> tuple[str, str | None]:
    """Decode as UTF-16 or UTF-8 if the bytes are that, else as declared, else as `decode` does."""
    for start, encoding in _UTF_16:
        if content.startswith(start):
            return content.decode(encoding, "replace"), None
    content = content.removeprefix(codecs.BOM_UTF8)
    declared = _DECLARED_ENCODING.match(content)
    encodings = ["utf-8", declared[1].decode("ascii") if declared else "", charset or ""]
    for encoding in filter(None, encodings):
        if (text := _strictly(content, encoding)) is not None:
            return text, None
    return decode(content)


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _first_error(parser: etree.XMLParser) -> str | None:
    """Return the first error in plain words, without addresses."""
    for each in parser.error_log:
        if each.level_name != "WARNING" and "Namespace" not in each.message and "namespace" not in each.message:
            return f"{each.message.strip()} (line {each.line})"
    return None


def _forget_namespaces(root: Element) -> None:
    for element in root.iter(etree.Element):
        name = element.tag
        if "}" in name or ":" in name:
            element.tag = re.split("[}:]", name)[-1]
