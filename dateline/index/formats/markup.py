"""From HTML, or a field that may contain some, to text: paragraphs, without tags and entities.

Sources: the HTML standard, section "Rendering" (which elements are blocks); lxml (parsing of any HTML).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, TypeAlias

from lxml import etree, html

from dateline.index.formats.tags import as_html, has_tags, without_tags

Element: TypeAlias = etree._Element  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - lxml has no other name

__all__ = [
    "Element",
    "has_markup",
    "has_tags",
    "paragraphs",
    "paragraphs_of",
    "plain",
    "plain_line",
]

_BLOCKS: Final = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p pre section summary
    table tbody tfoot thead tr ul""".split()
)
_LEFT_OUT: Final = frozenset(
    "applet audio button canvas embed frame iframe math noembed noscript object script select style svg template "
    "textarea title video".split()
)
_CELLS: Final = frozenset({"td", "th"})
_ANY_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]*)(?![A-Za-z0-9])[^<>]*>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNCHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BREAK = "\x0b"
"""Stands for `<br>` until it is known whether it ends a line or, doubled, a paragraph."""
_MOST_UNWRAPS = 3
"""Markup that was escaped, and escaped again; more is an accident or an attack."""


def has_markup(text: str) -> bool:
    """Whether a text contains HTML: a tag that HTML has, or a character reference. `a < b` and `R&D` are text."""
    return has_tags(text) or ("&" in text and _has_entity(text))


def plain(text: str) -> str:
    """Return a field that may contain HTML as text whose paragraphs are separated by blank lines.

    A text without markup is returned unchanged, with its line ends. Markup that was escaped, even twice, is removed.
    """
    for _ in range(_MOST_UNWRAPS):
        if has_tags(text):
            text = "\n\n".join(paragraphs(text))
        elif "&" in text and _has_entity(text):
            text = _ENTITY.sub(lambda found: unescape(found[0]), text)
        else:
            return text
    return without_tags(text, " ") if has_tags(text) else text


def plain_line(text: str) -> str:
    """Return a field that may contain HTML as text in one line."""
    text = plain(text)
    return " ".join(text.split()) if "\n" in text else text


def paragraphs(markup: str) -> tuple[str, ...]:
    """Return the paragraphs of HTML, a page or a fragment, in order; each has single spaces and none is empty.

    Scripts, styles, forms' controls and embedded objects have no text. A `<br>` ends a line of a paragraph, two of them
    the paragraph. The cells of a row of a table are separated by two spaces. Never raises.
    """
    markup = as_html(_UNCHARACTER.sub(" ", markup))
    if not markup.strip():
        return ()
    try:
        root, is_whole = _parsed(markup)
        if not is_whole:
            root, _ = _parsed(_ANY_TAG.sub(_flat, markup))
    except (etree.ParserError, ValueError):
        return ()
    return paragraphs_of(root)


def _parsed(markup: str) -> tuple[Element, bool]:
    """Return the root of HTML, and whether it was read to its end: libxml2 stops at 2,048 nested elements."""
    parser = html.HTMLParser(huge_tree=True)
    root = html.document_fromstring(  # pyright: ignore[reportUnknownMemberType] - untyped in the stubs
        markup if _is_page(markup) else f"<body>{markup}", ensure_head_body=True, parser=parser
    )
    return root, all(error.type != etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)


def _flat(tag: re.Match[str]) -> str:
    """Return a tag as one that does not nest."""
    name = tag["name"].lower()
    if name in _LEFT_OUT or name == "br":
        return tag[0]
    return "<hr>" if name in _BLOCKS | _CELLS else ""


def paragraphs_of(element: Element) -> tuple[str, ...]:
    """Return the paragraphs of a parsed element, as `paragraphs` does."""
    found: list[str] = []
    for block in "".join(_texts(element)).split("\n\n"):
        for part in _parts(block):
            lines = (" ".join(_spaced(line)) for line in part)
            if paragraph := "\n".join(line for line in lines if line):
                found.append(paragraph)
    return tuple(found)


def _parts(block: str) -> Iterator[list[str]]:
    """Yield the lines of each part of a block; two line breaks in a row end a part."""
    part: list[str] = []
    for line in block.split(_BREAK):
        if line.strip(" \n"):
            part.append(line)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _spaced(line: str) -> list[str]:
    """Split a line into words, but keep the gaps between cells."""
    if "\t" not in line:
        return line.split()
    cells = (" ".join(cell.split()) for cell in line.split("\t"))
    return ["  ".join(cell for cell in cells if cell)]


def _is_page(markup: str) -> bool:
    return re.match(r"\s*(?:<!doctype|<html|<\?xml|<head|<body)", markup, re.IGNORECASE) is not None


def _texts(root: Element) -> Iterator[str]:
    """Yield texts in order, with blank lines around blocks; without recursion, since pages are nested deeply."""
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if name in _LEFT_OUT:
                walker.skip_subtree()
                continue
            yield from _opening(name)
            yield _inline(element.text)
        else:
            if name in _BLOCKS:
                yield "\n\n"
            elif name in _CELLS:
                yield "\t"
            if element is not root:
                yield _inline(element.tail)


def _opening(name: str) -> Iterator[str]:
    if name in _BLOCKS:
        yield "\n\n"
    elif name == "br":
        yield _BREAK


def _inline(text: str | None) -> str:
    """Return text as white space in HTML means it: a line end is a space."""
    return text.replace("\n", " ").replace("\t", " ").replace("\r", " ") if text else ""


def _has_entity(text: str) -> bool:
    return any(unescape(match[0]) != match[0] for match in _ENTITY.finditer(text))
