"""What a format is: it recognises its inputs, splits them into documents, and parses each document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, IntEnum
from functools import cached_property
from itertools import chain
from typing import Protocol

from dateline.index.formats.encoding import decode_head, is_binary
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.stretch import EXCERPT, Stretch, read_whole
from dateline.index.raw import Document, Hints, Outcome, Passed, RawReject, RejectKind
from dateline.index.sources.blob import Blob

HEAD = 1 << 16
"""Maximum number of bytes that may be examined to recognise an input."""


class Certainty(IntEnum):
    """How sure a format is that an input is its own; the most certain one reads it."""

    NO = 0
    POSSIBLE = 1
    LIKELY = 2
    SURE = 3


class Reads(Enum):
    """What a format receives."""

    TEXT = "text"
    """UTF-8, converted from the encoding of the input."""
    BYTES = "bytes"
    """The bytes as they are; the format decodes them, since it may declare its encoding itself."""


class Head:
    """The first bytes of an input, at most HEAD, with its hints."""

    def __init__(self, raw: bytes, hints: Hints) -> None:
        self.raw = raw
        self.hints = hints

    @cached_property
    def text(self) -> str:
        """The bytes as text, without a byte order mark; wrong letters are possible, wrong markup is not."""
        return decode_head(self.raw, self.hints.charset)

    @cached_property
    def is_binary(self) -> bool:
        """Whether the bytes are not text in any supported encoding."""
        return is_binary(self.raw)

    @cached_property
    def opening(self) -> str:
        """The first 2,000 characters of the text that are not white space, in lower case."""
        return self.text.lstrip()[:2000].lower()


class Format(Protocol):
    """One format. It has no state, since the processes that parse have their own."""

    @property
    def name(self) -> str:
        """Name in `--as` and in an article's provenance."""
        ...

    @property
    def reads(self) -> Reads:
        """Whether it receives text or bytes."""
        ...

    @property
    def extra(self) -> str | None:
        """The extra of the package that it needs (`office` for `dateline[office]`), or None."""
        ...

    def recognise(self, head: Head) -> Certainty:
        """Say how sure it is that an input that starts with `head` has this format.

        The content decides; `head.hints` are used only if the content is ambiguous.
        """
        ...

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject | Passed]:
        """Yield the documents of an input in order, in constant memory. Runs in the reading process: does no parsing.

        Never raises because of the input: what is no document becomes a reject, and reading goes on.
        """
        ...

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield what one document contains, in order. Pure; runs in the worker processes, with a time limit.

        Invalid parts become rejects and parsing goes on.
        """
        ...


def whole(blob: Blob, format_: str) -> Iterator[Document | RawReject]:
    """Yield an input that is one document, or its reject if it is too large."""
    yield _document(read_whole(blob.stream), blob, format_, None)


def documents_of(stretches: Iterable[Stretch], blob: Blob, format_: str) -> Iterator[Document | RawReject]:
    """Yield stretches as documents, numbered if there are several; those that are too long as rejects."""
    rest = iter(stretches)
    opening = [stretch for _, stretch in zip(range(2), rest, strict=False)]
    if len(opening) == 1:
        yield _document(opening[0], blob, format_, None)
        return
    for item, stretch in enumerate(chain(opening, rest), start=1):
        yield _document(stretch, blob, format_, item)


def _document(stretch: Stretch, blob: Blob, format_: str, item: int | None) -> Document | RawReject:
    if stretch.is_cut:
        return stretch.too_long(address=blob.address, format_=format_)
    return Document(format_, stretch.content, stretch.place(blob.address), stretch.end, blob.hints, item=item)


def reject_document(document: Document, reason: str, kind: RejectKind = RejectKind.SYNTAX) -> RawReject:
    """Reject a whole document."""
    excerpt = document.content[:EXCERPT]
    return RawReject(document.place, reason, document.format, excerpt, document.byte_end, kind)
