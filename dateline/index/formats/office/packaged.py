"""What DOCX and OpenDocument have in common: a zip package with XML members, opened within bounds."""

from __future__ import annotations

import io
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import suppress

from dateline.index.formats.format import Certainty, Head, Reads, reject_document
from dateline.index.formats.office.written import Written, written_outcome
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.packages import DAMAGED_ZIP, UnsafeError, rebuilt, whole_file
from dateline.index.raw import Document, Outcome, RawReject, RawReport, RejectKind
from dateline.index.sources.blob import Blob


class EncryptedError(Exception):
    """A package needs a password."""


class Packaged(ABC):
    """A file of a word processor that is a zip package."""

    name: str
    reads = Reads.BYTES
    extra = None

    @abstractmethod
    def recognise(self, head: Head) -> Certainty:
        """Say how sure it is that an input that starts with `head` has this format."""

    @abstractmethod
    def written(self, package: zipfile.ZipFile) -> Written:
        """Return what a package says. Raises UnsafeError, EncryptedError or one of DAMAGED_ZIP."""

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject]:
        """Yield the file as one document."""
        del options
        return whole_file(blob, self.name)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield the report of the file; of one that is cut, also a reject."""
        try:
            yield from self._outcomes(document, options)
        except UnsafeError as error:
            yield reject_document(document, str(error), RejectKind.UNSAFE)
        except EncryptedError:
            yield reject_document(document, f"an encrypted {self.name.upper()} file", RejectKind.ENCRYPTED)
        except DAMAGED_ZIP as error:
            yield reject_document(document, f"a damaged {self.name.upper()} file: {error}", RejectKind.DAMAGED)

    def _outcomes(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        try:
            package = zipfile.ZipFile(io.BytesIO(document.content))
        except DAMAGED_ZIP:
            yield from self._salvaged(document, options)
            return
        with package:
            yield written_outcome(self.written(package), document, options)

    def _salvaged(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        package = rebuilt(document.content)
        if package is not None:
            with package, suppress(*DAMAGED_ZIP):
                outcome = written_outcome(self.written(package), document, options)
                if isinstance(outcome, RawReport):
                    yield outcome
        reason = f"a damaged {self.name.upper()} file: it ends early; what it has was read"
        yield reject_document(document, reason, RejectKind.DAMAGED)
