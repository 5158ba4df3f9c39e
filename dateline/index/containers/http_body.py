"""The body of an HTTP response as it was sent: in chunks, compressed. Headers that do not fit the bytes are ignored."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from dateline.index.containers.codecs import Brotli, Decompressor, Inflater
from dateline.index.raw import RejectKind
from dateline.index.sources.budget import Budget
from dateline.index.sources.stream import BUFFER, DAMAGE, DamagedError, Stream, Unpacked


def _zstandard() -> Decompressor:
    from dateline.index.containers.zstandard import Zstandard

    return Zstandard()


_CHUNK: Final = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\n]*)?\r?\n")
"""The line before a chunk, with its size in hexadecimal digits (RFC 9112, section 7.1)."""
_MAX_LINE: Final = 1 << 12
_DECOMPRESSORS: Final[Mapping[str, tuple[Callable[[], Decompressor], ...]]] = {
    "gzip": (Inflater,),
    "x-gzip": (Inflater,),
    # Some servers leave out the head that RFC 9110 asks for.
    "deflate": (lambda: Inflater(15), lambda: Inflater(-15)),
    "br": (Brotli,),
    "zstd": (_zstandard,),
}
_TESTED: Final = 1 << 10
"""Number of bytes by which is tested whether a body is compressed at all: archives keep many that are not any more."""


def decoded(stream: Stream, headers: Mapping[str, str], budget: Budget) -> Stream:
    """Return the body without chunks and compression; `headers` by their names in lower case."""
    if "chunked" in headers.get("transfer-encoding", "").lower() and _CHUNK.match(stream.peek(_MAX_LINE)):
        stream = Stream(Unpacked(_Chunks(stream), within=stream))
    # Several encodings are undone from the last to the first.
    for name in reversed(headers.get("content-encoding", "").lower().split(",")):
        stream = _decompressed(stream, _DECOMPRESSORS.get(name.strip(), ()), budget)
    return stream


def _decompressed(stream: Stream, candidates: tuple[Callable[[], Decompressor], ...], budget: Budget) -> Stream:
    for new in candidates:
        if _fits(new, stream.peek(_TESTED)[:_TESTED]):
            return Stream(Unpacked(_Compressed(stream, new()), budget, stream))
    return stream


def _fits(new: Callable[[], Decompressor], head: bytes) -> bool:
    try:
        new().decompress(head, _TESTED)
    except DAMAGE:
        return False
    except ImportError:
        reason = "compressed with Brotli or Zstandard: to read it, install dateline[archives]"
        raise DamagedError(reason, RejectKind.NEEDS_EXTRA) from None
    return True


class _Chunks:
    """The content of chunks. After a line that is none, the rest is taken as it is: some servers forget the chunks."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._left = 0
        self._is_ended = False

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes; none at the end."""
        if self._left == 0 and not self._is_ended:
            self._begin()
        if self._is_ended:
            return b""
        content = self._stream.read(min(size, self._left))
        if not content:
            raise DamagedError("the last chunk ends too early")
        self._left -= len(content)
        if self._left == 0:
            self._stream.readline(_MAX_LINE)
        return content

    def _begin(self) -> None:
        line = self._stream.readline(_MAX_LINE)
        chunk = _CHUNK.fullmatch(line)
        self._left = 0 if chunk is None else int(chunk[1], 16)
        self._is_ended = self._left == 0
        if chunk is None:
            raise DamagedError("a chunk without its size")


class _Compressed:
    """One compressed stream; what follows it is ignored, as browsers do."""

    def __init__(self, stream: Stream, decompressor: Decompressor) -> None:
        self._stream = stream
        self._decompressor = decompressor

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes; none at the end."""
        decompressor = self._decompressor
        while not decompressor.eof:
            is_hungry = decompressor.needs_input
            data = self._stream.read(BUFFER) if is_hungry else b""
            content = decompressor.decompress(data, size)
            if content:
                return content
            if is_hungry and not data:
                raise DamagedError("the compressed bytes end too early")
        return b""
