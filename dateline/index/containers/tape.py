"""A stream that is read by lines and stretches, and knows its position."""

from __future__ import annotations

from typing import Final

from dateline.index.containers.compressed import resume
from dateline.index.raw import RejectKind
from dateline.index.sources.stream import BUFFER, DamagedError, Stream

MAX_LINE: Final = 1 << 16
"""Longer lines are read in pieces."""


class Tape:
    """Reads a stream once from the front."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.position = 0
        """Number of bytes that were read."""
        self._waiting = b""

    def readline(self) -> bytes:
        """Return the next line, or a piece of one longer than MAX_LINE; none at the end.

        Raises DamagedError at the end of a damaged stream.
        """
        line, self._waiting = self._waiting or self.stream.readline(MAX_LINE), b""
        if not line and self.stream.cause is not None:
            raise DamagedError(*self.stream.cause)
        self.position += len(line)
        return line

    def unread(self, line: bytes) -> None:
        """Give back the line that was read last."""
        self._waiting = line
        self.position -= len(line)

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes; none at the end. No line may have been given back.

        Raises DamagedError at the end of a damaged stream.
        """
        content = self.stream.read(size)
        if not content and self.stream.cause is not None:
            raise DamagedError(*self.stream.cause)
        self.position += len(content)
        return content

    def resume(self) -> bool:
        """Go on behind damage in the compressed file around it; False if that is not possible."""
        cause = self.stream.cause
        return cause is not None and cause.kind is not RejectKind.LIMIT and resume(self.stream)


class Body:
    """The next `length` bytes of a tape."""

    def __init__(self, tape: Tape, length: int) -> None:
        self._tape = tape
        self.left = length
        """Number of bytes that are not yet read."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes. Raises DamagedError if the tape ends before."""
        if self.left == 0:
            return b""
        content = self._tape.read(min(size, self.left))
        if not content:
            raise DamagedError(f"{self.left:,} bytes are missing at its end")
        self.left -= len(content)
        return content

    def skip(self) -> None:
        """Skip what has not been read. Raises DamagedError if the tape ends before."""
        while self.read(BUFFER):
            pass
