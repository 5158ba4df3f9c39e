"""The text of a body: what is plain and what is HTML.

Source: RFC 3676 (format=flowed, and the line that precedes a signature); RFC 9580 section 7 (cleartext signatures);
POSIX, `uuencode`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from dateline.index.formats.markup import Element, paragraphs_of

_SIGNATURE: Final = "-- "
_SIGNED = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Z][\w-]*:.*\n)*\n?")
_SIGNED_END = "-----BEGIN PGP SIGNATURE-----"
_UUENCODED = re.compile(r"^begin [0-7]{3,4} \S.*\n(?:[!-`].*\n)*?[ `]?\n?end$", re.MULTILINE)
"""A file within the text, as mail and Usenet had it before MIME."""
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_VIEW = re.compile(
    r"(?:(?:click here to )?(?:view|read|see|open)\b.{0,40}\b(?:browser|online|web version|webpage)|trouble viewing|"
    r"view in browser|web version|(?:newsletter|e-?mail).{0,40}(?:browser|online) (?:an|ö)|ver en (?:el|tu) navegador|"
    r"(?:voir|afficher|consulter).{0,40}(?:navigateur|en ligne))",
    re.IGNORECASE,
)
_IN_HTML = re.compile(r"\b(?:html|browser|navegador|navigateur)\b", re.IGNORECASE)
_MAX_NOTE = 200
"""Maximum length of a text that only says that the mail is in HTML, or offers to view it in a browser."""


def plain_text(text: str, *, flowed: bool = False, deletes_spaces: bool = False) -> str:
    """Return plain text without signatures, armour and files within it; flowed lines are joined."""
    lines = _UUENCODED.sub("", _unsigned(text.replace("\r\n", "\n").replace("\r", "\n"))).split("\n")
    if _SIGNATURE in lines:
        lines = lines[: lines.index(_SIGNATURE)]
    if flowed:
        lines = list(_unflowed(lines, "" if deletes_spaces else " "))
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def html_paragraphs(markup: str) -> tuple[str, ...]:
    """Return the paragraphs that a reader of the mail sees, without the offer to view it in a browser."""
    root = _parsed(markup)
    if root is None:
        return ()
    for element in list(root.iter("*")):
        if _HIDDEN.search(element.get("style") or "") and element is not root:
            _drop(element)
    return tuple(each for each in paragraphs_of(root) if not (len(each) <= _MAX_NOTE and _VIEW.search(each)))


def is_stub(plain: str, html: tuple[str, ...]) -> bool:
    """Whether the plain part says much less than the HTML part, such as that the mail is in HTML."""
    if len(plain) <= _MAX_NOTE and _IN_HTML.search(plain):
        return bool(html)
    return len("".join(plain.split())) * 2 < len("".join("".join(html).split()))


def _parsed(markup: str) -> Element | None:
    """Parse any HTML; None if there is no element in it."""
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", markup)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return etree.fromstring(text.encode(errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _drop(element: Element) -> None:
    """Empty an element; its tail stays where it is."""
    tail = element.tail
    element.clear()
    element.tail = tail


def _unsigned(text: str) -> str:
    start = _SIGNED.search(text)
    end = text.find(_SIGNED_END)
    if start is None or end < start.end():
        return text
    return re.sub(r"^- ", "", text[start.end() : end], flags=re.MULTILINE)


def _unflowed(lines: Iterable[str], joiner: str) -> Iterator[str]:
    """Yield the lines that a writer made; a line that ends with a space goes on in the next of the same quote depth."""
    open_line = ""
    open_depth = 0
    for line in lines:
        text = line.lstrip(">")
        depth = len(line) - len(text)
        text = text.removeprefix(" ")
        if open_line and depth != open_depth:
            yield _quoted(open_line.rstrip(), open_depth)
            open_line = ""
        if text.endswith(" "):
            open_line += text.rstrip(" ") + joiner
            open_depth = depth
        else:
            yield _quoted(open_line + text, depth)
            open_line = ""
    if open_line:
        yield _quoted(open_line.rstrip(), open_depth)


def _quoted(line: str, depth: int) -> str:
    return f"{'>' * depth} {line}" if depth else line
