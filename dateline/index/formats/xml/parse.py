"""The one place where XML is parsed: no entities, no document types, no network, bounded size and depth."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from lxml import etree

from dateline.index.formats.encoding import decode
from dateline.index.formats.markup import Element
from dateline.index.formats.xml.balance import balanced
from dateline.index.formats.xml.entities import UnsafeError, without_entities
from dateline.index.raw import RejectKind

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_NO_NAME = "unnamed"
"""What an element is called whose name is no name."""
_UNCHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MISMATCH: Final = 76
"""libxml2's number of the error that an end tag does not match."""
_CUT: Final = frozenset({5, 73, 74, 75, 77})
"""Numbers of libxml2's errors for a document that ends early: its end, a `>`, `<`, or end tag is missing."""


class Tree(NamedTuple):
    """A parsed document; names of elements have no namespaces."""

    root: Element
    problem: str | None
    """What had to be repaired, or None."""
    is_cut: bool
    """Whether the document ends in the middle of an element, which is then the last of each level."""


class _Error(NamedTuple):
    type: int
    """libxml2's number of the kind of error."""
    message: str
    line: int


class Refusal(NamedTuple):
    """Why a document cannot be parsed."""

    reason: str
    kind: RejectKind


def parse_xml(content: bytes, charset: str | None = None) -> Tree | Refusal:
    """Parse a document, and repair small damage; never raises.

    `charset` was declared outside of the document and counts only if the bytes are not UTF-8.
    """
    text, problem = decode(content, charset)
    text = _UNCHARACTERS.sub("", _DECLARATION.sub("", text, count=1))
    try:
        text = without_entities(text)
    except UnsafeError as unsafe:
        return Refusal(f"unsafe XML: {unsafe}", RejectKind.UNSAFE)
    root, errors = _parsed(text)
    if root is not None and any(each.type == _MISMATCH for each in errors):
        root, _ = _parsed(balanced(text))
    if root is None:
        return Refusal(f"not XML: {_first(errors) or 'no element'}", RejectKind.SYNTAX)
    _forget_namespaces(root)
    error = _first(errors)
    is_cut = any(each.type in _CUT for each in errors)
    return Tree(root, problem or (f"damaged XML: {error}" if error else None), is_cut)


def _parsed(text: str) -> tuple[Element | None, list[_Error]]:
    """Return the root, None if there is none, and the errors that were repaired."""
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
    return root, [_Error(each.type, each.message, each.line) for each in parser.error_log]


def _first(errors: list[_Error]) -> str | None:
    """Return the first error that is no matter of namespaces."""
    for each in errors:
        if "namespace" not in each.message.lower():
            return f"{each.message.strip()} (line {each.line})"
    return None


def _forget_namespaces(root: Element) -> None:
    for element in root.iter(etree.Element):
        name = element.tag
        if "}" in name or ":" in name:
            try:
                element.tag = re.split("[}:]", name)[-1]
            except ValueError:  # what is after the colon of a damaged name is no name by itself
                element.tag = _NO_NAME
