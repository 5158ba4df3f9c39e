"""The root element of an XML document, found without parsing it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_START = re.compile(r"<((?:[\w.-]+:)?)([A-Za-z_][\w.-]*)((?:\s[^<>]*)?)/?(>?)")
_NAMESPACE = re.compile(r"""\bxmlns(?::([\w.-]+))?\s*=\s*["']([^"']*)["']""")
_SUBSET_END = re.compile(r"\]\s*>")
_MOST_PARTS: Final = 100
"""Comments and processing instructions before the root; real files have up to five."""


class Root(NamedTuple):
    """The start tag of a root element."""

    name: str
    """Without its prefix."""
    namespace: str | None
    has_declaration: bool
    """Whether `<?xml` or a namespace says that this is XML, not HTML or SGML."""
    start: int
    """Where its start tag starts and ends in the text."""
    end: int


def root_of(text: str) -> Root | None:
    """Return the root element of a document of which `text` is the beginning, or None if it is not markup."""
    position = _after_prolog(text)
    found = _START.match(text, position)
    if found is None:
        return None
    prefix, name, attributes, _ = found.groups()
    namespaces = {declared[1] or "": declared[2] for declared in _NAMESPACE.finditer(attributes)}
    namespace = namespaces.get(prefix.removesuffix(":")) or None
    declared = text.lstrip().startswith("<?xml") or bool(namespaces)
    return Root(name, namespace, declared, found.start(), found.end())


def doctype_of(text: str) -> tuple[int, int] | None:
    """Return where the document type declaration starts and ends, or None if there is none before the root."""
    position = 0
    for _ in range(_MOST_PARTS):
        position = _skip_space(text, position)
        if text.startswith("<!DOCTYPE", position) or text.startswith("<!doctype", position):
            return position, _part_end(text, position)
        end = _part_end(text, position)
        if end == position:
            break
        position = end
    return None


def _after_prolog(text: str) -> int:
    position = 0
    for _ in range(_MOST_PARTS):
        position = _skip_space(text, position)
        end = _part_end(text, position)
        if end == position:
            break
        position = end
    return position


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and (text[position].isspace() or text[position] == "\ufeff"):
        position += 1
    return position


def _part_end(text: str, position: int) -> int:
    """Return the end of the comment, instruction or declaration at a position, or the position if there is none."""
    if text.startswith("<?", position):
        return _after(text, "?>", position)
    if text.startswith("<!--", position):
        return _after(text, "-->", position)
    if text[position : position + 9].lower() != "<!doctype":
        return position
    end = _after(text, ">", position)
    subset = text.find("[", position, end)
    if subset < 0:
        return end
    closing = _SUBSET_END.search(text, subset)
    return closing.end() if closing else len(text)


def _after(text: str, mark: str, position: int) -> int:
    found = text.find(mark, position)
    return len(text) if found < 0 else found + len(mark)
