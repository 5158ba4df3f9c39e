"""Compressed files: gzip, bzip2, xz, LZMA, LZ4 and Zstandard, each with any number of parts one after the other."""

from __future__ import annotations

import bz2
import lzma
from collections.abc import Callable, Iterator
from io import BufferedReader
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from dateline.index.containers.codecs import Decompressor, Inflater, lz4_decompressor
from dateline.index.formats.format import Head
from dateline.index.sources.blob import Blob
from dateline.index.sources.stream import BUFFER, DamagedError, Readable, Stream, Unpacked

if TYPE_CHECKING:
    from dateline.index.sources.budget import Budget

_MAX_DICTIONARY: Final = 160 << 20
"""Memory that xz may use in bytes; its highest preset needs 65 MB."""
_GZIP: Final = b"\x1f\x8b\x08"
_BZIP2: Final = b"BZh"
_XZ: Final = b"\xfd7zXZ\x00"
_LZMA: Final = b"\x5d\x00\x00"
"""A bare LZMA stream has no magic number; these are the usual properties, and a dictionary of at least 64 kB."""
_LZ4: Final = b"\x04\x22\x4d\x18"
_ZSTD: Final = b"\x28\xb5\x2f\xfd"
_ZSTD_DICTIONARY: Final = b"\x5d\x2a\x4d\x18"
_SKIPPED: Final = tuple(bytes([low]) + b"\x2a\x4d\x18" for low in range(0x50, 0x60))
"""Frames of Zstandard that hold no content."""
_MAX_MAGIC: Final = 6
_UNKNOWN_SIZE: Final = (1 << 64) - 1
_MAX_LZMA: Final = 1 << 38
"""Larger sizes in the head of an LZMA stream are taken as no such stream, as xz does."""


class Parts:
    """Reads the parts of a compressed file as one. Zero bytes may follow; anything else after a part is damage."""

    def __init__(self, source: BinaryIO, new: Callable[[], Decompressor], *magics: bytes) -> None:
        self._source = source
        self._new = new
        self._magics = magics
        self._part: Decompressor | None = None
        self._rest = b""
        """Bytes that are read from the source and not yet used."""
        self._last = b""
        """What the part was given last: behind damage, the search for the next part begins there."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes; none at the end."""
        while True:
            if self._part is None and not self._begin():
                return b""
            chunk = self._decompress(size)
            if chunk:
                return chunk

    def skip_damage(self) -> bool:
        """Go to the next part after damage; False if there is none."""
        window = (self._rest if self._part is None else self._last)[1:]
        self._part = None
        while True:
            found = window.find(self._magics[0])
            if found >= 0:
                self._rest = window[found:]
                return True
            chunk = self._source.read(BUFFER)
            if not chunk:
                self._rest = b""
                return False
            window = window[-len(self._magics[0]) :] + chunk

    def _begin(self) -> bool:
        """Start the next part; False at the end of the file."""
        while not (rest := self._rest.lstrip(b"\x00")):
            self._rest = self._source.read(BUFFER)
            if not self._rest:
                return False
        if len(rest) < _MAX_MAGIC:
            rest += self._source.read(BUFFER)
        self._rest = rest
        if not rest.startswith(self._magics):
            raise DamagedError("something else follows the compressed bytes")
        self._part = self._new()
        return True

    def _decompress(self, size: int) -> bytes:
        part = self._part
        if part is None:
            return b""
        data = b""
        is_hungry = part.needs_input
        if is_hungry:
            data = self._rest or self._source.read(BUFFER)
            self._last, self._rest = data, b""
        chunk = part.decompress(data, size)
        if part.eof:
            self._rest = part.unused_data or b""
            self._part = None
        elif is_hungry and not data and not chunk:
            raise DamagedError("the compressed bytes end too early")
        return chunk


class Compression(NamedTuple):
    """One way of compressing files."""

    name: str
    extra: str | None
    matches: Callable[[bytes], bool]
    reader: Callable[[BufferedReader], Readable]

    def recognises(self, head: Head) -> bool:
        """Whether an input begins with the magic number."""
        return self.matches(head.raw)

    def open(self, blob: Blob, budget: Budget) -> Iterator[Blob]:
        """Yield the content, which has the same address."""
        stream = Stream(Unpacked(self.reader(blob.stream), budget, blob.stream))
        yield Blob(blob.address, stream, blob.size)


def resume(stream: Stream) -> bool:
    """Go on behind damage in a compressed file that has further parts; False if there are none."""
    if not isinstance(stream.source, Parts) or not stream.source.skip_damage():
        return False
    stream.resume()
    return True


def _is_bzip2(head: bytes) -> bool:
    return head[:3] == b"BZh" and head[3:4].isdigit() and head[4:10] in {b"1AY&SY", b"\x17rE8P\x90"}


def _is_lzma(head: bytes) -> bool:
    if not head.startswith(_LZMA) or len(head) < 14:
        return False
    dictionary = int.from_bytes(head[1:5], "little")
    size = int.from_bytes(head[5:13], "little")
    return dictionary.bit_count() == 1 and (size == _UNKNOWN_SIZE or size < _MAX_LZMA) and head[13] == 0


def _starts(*magics: bytes) -> Callable[[bytes], bool]:
    def matches(head: bytes) -> bool:
        return head.startswith(magics)

    return matches


def _xz() -> Decompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_AUTO, memlimit=_MAX_DICTIONARY)


def _zstandard(source: BufferedReader) -> Readable:
    from dateline.index.containers.zstandard import Zstandard, read_dictionary

    if not source.peek(4).startswith(_ZSTD_DICTIONARY):
        return Parts(source, Zstandard, _ZSTD, *_SKIPPED)
    dictionary = read_dictionary(source)
    return Parts(source, lambda: Zstandard(dictionary), _ZSTD, *_SKIPPED)


def _parts(new: Callable[[], Decompressor], *magics: bytes) -> Callable[[BufferedReader], Readable]:
    def read(source: BufferedReader) -> Readable:
        return Parts(source, new, *magics)

    return read


COMPRESSIONS: Final = (
    Compression("gzip", None, _starts(_GZIP), _parts(Inflater, _GZIP)),
    Compression("bzip2", None, _is_bzip2, _parts(bz2.BZ2Decompressor, _BZIP2)),
    Compression("xz", None, _starts(_XZ), _parts(_xz, _XZ)),
    Compression("lzma", None, _is_lzma, _parts(_xz, _LZMA)),
    Compression("lz4", "archives", _starts(_LZ4), _parts(lz4_decompressor, _LZ4)),
    Compression("zstandard", "archives", _starts(_ZSTD, _ZSTD_DICTIONARY), _zstandard),
)
