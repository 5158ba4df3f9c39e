"""XML whose end tags do not match its start tags: the tags are matched, so that what follows is not lost."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>|<(/?)([A-Za-z_][\w:.-]*)([^<>]*?)(/?)>", re.DOTALL)


def balanced(text: str) -> str:
    """Return XML in which each element ends: an end tag closes what is open inside of it, or is dropped."""
    parts: list[str] = []
    still_open: list[str] = []
    position = 0
    for found in _MARKUP.finditer(text):
        parts.append(text[position : found.start()])
        position = found.end()
        is_end, name, _, is_empty = found.groups()
        if not is_end:
            parts.append(found[0])
            if name and not is_empty:
                still_open.append(name)
        elif name in still_open:
            parts += _closed(still_open, name)
    parts.append(text[position:])
    parts += [f"</{name}>" for name in reversed(still_open)]
    return "".join(parts)


def _closed(still_open: list[str], name: str) -> list[str]:
    """Close elements up to one of this name."""
    tags: list[str] = []
    while still_open:
        last = still_open.pop()
        tags.append(f"</{last}>")
        if last == name:
            break
    return tags
