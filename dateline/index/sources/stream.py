"""One open input: a buffered stream that ends at damaged bytes and records why."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol

from dateline.index.raw import RejectKind

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from dateline.index.sources.budget import Budget

BUFFER = 1 << 17
"""Buffer size in bytes; twice what a format may examine of an input."""
DAMAGE = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    RuntimeError,
    ValueError,
    LookupError,
    MemoryError,
)
"""Exceptions that the libraries used here raise for bytes that cannot be unpacked or read."""


class Readable(Protocol):
    """The method that files, decompressors and archive members have in common."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes; none at the end."""
        ...


class Damage(NamedTuple):
    """Why a stream ends before its input does."""

    reason: str
    kind: RejectKind = RejectKind.DAMAGED


class DamagedError(OSError):
    """Raised by readables whose input ends too early, with the kind of the reject."""

    def __init__(self, reason: str, kind: RejectKind = RejectKind.DAMAGED) -> None:
        super().__init__(reason)
        self.damage = Damage(reason, kind)


class Stored:
    """A stored file; reports progress to `on_bytes`, `size` bytes in total once it is finished."""

    def __init__(self, file: BinaryIO, size: int | None, on_bytes: Callable[[int], None] | None) -> None:
        self._file = file
        self._size = size
        self._on_bytes = on_bytes
        self._position = 0
        self.reached = 0
        """Number of bytes read so far, at most the size: parts of a zip are read twice."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes from the current position."""
        chunk = self._file.read(size)
        self._position += len(chunk)
        self._advance(len(chunk))
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
        if self._size is not None:
            self._advance(self._size)

    def _advance(self, number: int) -> None:
        if self._size is not None:
            number = min(number, self._size - self.reached)
        if number > 0:
            self.reached += number
            if self._on_bytes is not None:
                self._on_bytes(number)


class Unpacked(io.RawIOBase):
    """Bytes from a file, decompressor or archive; they end where reading fails, and `damage` says why.

    With a budget, the bytes and the time to make them are counted, and they end when the budget does. If the stream
    that they are `within` is damaged, that is why reading fails.
    """

    def __init__(self, readable: Readable, budget: Budget | None = None, within: Stream | None = None) -> None:
        self.source = readable
        self._budget = budget
        self._within = within
        self._counted_bytes = 0
        self.given = 0
        """Number of bytes returned so far."""
        self.damage: Damage | None = None

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
        try:
            return self.source.read(size) if self._budget is None else self._counted(self._budget, size)
        except DAMAGE as error:
            cause = None if self._within is None else self._within.cause
            self.damage = cause or damage_of(error)
            return b""

    def _counted(self, budget: Budget, size: int) -> bytes:
        chunk = b"" if budget.exceeded else budget.timed(self.source.read, size)
        self._counted_bytes += len(chunk)
        budget.take_bytes(len(chunk))
        reason = budget.exceeded
        if reason is not None:
            budget.forgive(self._counted_bytes)
            raise DamagedError(reason, RejectKind.LIMIT)
        return chunk


class Stream(io.BufferedReader):
    """A buffered `Unpacked`, the stream of an input."""

    def __init__(self, unpacked: Unpacked) -> None:
        super().__init__(unpacked, BUFFER)
        self._unpacked = unpacked

    @property
    def source(self) -> Readable:
        """Where the bytes come from."""
        return self._unpacked.source

    @property
    def cause(self) -> Damage | None:
        """Why the bytes ended early, or None."""
        return self._unpacked.damage

    @property
    def damage(self) -> str | None:
        """Why the bytes ended early, in words, or None."""
        return None if self.cause is None else self.cause.reason

    @property
    def unpacked(self) -> int:
        """Number of bytes read from the input so far; after damage, of all that can be read."""
        return self._unpacked.given

    def resume(self) -> None:
        """Clear the damage, for a source that can be read beyond it."""
        self._unpacked.damage = None


def damage_of(error: BaseException) -> Damage:
    """Return what an exception says about the input."""
    if isinstance(error, DamagedError):
        return error.damage
    if isinstance(error, MemoryError) or "Memory usage limit" in str(error):  # the latter is said by xz
        return Damage("needs too much memory to unpack", RejectKind.LIMIT)
    return Damage(str(error) or type(error).__name__)


def stream_of(content: bytes) -> Stream:
    """Return bytes in memory as a stream."""
    return Stream(Unpacked(io.BytesIO(content)))
