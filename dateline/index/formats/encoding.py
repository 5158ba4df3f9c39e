"""From bytes to text: UTF-8, UTF-16 with a BOM, a declared encoding, and windows-1252 with a problem."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from dateline.index.sources.stream import BUFFER

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1a\x1b")


class Decoded(NamedTuple):
    """Decoded text, and a problem to report about its decoding, if any."""

    text: str
    problem: str | None


def decode(content: bytes) -> Decoded:
    """Decode bytes that should be UTF-8; never raises.

    If they are mostly UTF-8, a few invalid bytes get replacement characters. Anything else is decoded as windows-1252,
    the encoding of most older Western text.
    """
    try:
        return Decoded(content.decode(), None)
    except UnicodeDecodeError:
        pass
    repaired = content.decode(errors="replace")
    invalid = repaired.count("\ufffd")
    valid = sum(character > "\x7f" for character in repaired) - invalid
    if valid >= invalid:
        return Decoded(repaired, f"{invalid} invalid UTF-8 sequences were replaced by \ufffd")
    return Decoded(content.decode("windows-1252", "replace"), "not UTF-8; read as windows-1252")


def decode_head(head: bytes, declared: str | None) -> str:
    """Decode the start of an input to recognise it: by its byte order mark, as declared, as UTF-8, or as Latin-1."""
    for bom, encoding in (*_BOMS, (codecs.BOM_UTF8, "utf-8")):
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    if declared is not None and _is_known(declared):
        return head.decode(declared, "replace")
    text = head.decode(errors="replace")
    return head.decode("latin-1") if text.count("\ufffd") > 1 else text


def _is_known(encoding: str) -> bool:
    try:
        return "".encode(encoding) == b"" or True
    except (LookupError, ValueError):
        return False


def is_binary(head: bytes) -> bool:
    """Whether bytes are not text in a supported encoding: they contain NULs or many other controls."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    controls = sum(head.count(byte) for byte in range(32) if byte not in _TEXT_CONTROLS)
    return controls * 50 > len(head) or head.count(0) * 500 > len(head)


def encoding_of(head: bytes, declared: str | None) -> str | None:
    """Return the encoding to convert from first, or None if the bytes are UTF-8 already."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding
    if declared is None or codecs.lookup(declared).name in {"utf-8", "utf-8-sig", "ascii"}:
        return None
    return declared


def as_utf8(stream: BinaryIO, encoding: str) -> io.BufferedReader:
    """Convert a stream to UTF-8 while it is read; bytes invalid in `encoding` become replacement characters."""
    return io.BufferedReader(_Transcoded(stream, encoding), BUFFER)


class _Transcoded(io.RawIOBase):
    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._buffered = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        while not self._buffered and not self._ended:
            chunk = self._stream.read(BUFFER)
            self._ended = not chunk
            # A lone UTF-16 surrogate cannot be encoded in UTF-8.
            self._buffered = self._decoder.decode(chunk, final=self._ended).encode(errors="replace")
        count = min(len(view), len(self._buffered))
        view[:count] = self._buffered[:count]
        self._buffered = self._buffered[count:]
        return count
