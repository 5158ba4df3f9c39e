"""Finds the list of articles in the first bytes of an object that is too long to be decoded whole."""

from __future__ import annotations

import json
import re
from typing import Final, NamedTuple

from dateline.index.formats.json.dialects.wrapper import LISTS
from dateline.index.formats.stretch import Stretch

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}\[\]:]', re.DOTALL)
_OBJECT = re.compile(rb"\s*\{")
_LONGEST_PREFIX: Final = 4096
"""Bytes before a list that are repeated around each of its members."""


class Opened(NamedTuple):
    """A list in an object that has been read up to its first member."""

    start: int
    """Offset of the first member."""
    depth: int
    """How many brackets are open there."""
    prefix: bytes
    suffix: bytes

    def around(self, member: Stretch) -> Stretch:
        """Return a member as the only one of its list, with the place and the length that it has itself."""
        content = self.prefix + member.content + self.suffix
        return member._replace(content=content)


class _Open(NamedTuple):
    bracket: bytes
    name: bytes
    """The name under which it stands, with quotes; empty in a list."""


def find_list(head: bytes) -> Opened | None:
    """Return the first list of objects under a usual name, in the object at the start of `head`; None without one."""
    stack: list[_Open] = []
    last = name = b""
    for match in _TOKEN.finditer(head):
        token = match[0]
        if token == b":":
            name = last
        elif token in {b"{", b"["}:
            stack.append(_Open(token, name))
            if token == b"[" and _is_list(name) and _OBJECT.match(head, match.end()):
                return _opened(head[: match.end()], stack)
            name = b""
        elif token in {b"}", b"]"}:
            if len(stack) < 2:
                return None
            stack.pop()
            name = b""
        else:
            last = token
    return None


def _is_list(name: bytes) -> bool:
    return name[1:-1].decode(errors="replace") in LISTS


def _opened(prefix: bytes, stack: list[_Open]) -> Opened:
    start = len(prefix)
    if start > _LONGEST_PREFIX or not _closes(prefix, stack):
        prefix = b"".join((each.name + b":" if each.name else b"") + each.bracket for each in stack)
    return Opened(start, len(stack), prefix, _suffix(stack))


def _closes(prefix: bytes, stack: list[_Open]) -> bool:
    """Whether what stands before the list is valid, so that it can stand around each member."""
    try:
        json.loads(prefix + _suffix(stack))
    except (ValueError, RecursionError):
        return False
    return True


def _suffix(stack: list[_Open]) -> bytes:
    return b"".join(b"}" if each.bracket == b"{" else b"]" for each in reversed(stack))
