"""A blob: bytes with an address and hints, read once from the front."""

from __future__ import annotations

from typing import NamedTuple

from dateline.index.raw import NO_HINTS, Hints, RawReject
from dateline.index.sources.stream import Stream
from dateline.problems import Place


class Blob(NamedTuple):
    """A file, a member of a container, or standard input; must be read before the next one is requested."""

    address: str
    """The path, a URL, `-`, or for a member `news.zip!/a/b.txt`."""
    stream: Stream
    """The bytes; they end at damage, and `Stream.damage` then says why."""
    size: int | None = None
    """Stored size in bytes; None if unknown."""
    hints: Hints = NO_HINTS
    is_opened: bool = False
    """Whether no container is to open it any more: an office file is a zip, and read as a whole."""


def damage_reject(blob: Blob) -> RawReject | None:
    """Return the reject for the rest of a blob whose stream ended in damage; None if it is sound so far."""
    cause = blob.stream.cause
    if cause is None:
        return None
    end = blob.stream.unpacked
    reason = f"damaged after {end:,} bytes: {cause.reason}; everything before was read"
    return RawReject(Place(blob.address, byte=end), reason, None, b"", end, cause.kind)
