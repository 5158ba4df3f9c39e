"""The text of an article in XML: NITF, XHTML, an agency's own elements, escaped HTML, or lines of a wire.

Sources: the NITF 3.6 DTD (which elements are blocks, which belong to media); XHTML 1.0.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from lxml import etree

from dateline.index.formats.markup import Element, has_tags, paragraphs, paragraphs_of, plain
from dateline.index.formats.tags import has_blocks
from dateline.index.formats.xml.tree import whole_text

_RENAMED: Final = {
    **dict.fromkeys(("block", "body.content", "body.head", "body.end", "nitf", "note", "credit", "fn"), "div"),
    **dict.fromkeys(("nitf-table", "hl1", "hl2", "bq", "tagline", "docdata"), "div"),
    **dict.fromkeys(("media", "figure", "nitf-table-metadata", "title", "body-head"), "style"),
}
"""Names that stand for another of HTML; what is not text counts as a style, which is left out."""
_INLINE: Final = frozenset(
    "a abbr acronym alt-code b bdi bdo big br chron cite classifier code copyrite copyrite.holder copyrite.year "
    "del dfn em event font frac frac-num frac-sep frac-den function i ins kbd label lang location city state "
    "region country sublocation mark money num object.title org person name.given name.family postaddr pronounce "
    "q s samp small span strike strong sub sup time tt u var virtloc".split()
)
_HOLDS_LINES: Final = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd", *_INLINE})
_PARAGRAPH_TAG = re.compile(r"</?(?:p|pre)\b[^>]*>|<br\s*/?>", re.IGNORECASE)
_KEPT: Final = "\ue000"
"""Stands for preformatted text while paragraphs are told apart."""
_LEAST_WRAPPED: Final = 40
_MOST_WRAPPED: Final = 90
"""Lines of wires have 50 to 80 characters."""
_SLACK: Final = 3


class Text(NamedTuple):
    """Paragraphs, or a body whose lines are wrapped; one of them is empty."""

    paragraphs: tuple[str, ...] = ()
    body: str = ""

    def __bool__(self) -> bool:
        return bool(self.paragraphs or self.body)

    @property
    def opening(self) -> str:
        """The first characters of the text."""
        return (self.paragraphs[0] if self.paragraphs else self.body)[:200]


def read_text(element: Element) -> Text:
    """Return the text of an element; changes the element."""
    if len(element) == 0:
        return text_of(element.text or "")
    kept = _keep_preformatted(element)
    _rename(element)
    found = paragraphs_of(element)
    if kept:
        return Text(body="\n\n".join(kept.pop(0) if _KEPT in each and kept else each for each in found))
    if any(map(has_blocks, found)):
        return Text(paragraphs("\n".join(found)))
    return Text(_unwrapped(tuple(plain(each) if "&" in each or "<" in each else each for each in found)))


def text_of(text: str) -> Text:
    """Return the text of a field: HTML, if it contains some, even escaped, or lines of plain text."""
    if "&" in text and not has_tags(text):
        text = plain(text)
    if not has_tags(text):
        return Text(body=text.strip("\r\n") if text.strip() else "")
    found = paragraphs(text)
    if len(found) == 1 and text.strip().count("\n") > 2:
        return Text(body=plain(_PARAGRAPH_TAG.sub("\n", text)).strip("\n"))
    return Text(tuple(plain(each) if "&" in each else each for each in found))


def _keep_preformatted(element: Element) -> list[str]:
    """Take out `<pre>` elements; return their texts."""
    kept: list[str] = []
    for each in list(element.iter("pre", "PRE")):
        text = whole_text(each).strip("\n")
        tail = each.tail
        each.clear()
        each.tail = tail
        if text.strip():
            each.text = _KEPT
            kept.append(text)
    return kept


def _rename(element: Element) -> None:
    """Name elements as in HTML: unknown ones are blocks if no text stands beside them."""
    for each in element.iter(etree.Element):
        name = each.tag.lower()
        each.tag = _RENAMED.get(name, name)
        if each.tag not in _HOLDS_LINES and len(each) and not _has_text_between(each):
            for child in each.iterfind("*"):
                if child.tag.lower() not in _INLINE | _RENAMED.keys() | _HTML:
                    child.tag = "div"


_HTML: Final = frozenset(
    "article aside blockquote body caption center colgroup col dd div dl dt figcaption footer h1 h2 h3 h4 h5 h6 head "
    "header hr html iframe img li link main meta nav object ol p pre script section style svg table tbody td tfoot th "
    "thead title tr ul video audio picture source".split()
)


def _has_text_between(element: Element) -> bool:
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _unwrapped(found: tuple[str, ...]) -> tuple[str, ...]:
    """Join the lines of paragraphs that were wrapped at one width with `<br>`."""
    lines = [line for each in found if "\n" in each for line in each.split("\n")]
    widest = max(map(len, lines), default=0)
    if len(lines) < 3 or not _LEAST_WRAPPED <= widest <= _MOST_WRAPPED:
        return found
    return tuple(_joined(each, widest) if "\n" in each else each for each in found)


def _joined(paragraph: str, widest: int) -> str:
    lines = paragraph.split("\n")
    for line, following in pairwise(lines):
        if len(line) + 1 + len(following.split(" ", 1)[0]) <= widest - _SLACK:
            return paragraph
    return " ".join(lines)
