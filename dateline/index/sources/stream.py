"""One open input: a buffered stream that ends at damaged bytes and records why."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BUFFER = 1 << 17
"""Buffer size in bytes; twice what a format may examine of an input."""
FREE_BYTES = 100 << 20
MAX_RATIO = 200
"""Text compresses 3 to 30 times. An input over this ratio that gave more than FREE_BYTES is a decompression bomb."""
DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, RuntimeError, ValueError)
"""Exceptions that the libraries used here raise for bytes that cannot be unpacked or read."""


class Readable(Protocol):
    """The method that files, decompressors and archive members have in common."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes; none at the end."""
        ...


class Stored:
    """A stored file; reports progress to `on_bytes`, `size` bytes in total once it is finished."""

    def __init__(self, file: BinaryIO, size: int | None, on_bytes: Callable[[int], None] | None) -> None:
        self._file = file
        self._size = size
        self._on_bytes = on_bytes
        self._position = 0
        self.reached = 0
        """The highest offset read so far: a zip is read from its end, and in parts twice."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes from the current position."""
        chunk = self._file.read(size)
        self._position += len(chunk)
        self._advance(self._position)
        return chunk

    def seekable(self) -> bool:
        """Whether it is a file on disk, not a pipe."""
        return self._file.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Move to an offset; skipped bytes do not count as read."""
        self._position = self._file.seek(offset, whence)
        return self._position

    def tell(self) -> int:
        """Return the current position."""
        return self._position

    def finish(self) -> None:
        """End reading; count the rest of the file as read."""
        self._advance(self._size or 0)

    def _advance(self, position: int) -> None:
        if self._size is not None:
            position = min(position, self._size)
        if position > self.reached:
            if self._on_bytes is not None:
                self._on_bytes(position - self.reached)
            self.reached = position


class Unpacked(io.RawIOBase):
    """Bytes from a decompressor or archive; they end where reading fails, and `damage` says why."""

    def __init__(self, readable: Readable, stored: Stored | None = None) -> None:
        self._readable = readable
        self._stored = stored
        self.given = 0
        """Number of bytes returned so far."""
        self.damage: str | None = None

    def readable(self) -> bool:
        """Always true."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the whole buffer unless the input ends, so that the first peek has a full head."""
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(view) and (chunk := self._next(len(view) - filled)):
            view[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        self.given += filled
        return filled

    def _next(self, size: int) -> bytes:
        if self.damage is not None:
            return b""
        if self._stored is not None and self.given > FREE_BYTES + MAX_RATIO * self._stored.reached:
            self.damage = f"unpacks to more than {MAX_RATIO} times its size"
            return b""
        try:
            return self._readable.read(size)
        except DAMAGE as error:
            self.damage = str(error) or type(error).__name__
            return b""


class Stream(io.BufferedReader):
    """A buffered `Unpacked`, the stream of an input."""

    def __init__(self, unpacked: Unpacked) -> None:
        super().__init__(unpacked, BUFFER)
        self._unpacked = unpacked

    @property
    def damage(self) -> str | None:
        """Why the bytes ended early, or None."""
        return self._unpacked.damage

    @property
    def unpacked(self) -> int:
        """Number of bytes read from the input so far; after damage, of all that can be read."""
        return self._unpacked.given


def decompressed(stream: io.BufferedReader) -> Readable | None:
    """Return a decompressor chosen by the first bytes of `stream`, or None if it is not compressed."""
    head = stream.peek(6)
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=stream)
    if head[:3] == b"BZh" and head[3:4].isdigit():
        return bz2.BZ2File(stream)
    if head.startswith(b"\xfd7zXZ\x00"):
        return lzma.LZMAFile(stream)
    return None
