"""Archives that are read from their end need a file: the stored one itself, or a copy in a temporary file."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

from dateline.index.raw import RejectKind
from dateline.index.sources.blob import Blob
from dateline.index.sources.budget import Budget
from dateline.index.sources.stream import BUFFER, DamagedError, Stored

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_IN_MEMORY: Final = 8 << 20
"""A copy larger than this is written to disk."""


@contextmanager
def seekable(blob: Blob, budget: Budget) -> Generator[IO[bytes]]:
    """Give the bytes of a blob that has not been read as a file, at its start.

    Raises DamagedError if the copy would exceed the budget. A damaged blob gives the bytes before the damage.
    """
    source = blob.stream.source
    if isinstance(source, Stored) and source.seekable():
        source.seek(0)
        yield io.BufferedReader(_StoredFile(source), BUFFER)
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        while chunk := blob.stream.read(BUFFER):
            budget.take_spooled(len(chunk))
            if budget.exceeded is not None:
                raise DamagedError(budget.exceeded, RejectKind.LIMIT)
            copy.write(chunk)
        copy.seek(0)
        yield copy


class Slice:
    """Some bytes of a file that others read too."""

    def __init__(self, file: IO[bytes], start: int, size: int) -> None:
        self._file = file
        self._position = start
        self._end = start + size

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes; none at the end. Raises DamagedError if the file ends before."""
        if self._position == self._end:
            return b""
        self._file.seek(self._position)
        chunk = self._file.read(min(size, self._end - self._position))
        if not chunk:
            raise DamagedError("its end is missing")
        self._position += len(chunk)
        return chunk


class _StoredFile(io.RawIOBase):
    """A stored file as libraries expect one."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        chunk = self._stored.read(len(view))
        view[: len(chunk)] = chunk
        return len(chunk)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._stored.seek(offset, whence)

    def tell(self) -> int:
        return self._stored.tell()
