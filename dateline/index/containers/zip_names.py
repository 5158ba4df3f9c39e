"""The names of members of a zip archive. Many programs write them in the encoding of their machine, and say nothing."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import Final

from dateline.index.formats.encoding.detector import guess

_STANDARD: Final = "cp437"
"""The encoding of names that announce none (APPNOTE 6.3.10, appendix D)."""
_IS_UTF8: Final = 0x800
_FIELD: Final = struct.Struct("<HH")
_UNICODE_PATH: Final = 0x7075
"""The extra field with the name in UTF-8, behind a checksum of the name in the header (4.6.9)."""
_WESTERN: Final = frozenset(
    {"cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "iso8859-2", "cp850", "mac-roman", "cp1253", "cp1255"}
)
"""Guesses by which the standard is kept: names are too short to tell encodings of a few accented letters apart."""


class Names:
    """The encoding of the names of one archive, which one program wrote."""

    def __init__(self, infos: Iterable[zipfile.ZipInfo]) -> None:
        raw = dict.fromkeys(_raw(info) for info in infos if not _is_known(info))
        self._encoding = _encoding_of(b"\n".join(raw))

    def of(self, info: zipfile.ZipInfo) -> str:
        """Return the name of a member."""
        if _is_known(info):
            return info.filename
        raw = _raw(info)
        said = _unicode_path(info.extra, raw)
        if said is not None:
            return said
        for encoding in ("utf-8", self._encoding):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
        return info.filename


def _is_known(info: zipfile.ZipInfo) -> bool:
    return info.filename.isascii() or bool(info.flag_bits & _IS_UTF8)


def _raw(info: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a name that `zipfile` took for cp437, which has a letter for each byte."""
    return info.filename.encode(_STANDARD, "replace")


def _encoding_of(names: bytes) -> str:
    found = guess(names)
    return _STANDARD if found in _WESTERN else found


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    while len(extra) >= _FIELD.size:
        kind, size = _FIELD.unpack_from(extra)
        content, extra = extra[_FIELD.size : _FIELD.size + size], extra[_FIELD.size + size :]
        if kind == _UNICODE_PATH and content[1:5] == zlib.crc32(raw).to_bytes(4, "little"):
            return content[5:].decode("utf-8", "replace")
    return None
