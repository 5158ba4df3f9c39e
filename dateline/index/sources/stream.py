"""One open input: a buffered stream that ends where its bytes are damaged, and remembers why."""

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
"""What is read at once; twice what a format sees of the head of an input."""
FREE = 100 << 20
RATIO = 200
"""Text shrinks 3 to 30 times; what shrinks 200 times and has given 100 MB was made to harm."""
DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, RuntimeError, ValueError)
"""What the libraries of this folder raise for bytes that cannot be unpacked or read."""


class Readable(Protocol):
    """The one method that files, decompressors and archive members share."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


class Stored:
    """A file as it is stored; tells `on_bytes` how far it was read, `size` bytes in all once it is finished."""

    def __init__(self, file: BinaryIO, size: int | None, on_bytes: Callable[[int], None] | None) -> None:
        self._file = file
        self._size = size
        self._on_bytes = on_bytes
        self._position = 0
        self.reached = 0
        """The highest offset read so far: a zip is read from its end, and parts of it twice."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes from where reading stands."""
        chunk = self._file.read(size)
        self._position += len(chunk)
        self._advance(self._position)
        return chunk

    def seekable(self) -> bool:
        """Whether the file is one on disk, not a pipe."""
        return self._file.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to an offset; what lies before it does not count as read."""
        self._position = self._file.seek(offset, whence)
        return self._position

    def tell(self) -> int:
        """Where reading stands."""
        return self._position

    def finish(self) -> None:
        """Nothing more will be read: what was not, counts as passed."""
        self._advance(self._size or 0)

    def _advance(self, position: int) -> None:
        if self._size is not None:
            position = min(position, self._size)
        if position > self.reached:
            if self._on_bytes is not None:
                self._on_bytes(position - self.reached)
            self.reached = position


class Unpacked(io.RawIOBase):
    """Bytes out of a decompressor or archive; where they cannot be read on they end, and `damage` says why."""

    def __init__(self, readable: Readable, stored: Stored | None = None) -> None:
        self._readable = readable
        self._stored = stored
        self.given = 0
        """Bytes that were handed out."""
        self.damage: str | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the whole buffer unless the input ends, so that the first look sees a full head."""
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
        if self._stored is not None and self.given > FREE + RATIO * self._stored.reached:
            self.damage = f"unpacks to more than {RATIO} times its size"
            return b""
        try:
            return self._readable.read(size)
        except DAMAGE as error:
            self.damage = str(error) or type(error).__name__
            return b""


class Stream(io.BufferedReader):
    """A buffered `Unpacked`: what an input opens to."""

    def __init__(self, unpacked: Unpacked) -> None:
        super().__init__(unpacked, BUFFER)
        self._unpacked = unpacked

    @property
    def damage(self) -> str | None:
        """Why the bytes ended before they should have, or None."""
        return self._unpacked.damage

    @property
    def unpacked(self) -> int:
        """Bytes that came out of the input so far; all there are once it is damaged."""
        return self._unpacked.given


def decompressed(stream: io.BufferedReader) -> Readable | None:
    """What unpacks `stream` by its first bytes, or None where it is not compressed."""
    head = stream.peek(6)
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=stream)
    if head[:3] == b"BZh" and head[3:4].isdigit():
        return bz2.BZ2File(stream)
    if head.startswith(b"\xfd7zXZ\x00"):
        return lzma.LZMAFile(stream)
    return None
