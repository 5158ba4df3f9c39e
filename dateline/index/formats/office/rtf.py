"""RTF: paragraphs with their styles, in any code page.

Source: Rich Text Format Specification 1.9.1. Written here since striprtf drops styles and properties, and keeps text
that is hidden or deleted.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.index.formats.format import Certainty, Head, Reads
from dateline.index.formats.office.rtf_groups import RtfReader
from dateline.index.formats.office.written import written_outcome
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.packages import whole_file
from dateline.index.raw import Document, Outcome, RawReject
from dateline.index.sources.blob import Blob

_OPENING = b"{\\rtf"


class Rtf:
    """One report per file."""

    name = "rtf"
    reads = Reads.BYTES
    extra = None

    def recognise(self, head: Head) -> Certainty:
        """Sure by the opening."""
        return Certainty.SURE if head.raw.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_OPENING) else Certainty.NO

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject]:
        """Yield the file as one document."""
        del options
        return whole_file(blob, self.name)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield the report of the file."""
        yield written_outcome(RtfReader(document.content).read(), document, options)
