"""Decompressors of libraries, as the standard library's look: Zstandard, LZ4, Brotli, zlib. One file imports them."""

from __future__ import annotations

import zlib
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol

from dateline.index.sources.stream import DamagedError

if TYPE_CHECKING:
    from backports.zstd import ZstdDict

_MAX_WINDOW_LOG: Final = 27
"""Zstandard may look back 128 MB, as its own command does."""
ZSTD_DICTIONARY: Final = b"\x5d\x2a\x4d\x18"
"""A frame that holds a dictionary, at the start of a web archive (IIPC, WARC-zstd 1.0)."""
_ZSTD: Final = b"\x28\xb5\x2f\xfd"


class Decompressor(Protocol):
    """What decompressors have in common: one part of a compressed file."""

    @property
    def eof(self) -> bool:
        """Whether the part has ended."""
        ...

    @property
    def needs_input(self) -> bool:
        """Whether all bytes have been used."""
        ...

    @property
    def unused_data(self) -> bytes | None:
        """The bytes after the end of the part."""
        ...

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        """Return at most `max_length` bytes."""
        ...


class Inflater:
    """The decompressor of zlib; `bits` as in `zlib.decompressobj`."""

    def __init__(self, bits: int = 31) -> None:
        self._zlib = zlib.decompressobj(bits)

    @property
    def eof(self) -> bool:
        """Whether the part has ended."""
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        """Whether all bytes have been used."""
        return not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """The bytes after the end of the part."""
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        """Return at most `max_length` bytes."""
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max(max_length, 0))


class Zstandard:
    """The decompressor of Zstandard, with a dictionary if the file has one."""

    def __init__(self, dictionary: ZstdDict | None = None) -> None:
        from backports.zstd import DecompressionParameter, ZstdDecompressor

        options: dict[int, int] = {DecompressionParameter.window_log_max: _MAX_WINDOW_LOG}
        self._zstd = ZstdDecompressor(dictionary, options)

    @property
    def eof(self) -> bool:
        """Whether the part has ended."""
        return self._zstd.eof

    @property
    def needs_input(self) -> bool:
        """Whether all bytes have been used."""
        return self._zstd.needs_input

    @property
    def unused_data(self) -> bytes:
        """The bytes after the end of the part."""
        return self._zstd.unused_data

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        """Return at most `max_length` bytes."""
        from backports.zstd import ZstdError

        try:
            return self._zstd.decompress(data, max_length)
        except ZstdError as error:
            raise DamagedError(str(error)) from error


def zstd_dictionary(frame: bytes) -> ZstdDict:
    """Return the dictionary in a frame, which may be compressed itself."""
    from backports.zstd import ZstdDict

    content = Zstandard().decompress(frame, len(frame) * 100) if frame.startswith(_ZSTD) else frame
    return ZstdDict(content)


def lz4_decompressor() -> Decompressor:
    """Return a decompressor of one LZ4 frame."""
    # The library has no types.
    decompressor: Decompressor = import_module("lz4.frame").LZ4FrameDecompressor()
    return decompressor


class _BrotliDecompressor(Protocol):
    """The decompressor of the library `brotli`, which has no types."""

    def is_finished(self) -> bool: ...
    def can_accept_more_data(self) -> bool: ...
    def process(self, data: bytes, output_buffer_limit: int) -> bytes: ...


class Brotli:
    """The decompressor of Brotli, which has no magic number and nothing after its end."""

    unused_data = None

    def __init__(self) -> None:
        library = import_module("brotli")
        self._brotli: _BrotliDecompressor = library.Decompressor()
        self._error: type[Exception] = library.error

    @property
    def eof(self) -> bool:
        """Whether the part has ended."""
        return self._brotli.is_finished()

    @property
    def needs_input(self) -> bool:
        """Whether all bytes have been used."""
        return self._brotli.can_accept_more_data()

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        """Return about `max_length` bytes."""
        try:
            return self._brotli.process(data, output_buffer_limit=max_length)
        except self._error as error:
            raise DamagedError(str(error)) from error


def read_dictionary(source: BinaryIO) -> ZstdDict:
    """Read the frame with a dictionary at the start of a web archive."""
    source.read(len(ZSTD_DICTIONARY))
    return zstd_dictionary(source.read(min(int.from_bytes(source.read(4), "little"), 16 << 20)))
