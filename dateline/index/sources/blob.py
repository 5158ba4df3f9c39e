"""A blob: bytes with an address and hints, read once from the front."""

from __future__ import annotations

from typing import NamedTuple

from dateline.index.raw import NO_HINTS, Hints
from dateline.index.sources.stream import Stream


class Blob(NamedTuple):
    """A file, a member of a container, or standard input; must be read before the next one is requested."""

    address: str
    """The path, a URL, `-`, or for a member `news.zip!/a/b.txt`."""
    stream: Stream
    """The bytes; they end at damage, and `Stream.damage` then says why."""
    size: int | None = None
    """Stored size in bytes; None if unknown."""
    hints: Hints = NO_HINTS
