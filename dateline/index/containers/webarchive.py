"""Pages as Safari saves them (webarchive): a binary property list with the page, its address and its pictures."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from typing import Final

import msgspec

from dateline.index.containers.container import member_address, reject
from dateline.index.formats.format import Head
from dateline.index.raw import Hints, Passed, RawReject, RejectKind
from dateline.index.sources.blob import Blob
from dateline.index.sources.budget import Budget
from dateline.index.sources.stream import DamagedError, stream_of
from dateline.problems import Place

_MAGIC: Final = b"bplist00"
_KEY: Final = b"WebMainResource"
_MAX_SIZE: Final = 64 << 20
"""Maximum size in bytes; it is held in memory."""


class _Resource(msgspec.Struct):
    """A page, picture or script."""

    data: bytes = msgspec.field(name="WebResourceData", default=b"")
    media_type: str | None = msgspec.field(name="WebResourceMIMEType", default=None)
    charset: str | None = msgspec.field(name="WebResourceTextEncodingName", default=None)
    url: str | None = msgspec.field(name="WebResourceURL", default=None)


class _Archive(msgspec.Struct):
    page: _Resource = msgspec.field(name="WebMainResource")
    parts: list[object] = msgspec.field(name="WebSubresources", default=[])
    frames: list[object] = msgspec.field(name="WebSubframeArchives", default=[])


class WebArchive:
    """A page saved by Safari."""

    name = "webarchive"
    extra = None

    def recognises(self, head: Head) -> bool:
        """Whether it is a binary property list that begins with the key of a saved page."""
        return head.raw.startswith(_MAGIC) and _KEY in head.raw

    def open(self, blob: Blob, budget: Budget) -> Iterator[Blob | RawReject | Passed]:
        """Yield the page with its address; what belongs to it is passed over."""
        del budget  # nothing is decompressed
        content = blob.stream.read(_MAX_SIZE + 1)
        if len(content) > _MAX_SIZE:
            yield reject(blob.address, f"a saved page of more than {_MAX_SIZE >> 20} MB", RejectKind.TOO_LARGE)
            return
        archive = _read(content)
        page = archive.page
        hints = Hints(media_type=page.media_type, charset=page.charset, url=page.url)
        yield Blob(member_address(blob.address, "1"), stream_of(page.data), len(page.data), hints)
        for number in range(2, 2 + len(archive.parts) + len(archive.frames)):
            yield Passed(Place(member_address(blob.address, str(number))), "a part of a saved page")


def _read(content: bytes) -> _Archive:
    """Decode the property list. Raises DamagedError."""
    try:
        return msgspec.convert(plistlib.loads(content, fmt=plistlib.FMT_BINARY), _Archive)
    except (plistlib.InvalidFileException, msgspec.ValidationError, ValueError, RecursionError, OverflowError) as error:
        raise DamagedError("a property list that cannot be read") from error
