"""Line ends of the old Macintosh, which some spreadsheets still write: a carriage return alone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER = 1 << 17


def with_line_feeds(stream: BinaryIO) -> io.BufferedReader:
    """Turn each carriage return into a line feed while a stream is read; places stay the same."""
    return io.BufferedReader(_LineFeeds(stream), _BUFFER)


class _LineFeeds(io.RawIOBase):
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        chunk = self._stream.read(len(view)).replace(b"\r", b"\n")
        view[: len(chunk)] = chunk
        return len(chunk)
