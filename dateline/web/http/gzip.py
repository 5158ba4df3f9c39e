"""Gzip compression of replies for clients that accept it: pages, data, static files and streamed files."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache

from flask import Response, request

SMALLEST = 500
"""Replies below this number of bytes fit into one packet, compressed or not."""
LEVEL = 6
_GZIP = 16 + zlib.MAX_WBITS
_ENDINGS = ("json", "xml", "ndjson", "javascript")


def compress(response: Response) -> Response:
    """Compress a reply if the client accepts gzip and the reply is large enough."""
    if response.status_code != 200 or not _is_text(response.mimetype) or response.content_encoding:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"]:
        return response
    if response.direct_passthrough:
        _compress_file(response)
    elif response.is_streamed:
        response.response = _pieces(response.iter_encoded())
    elif len(response.data) >= SMALLEST:
        response.data = gzip.compress(response.data, LEVEL, mtime=0)
    else:
        return response
    response.content_encoding = "gzip"
    return response


def _is_text(mimetype: str | None) -> bool:
    return mimetype is not None and (mimetype.startswith("text/") or mimetype.endswith(_ENDINGS))


def _compress_file(response: Response) -> None:
    """Compress a static file; its ETag becomes weak, because the bytes change."""
    response.direct_passthrough = False
    response.data = _compressed_file(response.data)
    tag, _ = response.get_etag()
    if tag is not None:
        response.set_etag(tag, weak=True)


@lru_cache(maxsize=16)
def _compressed_file(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Compress piece by piece, flushing each, so that a client sees it before the next one exists."""
    stream = zlib.compressobj(LEVEL, zlib.DEFLATED, _GZIP)
    for piece in pieces:
        yield stream.compress(piece) + stream.flush(zlib.Z_SYNC_FLUSH)
    yield stream.flush()
