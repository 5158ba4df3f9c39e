"""What DOCX and OpenDocument have in common: a zip package with XML members, opened within bounds."""

from __future__ import annotations

import io
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator

from dateline.index.formats.format import Certainty, Head, Reads, reject_document
from dateline.index.formats.office.written import Written, written_outcome
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.packages import DAMAGED_ZIP, UnsafeError, whole_file
from dateline.index.raw import Document, Outcome, RawReject, RejectKind
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
        """Yield the report of the file."""
        try:
            yield written_outcome(self._read(document.content), document, options)
        except UnsafeError as error:
            yield reject_document(document, str(error), RejectKind.UNSAFE)
        except EncryptedError:
            yield reject_document(document, f"an encrypted {self.name.upper()} file", RejectKind.ENCRYPTED)
        except DAMAGED_ZIP as error:
            yield reject_document(document, f"a damaged {self.name.upper()} file: {error}", RejectKind.DAMAGED)

    def _read(self, content: bytes) -> Written:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return self.written(package)
