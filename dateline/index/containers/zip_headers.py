"""Reads a zip archive whose directory is missing or damaged, by the header before each member."""

from __future__ import annotations

import bz2
import struct
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Final, NamedTuple

from dateline.index.containers.codecs import Decompressor, Inflater
from dateline.index.containers.container import is_hidden, member, member_address, reject, unsafe_name
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


def read_by_headers(blob: Blob, file: IO[bytes], budget: Budget) -> Iterator[Blob | RawReject]:
    """Yield the members whose headers follow each other from the start of the file, up to the first damage."""
    position = 0
    while (header := _header(file, position)) is not None:
        if not header.is_read:
            address = member_address(blob.address, header.name)
            yield reject(address, "encrypted, or compressed in an unusual way", RejectKind.UNSUPPORTED)
            if header.size is None:
                return
            position = header.start + header.size
            continue
        content = _Content(file, header)
        found = member(blob, header.name, content, header.size, budget)
        if not header.name.endswith("/") and not is_hidden(header.name):
            yield unsafe_name(blob, header.name) or found
        while found.stream.read(BUFFER):
            pass
        if found.stream.cause is not None:
            return
        position = content.position


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
    size = None if flags & _SIZE_FOLLOWS or packed == _IS_64 else packed
    return _Header(name, flags, method, size, position + found + _HEADER.size + name_length + extra_length)


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
