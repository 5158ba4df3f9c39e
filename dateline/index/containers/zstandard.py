"""The decompressor of Zstandard, also with the dictionary at the start of a web archive (IIPC, WARC-zstd 1.0)."""

from __future__ import annotations

import sys
from typing import BinaryIO, Final

from dateline.index.sources.stream import DamagedError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_MAX_WINDOW_LOG: Final = 27
"""Zstandard may look back 128 MB, as its own command does."""
_MAX_DICTIONARY: Final = 16 << 20
_FRAME: Final = b"\x28\xb5\x2f\xfd"


class Zstandard:
    """The decompressor of one frame."""

    def __init__(self, dictionary: zstd.ZstdDict | None = None) -> None:
        options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _MAX_WINDOW_LOG}
        self._zstd = zstd.ZstdDecompressor(dictionary, options)

    @property
    def eof(self) -> bool:
        """Whether the frame has ended."""
        return self._zstd.eof

    @property
    def needs_input(self) -> bool:
        """Whether all bytes have been used."""
        return self._zstd.needs_input

    @property
    def unused_data(self) -> bytes:
        """The bytes after the end of the frame."""
        return self._zstd.unused_data

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        """Return at most `max_length` bytes. Raises DamagedError."""
        try:
            return self._zstd.decompress(data, max_length)
        except zstd.ZstdError as error:
            raise DamagedError(str(error)) from error


def read_dictionary(source: BinaryIO) -> zstd.ZstdDict:
    """Read the frame at the start of a web archive; its dictionary may be compressed itself. Raises DamagedError."""
    source.read(4)
    frame = source.read(min(int.from_bytes(source.read(4), "little"), _MAX_DICTIONARY))
    content = Zstandard().decompress(frame, _MAX_DICTIONARY) if frame.startswith(_FRAME) else frame
    return zstd.ZstdDict(content)
