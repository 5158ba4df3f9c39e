"""Convert a stream to UTF-8 while it is read."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO, Protocol

from dateline.index.formats.encoding.labels import codec_of
from dateline.index.sources.stream import BUFFER

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_ONE_BYTE = ("cp125", "cp437", "cp8", "iso8859", "koi8", "mac-")
_LONGEST_LINE = 16 * BUFFER
"""Bytes; a longer line is converted in pieces."""


def as_utf8(stream: BinaryIO, encoding: str) -> io.BufferedReader:
    """Convert a stream to UTF-8 while it is read; bytes invalid in `encoding` become replacement characters.

    The encoding was decided by the first bytes. If it has one byte for each character, a line that is valid UTF-8 is
    left as it is, so that a file may change its encoding. Raises LookupError for an unknown encoding.
    """
    codec = codec_of(encoding) or encoding
    convert = _LineByLine(codec) if codec.startswith(_ONE_BYTE) else _Whole(codec)
    return io.BufferedReader(_Transcoded(stream, convert), BUFFER)


class _Converter(Protocol):
    def convert(self, chunk: bytes, *, final: bool) -> bytes:
        """Return the next bytes of UTF-8."""
        ...


class _Whole:
    def __init__(self, codec: str) -> None:
        self._decoder = codecs.getincrementaldecoder(codec)("replace")

    def convert(self, chunk: bytes, *, final: bool) -> bytes:
        # A lone UTF-16 surrogate cannot be encoded in UTF-8.
        return self._decoder.decode(chunk, final=final).encode(errors="replace")


class _LineByLine:
    def __init__(self, codec: str) -> None:
        self._codec = codec
        self._rest = b""

    def convert(self, chunk: bytes, *, final: bool) -> bytes:
        content = self._rest + chunk
        end = content.rfind(b"\n") + 1
        if final or len(content) - end > _LONGEST_LINE:
            end = len(content)
        self._rest = content[end:]
        return b"".join(map(self._converted, content[:end].splitlines(keepends=True)))

    def _converted(self, line: bytes) -> bytes:
        try:
            line.decode()
        except UnicodeDecodeError:
            return line.decode(self._codec, "replace").encode()
        return line


class _Transcoded(io.RawIOBase):
    def __init__(self, stream: BinaryIO, converter: _Converter) -> None:
        self._stream = stream
        self._converter = converter
        self._buffered = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        while not self._buffered and not self._ended:
            chunk = self._stream.read(BUFFER)
            self._ended = not chunk
            self._buffered = self._converter.convert(chunk, final=self._ended)
        count = min(len(view), len(self._buffered))
        view[:count] = self._buffered[:count]
        self._buffered = self._buffered[count:]
        return count
