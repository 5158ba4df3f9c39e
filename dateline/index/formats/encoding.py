"""Bytes to text: UTF-8, UTF-16 by its mark, what was declared, and windows-1252 with a word about it."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from dateline.index.sources.stream import BUFFER

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1a\x1b")


class Decoded(NamedTuple):
    """Text, and what a person should know of how it was read."""

    text: str
    problem: str | None


def decode(content: bytes) -> Decoded:
    """The text of bytes that should be UTF-8; never raises.

    Where they are not: mostly UTF-8 with few wrong bytes gets replacement characters, anything else is read as
    windows-1252, which most older Western text is.
    """
    try:
        return Decoded(content.decode(), None)
    except UnicodeDecodeError:
        pass
    repaired = content.decode(errors="replace")
    wrong = repaired.count("\ufffd")
    right = sum(character > "\x7f" for character in repaired) - wrong
    if right >= wrong:
        return Decoded(repaired, f"{wrong} places were not UTF-8 and are replaced by \ufffd")
    return Decoded(content.decode("windows-1252", "replace"), "not UTF-8; read as windows-1252")


def is_binary(head: bytes) -> bool:
    """Whether bytes are no text of any encoding known here: NULs, or many other controls."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    controls = sum(head.count(byte) for byte in range(32) if byte not in _TEXT_CONTROLS)
    return controls * 50 > len(head) or head.count(0) * 500 > len(head)


def encoding_of(head: bytes, declared: str | None) -> str | None:
    """The encoding to turn into UTF-8 before anything else, or None where the bytes are UTF-8 as they are."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if declared is None or codecs.lookup(declared).name in {"utf-8", "utf-8-sig", "ascii"}:
        return None
    return declared


def as_utf8(stream: BinaryIO, encoding: str) -> io.BufferedReader:
    """The same text in UTF-8, turned while it is read; what is not in `encoding` becomes a replacement character."""
    return io.BufferedReader(_Transcoded(stream, encoding), BUFFER)


class _Transcoded(io.RawIOBase):
    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._waiting = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        while not self._waiting and not self._ended:
            chunk = self._stream.read(BUFFER)
            self._ended = not chunk
            # A lone surrogate of UTF-16 cannot be written in UTF-8.
            self._waiting = self._decoder.decode(chunk, final=self._ended).encode(errors="replace")
        count = min(len(view), len(self._waiting))
        view[:count] = self._waiting[:count]
        self._waiting = self._waiting[count:]
        return count
