"""Stretches of an input (lines, rows, values) with their places, read in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from dateline.index.raw import RawReject, RejectKind
from dateline.problems import Place

LIMIT = 8 << 20
"""Maximum size of a line, row, value or plain file in bytes; the longest real reports have about one million."""
EXCERPT = 64 << 10
"""Bytes kept of a reject: enough to repair all but the longest reports by hand."""


class Stretch(NamedTuple):
    """A part of an input. `line` counts from 1, `byte` from 0; `length` is in bytes."""

    line: int
    byte: int
    content: bytes
    length: int
    """Larger than `content` if the stretch was longer than LIMIT and was cut."""
    column: int = 1
    """Where it starts in its line, in code points from 1."""

    @property
    def is_cut(self) -> bool:
        """Whether `content` is only an excerpt."""
        return self.length > len(self.content)

    @property
    def end(self) -> int:
        """Offset of the byte after the stretch."""
        return self.byte + self.length

    def place(self, address: str) -> Place:
        """Return the place where it starts."""
        return Place(address, line=self.line, column=self.column, byte=self.byte)

    def reject(
        self,
        reason: str,
        *,
        address: str,
        format_: str,
        kind: RejectKind = RejectKind.SYNTAX,
    ) -> RawReject:
        """Reject the whole stretch."""
        return RawReject(
            place=self.place(address),
            reason=reason,
            format=format_,
            excerpt=self.content[:EXCERPT],
            byte_end=self.end,
            kind=kind,
        )

    def too_long(self, *, address: str, format_: str) -> RawReject:
        """Reject a stretch that was cut."""
        reason = f"{self.length:,} bytes without an end; an article can have at most {LIMIT:,}"
        return self.reject(reason, address=address, format_=format_, kind=RejectKind.TOO_LARGE)


def read_lines(stream: BinaryIO) -> Iterator[Stretch]:
    """Yield all lines including their ends; an excerpt of lines longer than LIMIT."""
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
    """Read an input that is a single report; an excerpt if it is longer than LIMIT."""
    content = stream.read(LIMIT + 1)
    length = len(content)
    if length > LIMIT:
        content = content[:EXCERPT]
        while skipped := len(stream.read(LIMIT)):
            length += skipped
    return Stretch(1, 0, content, length)


def _skip_line(stream: BinaryIO) -> int:
    """Skip to the end of the line; return the number of bytes skipped."""
    skipped = 0
    while chunk := stream.readline(LIMIT):
        skipped += len(chunk)
        if chunk.endswith(b"\n"):
            break
    return skipped
