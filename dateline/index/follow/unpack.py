"""Compressed answers, unpacked within limits: a small answer must not fill the memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from dateline.index.containers.codecs import Brotli, Decompressor, Inflater
from dateline.index.sources.stream import DAMAGE, DamagedError

GZIP: Final = b"\x1f\x8b"
_CHUNK: Final = 1 << 20
_TESTED: Final = 1 << 10
"""Bytes by which is tested whether an answer is compressed as it says: some servers say so of plain ones."""


def _zstandard() -> Decompressor:
    from dateline.index.containers.zstandard import Zstandard

    return Zstandard()


_New = Callable[[], Decompressor]
_DECOMPRESSORS: Final[Mapping[str, tuple[_New, ...]]] = {
    "gzip": (Inflater,),
    "x-gzip": (Inflater,),
    # Some servers leave out the head that RFC 9110 asks for.
    "deflate": (lambda: Inflater(15), lambda: Inflater(-15), Inflater),
    "br": (Brotli,),
    "zstd": (_zstandard,),
}


class TooLargeError(ValueError):
    """An answer that is larger than the limit."""


def unpacked(content: bytes, encoding: str | None, limit: int) -> bytes:
    """Return the bytes that an answer stands for, at most `limit`.

    `encoding` is its `Content-Encoding`; bytes that it does not fit are taken as they are. Raises TooLargeError;
    ValueError if it is unknown or the bytes are damaged.
    """
    for name in reversed([each.strip().lower() for each in (encoding or "").split(",")]):
        if name in _DECOMPRESSORS:
            new = next((each for each in _DECOMPRESSORS[name] if _fits(each, content)), None)
            if new is None and content.startswith(GZIP):
                new = Inflater  # damaged from its start; the damage is said
            content = content if new is None else _unpacked(content, new, limit)
        elif name not in ("", "identity"):
            raise ValueError(f"unknown content encoding {name[:40]!r}")
    return content


def inflated(content: bytes, limit: int) -> bytes:
    """Return gzip bytes decompressed. Raises TooLargeError, ValueError."""
    return _unpacked(content, Inflater, limit)


def _fits(new: _New, content: bytes) -> bool:
    if not content:
        return False
    try:
        new().decompress(content[:_TESTED], _TESTED)
    except ImportError:
        reason = "compressed with Brotli or Zstandard: to read it, install dateline[archives]"
        raise ValueError(reason) from None
    except DAMAGE:
        return False
    return True


def _unpacked(content: bytes, new: _New, limit: int) -> bytes:
    """Return all parts of a compressed answer. What follows the last one is ignored, as browsers do."""
    parts: list[bytes] = []
    size = 0
    is_another = True
    while is_another:
        machine = new()
        for part in _parts(machine, content):
            size += len(part)
            if size > limit:
                raise TooLargeError(f"more than {limit:,} bytes")
            parts.append(part)
        content = machine.unused_data or b""
        is_another = content.startswith(GZIP)
    return b"".join(parts)


def _parts(machine: Decompressor, content: bytes) -> Iterator[bytes]:
    """Yield what one part of an answer unpacks to. Raises ValueError if it is damaged."""
    try:
        while not machine.eof:
            part = machine.decompress(content, _CHUNK)
            if not part and not content and not machine.eof:
                raise ValueError("damaged: it ends too early")
            content = b""
            yield part
    except (DamagedError, zlib.error) as error:
        raise ValueError(f"damaged: {error}") from error
