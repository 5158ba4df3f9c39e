"""Finds the objects of a JSON text that is not one object per line, without loading all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.index.formats.stretch import EXCERPT, LIMIT, Stretch

_CHUNK = 1 << 17
_OUTSIDE = re.compile(rb'[{}\[\]"]')
_INSIDE = re.compile(rb'["\\\n]')
_BETWEEN = b" \t\r\n,[]\xef\xbb\xbf"
"""Bytes allowed between objects: array brackets, commas, white space, a byte order mark."""


def read_values(stream: BinaryIO) -> Iterator[Stretch]:
    """Yield every object in order, and unexpected content between objects; takes linear time."""
    scanner = _Scanner(stream)
    while scanner.fill():
        between = scanner.take(scanner.find_object())
        if between.content.strip(_BETWEEN):
            yield between
        if scanner.at_object():
            yield scanner.take(scanner.find_end())


def read_list(stream: BinaryIO) -> Iterator[Stretch]:
    """Yield every object of a list, in constant memory, from after its bracket to the bracket that ends it."""
    scanner = _Scanner(stream)
    while scanner.fill():
        between = scanner.take(scanner.find_object())
        if b"]" in between.content:
            return
        if scanner.at_object():
            yield scanner.take(scanner.find_end())


class _Scanner:
    """A sliding window over the input, from which stretches are taken."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._window = bytearray()
        self._byte = 0
        self._line = 1
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
        taken = Stretch(self._line, self._byte, content if length <= LIMIT else content[:EXCERPT], length)
        del self._window[:end]
        self._byte += taken.length
        self._line += content.count(b"\n") + self._cut_lines
        self._cut = self._cut_lines = 0
        return taken

    def find_object(self) -> int:
        """Return the offset of the next object; without one, of the end of the input or of the allowed window."""
        start = 0
        while (found := self._window.find(b"{", start)) < 0:
            start = len(self._window)
            if start > LIMIT - _CHUNK or not self._more():
                return start
        return found

    def find_end(self) -> int:
        """Return the offset at which the object at the start of the window ends.

        A line end inside a string is invalid JSON: the object ends there, so that later objects are found again.
        """
        position = depth = 0
        inside = False
        while True:
            match = (_INSIDE if inside else _OUTSIDE).search(self._window, position)
            if match is None:
                # An escape at the end of the window extends beyond it.
                position = max(position, len(self._window))
                position -= self._shorten()
                if not self._more():
                    return len(self._window)
                continue
            position = match.end()
            token = match[0]
            if token == b"\\":
                position += 1
            elif token == b'"':
                inside = not inside
            elif token == b"\n":
                return position
            else:
                depth += 1 if token in b"{[" else -1
                if depth == 0:
                    return position

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
