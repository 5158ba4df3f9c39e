"""The record at the end of a zip archive, and whether the directory that it leads to is that of this archive."""

from __future__ import annotations

import struct
from typing import IO, Final, NamedTuple

_MAGIC: Final = b"PK\x05\x06"
_RECORD: Final = struct.Struct("<4xHHHHIIH")
"""Volumes, members here and in all, size and place of the directory, length of the comment (APPNOTE 6.3.10, 4.3.16)."""
_LOCATOR: Final = 20
"""Bytes of what stands between the two end records (4.3.15)."""
_RECORD_64: Final = struct.Struct("<4sQHHIIQQQQ")
_MAGIC_64: Final = b"PK\x06\x06"
_LOCATOR_MAGIC: Final = b"PK\x06\x07"
_MAX_TAIL: Final = _RECORD.size + 65535
DIRECTORY: Final = b"PK\x01\x02"
"""What each entry of a directory begins with."""
_ENTRY_SIZES: Final = struct.Struct("<28xHHH12x")
"""Lengths of name, extra field and comment of an entry in the directory (4.3.12)."""
_MAX_ENTRIES: Final = 65536
"""An end record of 32 bits counts members modulo this."""


class End(NamedTuple):
    """What the end of an archive says of its directory."""

    size: int
    """Of the directory, in bytes."""
    offset: int
    """Where the directory begins, counted from where the archive begins."""
    members: int
    limit: int
    """Where the directory ends, in bytes from the start of the file."""
    rest: bytes
    """What follows the archive in the file; zero bytes and spaces are nothing."""

    @property
    def begin(self) -> int:
        """Where the archive begins in the file; negative if bytes are missing."""
        return self.limit - self.size - self.offset

    def counts(self, members: int) -> bool:
        """Whether it announces so many members; many programs count them modulo 65,536."""
        return (self.members - members) % _MAX_ENTRIES == 0


def read_end(file: IO[bytes]) -> End | None:
    """Return what the last end record in a file says; None if there is none."""
    size = file.seek(0, 2)
    start = max(size - _MAX_TAIL, 0)
    file.seek(start)
    tail = file.read()
    found = tail.rfind(_MAGIC)
    if not 0 <= found <= len(tail) - _RECORD.size:
        return None
    *_, members, length, offset, comment = _RECORD.unpack_from(tail, found)
    rest = tail[found + _RECORD.size + comment :].strip(b"\0 \t\r\n")
    end = End(length, offset, members, start + found, rest)
    return _read_end_64(file, end) or end


def skip_directory(file: IO[bytes], position: int) -> int | None:
    """Return where the file goes on behind the directory and the end records at a position; None if none is there."""
    start = position
    while _at(file, position, 4) == DIRECTORY:
        entry = _at(file, position, 46)
        if len(entry) < 46:
            return None
        position += 46 + sum(_ENTRY_SIZES.unpack(entry))
    if _at(file, position, 4) == _MAGIC_64:
        record = _at(file, position, 12)
        position += 12 + int.from_bytes(record[4:], "little")
    if _at(file, position, 4) == _LOCATOR_MAGIC:
        position += _LOCATOR
    record = _at(file, position, _RECORD.size)
    if position == start or not record.startswith(_MAGIC) or len(record) < _RECORD.size:
        return None
    return position + _RECORD.size + int.from_bytes(record[-2:], "little")


def _read_end_64(file: IO[bytes], end: End) -> End | None:
    """Return what the end record of 64 bits says that may stand before the other one."""
    start = end.limit - _LOCATOR - _RECORD_64.size
    record = _at(file, start, _RECORD_64.size)
    if not record.startswith(_MAGIC_64) or _at(file, end.limit - _LOCATOR, 4) != _LOCATOR_MAGIC:
        return None
    *_, members, size, offset = _RECORD_64.unpack(record)
    return End(size, offset, members, start, end.rest)


def _at(file: IO[bytes], position: int, size: int) -> bytes:
    if position < 0:
        return b""
    file.seek(position)
    return file.read(size)
