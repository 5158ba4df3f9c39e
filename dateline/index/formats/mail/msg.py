"""Messages that Outlook saved as files (`.msg`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.index.formats.format import Certainty, Head, Reads
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.packages import whole_file
from dateline.index.raw import Document, Outcome, RawReject
from dateline.index.sources.blob import Blob

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NAMES: Final = tuple(
    name.encode("utf-16-le") for name in ("__properties_version1.0", "__substg1.0_", "__nameid_version1.0")
)
_MEDIA_TYPE: Final = "application/vnd.ms-outlook"


class Msg:
    """One message."""

    name = "msg"
    reads = Reads.BYTES
    extra = "mail"

    def recognise(self, head: Head) -> Certainty:
        """Sure if the directory of the compound file, which starts near the beginning, names streams of a message."""
        if not head.raw.startswith(_COMPOUND):
            return Certainty.NO
        is_named = (head.hints.name or "").casefold().endswith(".msg") or head.hints.media_type == _MEDIA_TYPE
        return Certainty.SURE if is_named or any(name in head.raw for name in _NAMES) else Certainty.NO

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject]:
        """Yield the message as one document."""
        del options
        return whole_file(blob, self.name)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield the report of the message."""
        # Imported with the first message: the standard library takes long for its headers.
        from dateline.index.formats.mail.outlook_message import read_outlook

        return read_outlook(document, options)
