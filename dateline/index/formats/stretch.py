"""Stretches of an input (lines, rows, values) with their places, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from dateline.index.raw import RawReject
from dateline.problems import Place

LIMIT = 8 << 20
"""The longest line, row, value or plain file in bytes; the longest real reports have about one million."""
EXCERPT = 64 << 10
"""How much of what could not be read is kept: enough for all but the longest reports to be mended by hand."""


class Stretch(NamedTuple):
    """A part of an input; `line` counts from 1, `byte` from 0, `length` is in bytes."""

    line: int
    byte: int
    content: bytes
    length: int
    """More than `content` has where it was longer than LIMIT and was cut."""

    @property
    def is_cut(self) -> bool:
        """Whether it was too long to be kept whole."""
        return self.length > len(self.content)

    @property
    def end(self) -> int:
        """The byte after it."""
        return self.byte + self.length

    def place(self, address: str, column: int | None = 1) -> Place:
        """Where it starts, or where in its first line `column` is (code points, from 1)."""
        return Place(address, line=self.line, column=column, byte=self.byte)

    def reject(self, reason: str, *, address: str, format_: str, column: int | None = 1) -> RawReject:
        """The reject of all of it."""
        return RawReject(
            place=self.place(address, column),
            reason=reason,
            format=format_,
            excerpt=self.content[:EXCERPT],
            byte_end=self.end,
        )

    def too_long(self, *, address: str, format_: str) -> RawReject:
        """The reject of a stretch that was cut."""
        reason = f"{self.length:,} bytes without an end; at most {LIMIT:,} are read as one article"
        return self.reject(reason, address=address, format_=format_)


def read_lines(stream: BinaryIO) -> Iterator[Stretch]:
    """All lines with their ends; of one longer than LIMIT an excerpt."""
    byte = 0
    line = 0
    while content := stream.readline(LIMIT):
        line += 1
        length = len(content)
        if length == LIMIT and not content.endswith(b"\n"):
            length += _skip_line(stream)
        yield Stretch(line, byte, content if length <= LIMIT else content[:EXCERPT], length)
        byte += length


def read_whole(stream: BinaryIO) -> Stretch:
    """All of an input that is one report; of one longer than LIMIT an excerpt."""
    content = stream.read(LIMIT + 1)
    length = len(content)
    if length > LIMIT:
        content = content[:EXCERPT]
        while passed := len(stream.read(LIMIT)):
            length += passed
    return Stretch(1, 0, content, length)


def _skip_line(stream: BinaryIO) -> int:
    """Read to the end of the line; the bytes passed."""
    passed = 0
    while chunk := stream.readline(LIMIT):
        passed += len(chunk)
        if chunk.endswith(b"\n"):
            break
    return passed
