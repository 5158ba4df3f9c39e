"""Reads a zip archive whose directory is missing or damaged, by the header before each member."""

from __future__ import annotations

import bz2
import struct
from collections.abc import Callable, Generator, Mapping
from typing import IO, Final, NamedTuple

from dateline.index.containers.codecs import Decompressor, Inflater
from dateline.index.containers.container import is_hidden, member, member_address, reject, unsafe_name
from dateline.index.containers.zip_end import DIRECTORY, skip_directory
from dateline.index.raw import RawReject, RejectKind
from dateline.index.sources.blob import Blob
from dateline.index.sources.budget import Budget
from dateline.index.sources.stream import BUFFER, DamagedError

_HEADER: Final = struct.Struct("<4x2xHH8xI4xHH")
"""Flags, method, size when packed, lengths of name and extra field (APPNOTE 6.3.10, section 4.3.7)."""
_MAGIC: Final = b"PK\x03\x04"
_ENCRYPTED: Final = 0x1
_SIZE_FOLLOWS: Final = 0x8
_STORED: Final = 0
_IS_64: Final = 0xFFFFFFFF
_FIELD: Final = struct.Struct("<HH")
"""The kind and the length of an extra field."""
_FIELD_64: Final = 1
_SIZES_64: Final = struct.Struct("<QQ")
_MAX_DESCRIPTOR: Final = 24
"""What may stand between a member and the next header: checksum and sizes."""


def _raw_inflater() -> Decompressor:
    return Inflater(-15)


_DECOMPRESSORS: Final[Mapping[int, Callable[[], Decompressor]]] = {8: _raw_inflater, 12: bz2.BZ2Decompressor}


class _Header(NamedTuple):
    name: str
    flags: int
    method: int
    size: int | None
    """Packed, in bytes; None if only the end of the compressed bytes tells."""
    start: int
    """Where its bytes begin in the file."""

    @property
    def is_read(self) -> bool:
        """Whether its bytes can be read."""
        is_known = self.method in _DECOMPRESSORS or (self.method == _STORED and self.size is not None)
        return is_known and not self.flags & _ENCRYPTED

    @property
    def end(self) -> int | None:
        """Where its bytes end in the file, if its header tells."""
        return None if self.size is None else self.start + self.size


def read_by_headers(blob: Blob, file: IO[bytes], budget: Budget) -> Generator[Blob | RawReject, None, bool]:
    """Yield the members whose headers follow each other from the start of the file, up to where none begins.

    Directories between them are skipped: archives may stand one after the other. Returns whether this leads to the
    end of the file, behind a directory.
    """
    position: int | None = 0
    while position is not None:
        header = _header(file, position)
        if header is None:
            position = skip_directory(file, _directory(file, position))
            if position is not None and position >= file.seek(0, 2):
                return True
        elif header.is_read:
            position = yield from _member(blob, file, header, budget)
        else:
            yield _unread(blob, header)
            position = header.end
    return False


def _member(
    blob: Blob, file: IO[bytes], header: _Header, budget: Budget
) -> Generator[Blob | RawReject, None, int | None]:
    """Yield a member; return where it ends in the file, or None if damage hides that."""
    content = _Content(file, header)
    found = member(blob, header.name, content, header.size, budget)
    if not header.name.endswith("/") and not is_hidden(header.name):
        yield unsafe_name(blob, header.name) or found
    while found.stream.read(BUFFER):
        pass
    return content.position if found.stream.cause is None else header.end


def _unread(blob: Blob, header: _Header) -> RawReject:
    address = member_address(blob.address, header.name)
    if header.flags & _ENCRYPTED:
        return reject(address, "encrypted: unpack it with its password first", RejectKind.ENCRYPTED)
    return reject(address, "compressed in an unusual way: unpack it first", RejectKind.UNSUPPORTED)


def _header(file: IO[bytes], position: int) -> _Header | None:
    """Return the header at a position, or soon behind it; None if there is none."""
    file.seek(position)
    found = file.read(_MAX_DESCRIPTOR + len(_MAGIC)).find(_MAGIC)
    if found < 0:
        return None
    file.seek(position + found)
    fixed = file.read(_HEADER.size)
    if len(fixed) < _HEADER.size:
        return None
    flags, method, packed, name_length, extra_length = _HEADER.unpack(fixed)
    name = file.read(name_length).decode("utf-8", "surrogateescape")
    size = _size_64(file.read(extra_length)) if packed == _IS_64 else packed
    size = None if flags & _SIZE_FOLLOWS else size
    return _Header(name, flags, method, size, position + found + _HEADER.size + name_length + extra_length)


def _size_64(extra: bytes) -> int | None:
    """Return the size when packed, in bytes, of a member of 4 GB and more; None if its header does not tell (4.5.3)."""
    while len(extra) >= _FIELD.size:
        kind, length = _FIELD.unpack_from(extra)
        content, extra = extra[_FIELD.size : _FIELD.size + length], extra[_FIELD.size + length :]
        if kind == _FIELD_64 and len(content) >= _SIZES_64.size:
            _, packed = _SIZES_64.unpack_from(content)
            return int(packed)
    return None


def _directory(file: IO[bytes], position: int) -> int:
    """Return where the directory begins behind a member; checksum and sizes of the member may stand before it."""
    file.seek(position)
    return position + max(file.read(_MAX_DESCRIPTOR + len(DIRECTORY)).find(DIRECTORY), 0)


class _Content:
    """The content of a member."""

    def __init__(self, file: IO[bytes], header: _Header) -> None:
        self.position = header.start
        """Where the bytes that are not yet used begin."""
        self._file = file
        self._left = header.size
        self._decompressor = None if header.method == _STORED else _DECOMPRESSORS[header.method]()

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes; none at the end. Raises DamagedError if the end is missing."""
        decompressor = self._decompressor
        if decompressor is None:
            return self._packed(size)
        while not decompressor.eof:
            data = self._packed(BUFFER) if decompressor.needs_input else b""
            chunk = decompressor.decompress(data, size)
            self.position -= len(decompressor.unused_data or b"")
            if chunk:
                return chunk
        return b""

    def _packed(self, size: int) -> bytes:
        if self._left == 0 and self._decompressor is None:
            return b""
        self._file.seek(self.position)
        data = self._file.read(size if self._left is None else min(size, self._left))
        if not data:
            raise DamagedError("its end is missing")
        self.position += len(data)
        if self._left is not None:
            self._left -= len(data)
        return data
