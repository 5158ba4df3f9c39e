"""PDF: one report per file, or several where the layout parts them clearly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.index.formats.format import Certainty, Head, Reads
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.packages import whole_file
from dateline.index.raw import Document, Outcome, RawReject
from dateline.index.sources.blob import Blob

_MAGIC: Final = b"%PDF-"
_MAGIC_WITHIN: Final = 1024


class PdfFormat:
    """Pages of text. The date of creation of the file is no date of publication."""

    name = "pdf"
    reads = Reads.BYTES
    extra = "office"

    def recognise(self, head: Head) -> Certainty:
        """Sure by the header, which may stand after other bytes."""
        at = head.raw.find(_MAGIC, 0, _MAGIC_WITHIN)
        if at < 0:
            return Certainty.NO
        return Certainty.SURE if at == 0 or b"\nendobj" in head.raw or b"\rendobj" in head.raw else Certainty.NO

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject]:
        """Yield the file as one document."""
        del options
        return whole_file(blob, self.name)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield the reports of the file."""
        # Imported with the first file: few inputs are PDFs.
        from dateline.index.formats.office.pdf.reports import read_pdf

        return read_pdf(document, options)
