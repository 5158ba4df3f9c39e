"""What may stand before JSON in a file of it: comments, guards against scripts, and the name of a callback."""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"(?:\s+|\ufeff|//[^\n]*\n|/\*(?:[^*]|\*(?!/))*\*/|\)\]\}',?|while\s*\(1\);|for\s*\(;;\);|"
    r"[A-Za-z_$][\w$.]{0,100}\((?=\s*[\[{])|\((?=\s*[\[{]))*+"
)
_STRUCTURE = re.compile(r'\{\s*(?:\}|"(?:[^"\\]|\\.){0,1000}"\s*:)', re.DOTALL)


def opening_of(text: str) -> str:
    """Return what stands before the JSON of a text."""
    found = _OPENING.match(text)
    return found[0] if found else ""


def is_object(text: str) -> bool:
    """Whether a text starts with an object that has a name and a colon, or is empty."""
    return _STRUCTURE.match(text) is not None
