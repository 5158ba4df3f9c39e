"""A page as a tree of elements, parsed within limits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from dateline.index.formats.markup import Element

_UNCHARACTER = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONG_PAGE = 200_000
_MANY_ATTRIBUTES = re.compile(
    r"""<([A-Za-z][^\s/>]*+)(?:[\s/]++[^\s=>/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']++))?+){1000,}+"""
)
"""A tag whose attributes are compared in pairs for longer than the rest of the page is read."""
_PROLOGUE = re.compile(r"\s*<\?xml\b[^>]*>")
_XHTML = re.compile(r"""<html\b[^>]*\bxmlns\s*=\s*["']http://www\.w3\.org/1999/xhtml["']""")


def cleaned_source(text: str) -> str:
    """Return the source of a page without characters that no document may contain, and without countless attributes."""
    text = _UNCHARACTER.sub(" ", text)
    return _MANY_ATTRIBUTES.sub(r"<\1", text) if len(text) > _LONG_PAGE else text


def parse_page(text: str) -> Element | None:
    """Parse the cleaned source of a page, or return None if there is no element in it; never raises.

    What is nested more deeply than libxml2 permits (2,048 elements) is left out.
    """
    prologue = _PROLOGUE.match(text)
    root = None
    if prologue is not None:
        text = text[prologue.end() :]
        root = _xhtml(text) if _XHTML.search(text[:4000]) else None
    return _html(text) if root is None else root


def texts_of(root: Element, path: str) -> Iterator[str]:
    """Yield the texts of the elements that an XPath finds, in one line each, without the empty ones."""
    for element in elements(root, path):
        if text := text_of(element):
            yield text


def text_of(element: Element) -> str:
    """Return all text inside an element in one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def elements(root: Element, path: str) -> list[Element]:
    """Return the elements that an XPath finds."""
    found = root.xpath(path)
    return [each for each in found if isinstance(each, Element)] if isinstance(found, list) else []


def _html(text: str) -> Element | None:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(  # pyright: ignore[reportUnknownMemberType] - untyped in the stubs
            text.encode("utf-8", "replace"), parser=parser, ensure_head_body=True
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _xhtml(text: str) -> Element | None:
    """Parse a page as XML, where `<script/>` is closed; None if it is not well-formed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None
    for element in root.iter(etree.Element):
        if isinstance(element.tag, str):
            element.tag = etree.QName(element).localname.lower()
    return root if root.tag == "html" else None
