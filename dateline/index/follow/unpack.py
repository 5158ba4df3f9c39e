"""Compressed answers, unpacked within limits: a small answer must not fill the memory."""

from __future__ import annotations

import zlib

_GZIP_OR_ZLIB = 47
_RAW = -15
GZIP = b"\x1f\x8b"


class TooLargeError(ValueError):
    """An answer that is larger than the limit."""


def unpacked(content: bytes, encoding: str | None, limit: int) -> bytes:
    """Return the bytes that an answer stands for, at most `limit`.

    `encoding` is its `Content-Encoding`. Raises TooLargeError; ValueError if it is unknown or the bytes are damaged.
    """
    for name in reversed([each.strip().lower() for each in (encoding or "").split(",")]):
        if name in ("gzip", "x-gzip", "deflate"):
            content = inflated(content, limit)
        elif name not in ("", "identity"):
            raise ValueError(f"unknown content encoding {name[:40]!r}")
    return content


def inflated(content: bytes, limit: int) -> bytes:
    """Return gzip, zlib or raw deflate bytes decompressed. Raises TooLargeError, ValueError."""
    try:
        return _inflated(content, _GZIP_OR_ZLIB, limit)
    except zlib.error as error:
        if content.startswith(GZIP):
            raise ValueError(f"damaged: {error}") from error
    try:
        return _inflated(content, _RAW, limit)
    except zlib.error as error:
        raise ValueError(f"damaged: {error}") from error


def _inflated(content: bytes, kind: int, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while content:
        machine = zlib.decompressobj(kind)
        part = machine.decompress(content, limit - size + 1)
        size += len(part)
        if size > limit:
            raise TooLargeError(f"more than {limit:,} bytes")
        if not machine.eof:
            raise ValueError("damaged: it ends too early")
        parts.append(part)
        content = machine.unused_data if machine.unused_data.startswith(GZIP) else b""
    return b"".join(parts)
