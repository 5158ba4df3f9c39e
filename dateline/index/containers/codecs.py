"""Decompressors that do not look like those of `bz2` and `lzma`, made to: zlib, LZ4, Brotli."""

from __future__ import annotations

import zlib
from importlib import import_module
from typing import Protocol

from dateline.index.sources.stream import DamagedError


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
        self._waiting = b""
        """What the library returned beyond what was asked for."""

    @property
    def eof(self) -> bool:
        """Whether the part has ended."""
        return not self._waiting and self._brotli.is_finished()

    @property
    def needs_input(self) -> bool:
        """Whether all bytes have been used."""
        return not self._waiting and self._brotli.can_accept_more_data()

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        """Return at most `max_length` bytes. Raises DamagedError."""
        try:
            content = self._waiting or self._brotli.process(data, output_buffer_limit=max_length)
        except self._error as error:
            raise DamagedError(str(error)) from error
        self._waiting = content[max_length:]
        return content[:max_length]
