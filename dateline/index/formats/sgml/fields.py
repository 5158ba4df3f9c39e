"""Elements of SGML as fields: content by name, text without tags and references."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from html import unescape

from dateline.index.formats.elements import Elements
from dateline.index.formats.format import documents_of
from dateline.index.raw import Document, RawReject
from dateline.index.sources.blob import Blob
from dateline.problems import Place

_START = re.compile(r"<([A-Za-z][\w.-]*)(?:\s[^<>]*)?>")
_END = re.compile(r"</([A-Za-z][\w.-]*)\s*>")
_TAG = re.compile(r"</?[A-Za-z][\w.-]*(?:\s[^<>]{0,200})?/?>|<!--.*?(?:-->|\Z)", re.DOTALL)
_CONTROL_REFERENCE = re.compile(r"&#(?:[0-9]|[12][0-9]|3[01]|127);")
_BLOCKS = re.compile(r"</?(?:P|PP|PARA)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def split_elements(blob: Blob, name: str, format_: str) -> Iterator[Document | RawReject]:
    """Yield the elements of one name as documents, numbered if there are several."""
    is_empty = True
    for each in documents_of(Elements(blob.stream, name), blob, format_):
        is_empty = False
        yield each
    if is_empty:
        yield RawReject(Place(blob.address), f"no <{name}> element in it", format_, b"")


def elements_of(text: str) -> dict[str, list[str]]:
    """Return the contents of the elements of a text by name in capitals, without those inside of others."""
    # The ends are found beforehand: else each of many elements without an end would search for it.
    ends: dict[str, deque[re.Match[str]]] = defaultdict(deque)
    for end in _END.finditer(text):
        ends[end[1].upper()].append(end)
    found: dict[str, list[str]] = {}
    position = 0
    while (start := _START.search(text, position)) is not None:
        name = start[1].upper()
        position = start.end()
        while ends[name] and ends[name][0].start() < start.end():
            ends[name].popleft()
        if ends[name]:
            end = ends[name].popleft()
            found.setdefault(name, []).append(text[start.end() : end.start()])
            position = end.end()
    return found


def line(content: str | None) -> str | None:
    """Return content as one line of text; None if there is none."""
    return " ".join(plain(content).split()) or None if content else None


def plain(content: str) -> str:
    """Return content without tags and with its references replaced; lines are kept."""
    text = _CONTROL_REFERENCE.sub("", _TAG.sub(" ", content) if "<" in content else content)
    return _CONTROLS.sub("", unescape(text))


def paragraphs(content: str) -> tuple[str, ...]:
    """Return the paragraphs of content that marks them; none if it does not."""
    if not _BLOCKS.search(content):
        return ()
    found = (" ".join(plain(each).split()) for each in _BLOCKS.split(content))
    return tuple(each for each in found if each)
