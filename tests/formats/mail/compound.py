"""Writes small compound files, the container of Outlook messages, for tests.

Source: [MS-CFB]. Every stream is padded with zeros to the size from which no mini stream is needed.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_SMALLEST = 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ENTRY = struct.Struct("<64sHBBIII16sIQQIQ")


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a file with streams by their names, at most fifteen of them."""
    padded = [content.ljust(_SMALLEST, b"\0") for content in streams.values()]
    padded = [content.ljust(-(-len(content) // _SECTOR) * _SECTOR, b"\0") for content in padded]
    directory_sectors = -(-(len(streams) + 1) * _ENTRY.size // _SECTOR)
    table = [_FAT, *_chain(1, directory_sectors)]
    entries = [_entry("Root Entry", kind=5, child=1 if streams else _FREE, start=_END, size=0)]
    for number, (name, content) in enumerate(zip(streams, padded, strict=True), start=1):
        right = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, kind=2, right=right, start=len(table), size=len(content)))
        table += _chain(len(table), len(content) // _SECTOR)
    assert len(table) <= _SECTOR // 4
    fat = struct.pack("<128I", *table, *[_FREE] * (_SECTOR // 4 - len(table)))
    directory = b"".join(entries).ljust(directory_sectors * _SECTOR, b"\0")
    return _header() + fat + directory + b"".join(padded)


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), _END]


def _entry(name: str, *, kind: int, start: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le")
    return _ENTRY.pack(encoded, len(encoded) + 2, kind, 1, _FREE, right, child, b"", 0, 0, 0, start, size)


def _header() -> bytes:
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    sizes = struct.pack("<16xHHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    sectors = struct.pack("<IIIIIIIIII", 0, 1, 1, 0, _SMALLEST, _END, 0, _END, 0, 0)
    return magic + sizes + sectors + struct.pack("<108I", *[_FREE] * 108)
