"""Files of office programs that no format reads; each is rejected by its name.

Sources: [MS-CFB] (compound files, whose directory names streams in UTF-16), ECMA-376, OpenDocument 1.3, EPUB 3.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from dateline.index.formats.format import Certainty, Head, Reads, reject_document
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.packages import names_in_head, stored_mimetype
from dateline.index.formats.stretch import EXCERPT
from dateline.index.raw import Document, Outcome, RawReject, RejectKind
from dateline.index.sources.blob import Blob
from dateline.problems import Place

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK: Final = 1 << 20


class _Kind(NamedTuple):
    name: str
    """Of a stream in a compound file, a folder in a package, or the media type of OpenDocument or EPUB."""
    reason: str
    kind: RejectKind = RejectKind.UNSUPPORTED


_STREAMS: Final = (
    _Kind("EncryptedPackage", "an encrypted Office file", RejectKind.ENCRYPTED),
    _Kind("WordDocument", "a Word document in the old format (DOC): save it as DOCX first"),
    _Kind("PowerPoint Document", "a PowerPoint presentation in the old format (PPT): save it as text first"),
    _Kind("Workbook", "an Excel workbook in the old format (XLS): save it as XLSX or CSV first"),
    _Kind("__properties_version1.0", "an Outlook message; name its format with --as msg"),
    _Kind("Book", "an Excel workbook in the old format (XLS): save it as XLSX or CSV first"),
)
_OTHER_COMPOUND: Final = _Kind("", "a file of an old office program: save it as DOCX, XLSX or PDF first")
_FOLDERS: Final = (
    _Kind("ppt/", "a PowerPoint presentation (PPTX): save it as text first"),
    _Kind("visio/", "a Visio drawing (VSDX)"),
    _Kind("Index/", "a document of iWork (Pages, Numbers, Keynote): export it as DOCX or PDF first"),
)
_MEDIA_TYPES: Final = (
    _Kind("application/epub+zip", "an electronic book (EPUB)"),
    _Kind("application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation (ODP)"),
    _Kind("application/vnd.oasis.opendocument", "an OpenDocument drawing, formula or database"),
)


class OldOffice:
    """Files of office programs without a reader."""

    name = "office"
    reads = Reads.BYTES
    extra = None

    def recognise(self, head: Head) -> Certainty:
        """Likely by content: readers of some of these files are sure."""
        is_known = head.raw.startswith(_COMPOUND) or _package_kind(head.raw) is not None
        return Certainty.LIKELY if is_known else Certainty.NO

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[RawReject]:
        """Yield one reject."""
        del options
        head = blob.stream.peek(EXCERPT)[:EXCERPT]
        found = _package_kind(head) or _compound_kind(blob)
        place = Place(blob.address, byte=0)
        yield RawReject(place, found.reason, self.name, head, None, found.kind)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield a reject; never called, since nothing is split into documents."""
        del options
        yield reject_document(document, _OTHER_COMPOUND.reason, RejectKind.UNSUPPORTED)


def _package_kind(raw: bytes) -> _Kind | None:
    media_type = stored_mimetype(raw)
    if media_type:
        return next((kind for kind in _MEDIA_TYPES if media_type.startswith(kind.name)), None)
    names = names_in_head(raw)
    return next((kind for kind in _FOLDERS if any(name.startswith(kind.name) for name in names)), None)


def _compound_kind(blob: Blob) -> _Kind:
    """Return the kind of a compound file by the names of its streams, which may stand anywhere in it."""
    names = {kind: kind.name.encode("utf-16-le") + b"\0\0" for kind in _STREAMS}
    found: set[_Kind] = set()
    tail = b""
    while chunk := blob.stream.read(_CHUNK):
        chunk = tail + chunk
        found |= {kind for kind, name in names.items() if name in chunk}
        tail = chunk[-100:]
    return next((kind for kind in _STREAMS if kind in found), _OTHER_COMPOUND)
