"""Finds the objects of a JSON text that is not one object per line, without loading all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.index.formats.json.lists import Opened, find_list
from dateline.index.formats.stretch import EXCERPT, LIMIT, Stretch

_CHUNK = 1 << 17
_OUTSIDE = re.compile(rb'[{}\[\]"]')
_INSIDE = re.compile(rb'["\\\n]')
_OBJECT = re.compile(rb"\{")
_MEMBER = re.compile(rb"[{\]]")
_CONTINUATIONS = bytes(range(0x80, 0xC0))
"""Bytes of UTF-8 after the first one of a code point."""
BETWEEN = b" \t\r\n,[]\xef\xbb\xbf"
"""Bytes allowed between objects: array brackets, commas, white space, a byte order mark."""
_CLOSING = BETWEEN + b"();"
"""The same, where a callback or the like stands around the objects."""


def read_values(stream: BinaryIO, opening: int = 0) -> Iterator[Stretch]:
    """Yield every object in order, and unexpected content between objects; takes linear time.

    The first `opening` bytes are left out. Of an object longer than LIMIT that contains a list of articles, its
    members are yielded, each with a short object around it, so that it is read as the whole would be.
    """
    scanner = _Scanner(stream)
    scanner.fill()
    scanner.take(opening)
    between_objects = _CLOSING if opening else BETWEEN
    while scanner.fill():
        between = scanner.take(scanner.find_object())
        if between.content.strip(between_objects):
            yield between
        if scanner.at_object():
            yield from _object(scanner)


def read_members(stream: BinaryIO, opened: Opened) -> Iterator[Stretch]:
    """Yield the members of the list in the object at the start of a stream."""
    scanner = _Scanner(stream)
    scanner.fill()
    yield from _members(scanner, opened)


def _object(scanner: _Scanner) -> Iterator[Stretch]:
    end = scanner.find_end()
    opened = scanner.find_list() if end is None else None
    if opened is not None:
        yield from _members(scanner, opened)
    else:
        yield scanner.take(scanner.drop_to_end() if end is None else end)


def _members(scanner: _Scanner, opened: Opened) -> Iterator[Stretch]:
    """Take the members of a list up to the end of the object around it."""
    scanner.take(opened.start)
    while scanner.fill():
        between = scanner.take(scanner.find_member())
        if between.content.strip(BETWEEN):
            yield between
        if not scanner.at_object():
            break
        end = scanner.find_end()
        member = scanner.take(scanner.drop_to_end() if end is None else end)
        yield member if member.is_cut else opened.around(member)
    scanner.take(scanner.drop_to_end(depth=opened.depth))


class _Scanner:
    """A sliding window over the input, from which stretches are taken."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._window = bytearray()
        self._byte = 0
        self._line = 1
        self._column = 1
        self._cut = 0
        self._cut_lines = 0
        """Bytes, and line ends among them, dropped because the value in the window is too long."""

    def fill(self) -> bool:
        """Whether any input is left; reads more if the window is empty."""
        return bool(self._window) or self._more()

    def at_object(self) -> bool:
        return self._window.startswith(b"{")

    def take(self, end: int) -> Stretch:
        """Take the first `end` bytes of the window; the length includes dropped bytes."""
        content = bytes(self._window[:end])
        length = len(content) + self._cut
        kept = content if length <= LIMIT else content[:EXCERPT]
        taken = Stretch(self._line, self._byte, kept, length, self._column)
        del self._window[:end]
        self._byte += taken.length
        self._line += content.count(b"\n") + self._cut_lines
        last = content.rpartition(b"\n")[2]
        self._column = _code_points(last) + (self._column if len(last) == len(content) else 1)
        self._cut = self._cut_lines = 0
        return taken

    def find_object(self) -> int:
        """Return the offset of the next object; without one, of the end of the input or of the allowed window."""
        return self._find(_OBJECT)

    def find_member(self) -> int:
        """Return the offset of the next object or of the end of the list, as `find_object` does."""
        return self._find(_MEMBER)

    def find_list(self) -> Opened | None:
        """Return the list of articles in the object at the start of the window."""
        return find_list(bytes(self._window[:EXCERPT]))

    def find_end(self) -> int | None:
        """Return the offset at which the object at the start of the window ends; None if it is longer than LIMIT."""
        end = _End()
        while (found := end.find(self._window)) is None:
            if len(self._window) > LIMIT:
                return None
            if not self._more():
                return len(self._window)
        return found

    def drop_to_end(self, depth: int = 0) -> int:
        """Return the offset of the end of an object of any length, of which only an excerpt stays in the window."""
        end = _End(depth)
        while (found := end.find(self._window)) is None:
            end.position -= self._shorten()
            if not self._more():
                return len(self._window)
        return found

    def _find(self, token: re.Pattern[bytes]) -> int:
        start = 0
        while (found := token.search(self._window, start)) is None:
            start = len(self._window)
            if start > LIMIT - _CHUNK or not self._more():
                return start
        return found.start()

    def _more(self) -> bool:
        chunk = self._stream.read(_CHUNK)
        self._window += chunk
        return bool(chunk)

    def _shorten(self) -> int:
        """Drop all but an excerpt of a value longer than LIMIT; return the number of bytes dropped."""
        if len(self._window) + self._cut <= LIMIT:
            return 0
        dropped = len(self._window) - EXCERPT
        self._cut_lines += self._window.count(b"\n", EXCERPT)
        del self._window[EXCERPT:]
        self._cut += dropped
        return dropped


def _code_points(text: bytes) -> int:
    """Return the number of code points in UTF-8."""
    return len(text.translate(None, _CONTINUATIONS))


class _End:
    """Looks for the end of an object in a window that grows.

    A line end inside a string is invalid JSON: the object ends there, so that later objects are found again.
    """

    def __init__(self, depth: int = 0) -> None:
        self.position = 0
        self._depth = depth
        self._inside = False

    def find(self, window: bytearray) -> int | None:
        """Return the offset of the end; None if it is beyond the window."""
        while match := (_INSIDE if self._inside else _OUTSIDE).search(window, self.position):
            self.position = match.end()
            token = match[0]
            if token == b"\\":
                self.position += 1
            elif token == b'"':
                self._inside = not self._inside
            elif token == b"\n":
                return self.position
            else:
                self._depth += 1 if token in b"{[" else -1
                if self._depth <= 0:
                    return self.position
        # An escape at the end of the window extends beyond it.
        self.position = max(self.position, len(window))
        return None
