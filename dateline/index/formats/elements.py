"""Elements of one name in a long input of markup, read in bounded memory without parsing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from dateline.index.formats.stretch import EXCERPT, LIMIT, Stretch

_CHUNK: Final = 1 << 17
_LONGEST_TAG: Final = 1 << 12
"""Bytes that are searched again with the next chunk, since a tag may lie across two."""


class Elements:
    """Yields the elements of one name in order, each from `<name` to `</name>`; the last may have no end.

    An element whose end is missing ends where the next one starts. Elements longer than LIMIT are cut.
    """

    def __init__(self, stream: BinaryIO, name: str, *, start: bytes = b"") -> None:
        """`start` was read from the stream before."""
        self._stream = stream
        self._opening = re.compile(rb"<" + name.encode() + rb"(?=[\s/>])", re.IGNORECASE)
        self._boundary = re.compile(rb"</" + name.encode() + rb"\s*>|" + self._opening.pattern, re.IGNORECASE)
        self._buffer = start
        self._byte = 0
        self._line = 1
        self.prelude = b""
        """What stands before the first element, at most EXCERPT bytes; complete once that element was yielded."""

    def __iter__(self) -> Iterator[Stretch]:
        is_first = True
        while self._skip_to_opening(keep=is_first):
            is_first = False
            yield self._element()

    def _skip_to_opening(self, *, keep: bool) -> bool:
        """Drop what stands before the next element; False at the end."""
        while (found := self._opening.search(self._buffer)) is None:
            rest = max(0, len(self._buffer) - _LONGEST_TAG)
            self._drop(rest, keep=keep)
            if not self._fill():
                self._drop(len(self._buffer), keep=keep)
                return False
        self._drop(found.start(), keep=keep)
        return True

    def _element(self) -> Stretch:
        """Take one element from the buffer, which starts with it."""
        byte, line = self._byte, self._line
        position = 1
        content = b""
        length = 0
        while (found := self._boundary.search(self._buffer, position)) is None:
            if len(self._buffer) + length > LIMIT:
                content = content or self._buffer[:EXCERPT]
                dropped = len(self._buffer) - _LONGEST_TAG
                length += dropped
                self._drop(dropped, keep=False)
            position = max(1 if length == 0 else 0, len(self._buffer) - _LONGEST_TAG)
            if not self._fill():
                return self._taken(byte, line, content, length, len(self._buffer))
        end = found.end() if found[0].startswith(b"</") else found.start()
        return self._taken(byte, line, content, length, end)

    def _taken(self, byte: int, line: int, content: bytes, length: int, end: int) -> Stretch:
        length += end
        content = content or self._buffer[: end if length <= LIMIT else EXCERPT]
        self._drop(end, keep=False)
        return Stretch(line, byte, content, length)

    def _drop(self, count: int, *, keep: bool) -> None:
        dropped, self._buffer = self._buffer[:count], self._buffer[count:]
        if keep:
            self.prelude = (self.prelude + dropped)[:EXCERPT]
        self._byte += count
        self._line += dropped.count(b"\n")

    def _fill(self) -> bool:
        chunk = self._stream.read(_CHUNK)
        self._buffer += chunk
        return bool(chunk)
