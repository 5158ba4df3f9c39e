"""From addresses to documents: opens each input and splits it in its format; a faulty one does not stop the others."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from dateline.errors import UsageError
from dateline.index.containers.walk import expand_blob, walk
from dateline.index.extras import is_missing
from dateline.index.formats.encoding import Conversion, as_utf8, conversion_of
from dateline.index.formats.fields import Fields
from dateline.index.formats.format import HEAD, Format, Head, Reads
from dateline.index.formats.kinds import kind_of
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.registry import FORMATS, recognise
from dateline.index.formats.stretch import EXCERPT
from dateline.index.formats.text.plain import Plain
from dateline.index.metadata.dates.order import order_of
from dateline.index.parse import parse
from dateline.index.raw import Document, Finished, Outcome, Passed, RawReject, RejectKind
from dateline.index.sources.blob import Blob, damage_reject
from dateline.index.sources.files import total_size
from dateline.index.sources.stream import Stream, Unpacked
from dateline.problems import Place

__all__ = ["ReadOptions", "check_options", "read", "read_blobs", "read_documents", "read_fetched", "total_size"]


def read(
    addresses: Sequence[str], options: ReadOptions, on_bytes: Callable[[int], None] | None = None
) -> Iterator[Outcome]:
    """Yield every report under `addresses`, in order, with rejects in place of what cannot be read.

    Like `read_documents` and `parse` together, in this process.
    """
    return _parsed(read_documents(addresses, options, on_bytes), options)


def read_documents(
    addresses: Sequence[str], options: ReadOptions, on_bytes: Callable[[int], None] | None = None
) -> Iterator[Document | RawReject | Passed | Finished]:
    """Yield every document under `addresses`, in order, with rejects in place of what cannot be read.

    `on_bytes` is called with the number of stored bytes read (compressed ones for a `.gz`), `total_size(addresses)` in
    all. Raises SourceError for a missing address and UsageError for invalid options, both before reading anything.
    """
    check_options(options)
    return read_blobs(walk(addresses, on_bytes, follow_links=options.follow_links), options)


def read_blobs(
    blobs: Iterable[Blob | RawReject | Passed], options: ReadOptions
) -> Iterator[Document | RawReject | Passed | Finished]:
    """Yield every document of some blobs, and after each blob that it is finished."""
    for blob in blobs:
        if isinstance(blob, Blob):
            yield from _read_blob(blob, options)
        else:
            yield blob


def read_fetched(
    blobs: Iterable[Blob | RawReject | Passed], options: ReadOptions
) -> Iterator[Document | RawReject | Passed | Finished]:
    """Like `read_blobs`, for blobs that were not opened yet: an answer of a server may be a container."""
    for blob in blobs:
        yield from read_blobs(expand_blob(blob) if isinstance(blob, Blob) else [blob], options)


def _parsed(documents: Iterable[Document | RawReject | Passed | Finished], options: ReadOptions) -> Iterator[Outcome]:
    for each in documents:
        if isinstance(each, Document):
            yield from parse(each, options)
        elif not isinstance(each, Finished):
            yield each


def check_options(options: ReadOptions) -> None:
    """Raise UsageError for options that no input can be read with."""
    Fields(options)
    if options.format is not None and options.format not in FORMATS:
        raise UsageError(f"unknown format {options.format!r}", remedy=f"use one of {', '.join(FORMATS)}")
    if options.encoding is not None:
        try:
            codecs.lookup(options.encoding)
        except LookupError:
            raise UsageError(
                f"unknown encoding {options.encoding!r}", remedy="use utf-8 or latin-1, for example"
            ) from None


def _read_blob(blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject | Passed | Finished]:
    raw = blob.stream.peek(HEAD)[:HEAD]
    blob = _hinted(blob, options)
    head = Head(raw, blob.hints)
    format_ = _format_of(head, options)
    if not raw.strip() and len(raw) < HEAD:
        if blob.stream.cause is None:
            yield _reject(blob, "no text in it" if raw else "empty", RejectKind.EMPTY, raw, len(raw))
    elif isinstance(format_, _Unread):
        yield _reject(blob, format_.reason, format_.kind, raw, None)
    else:
        yield from _split(blob, head, format_, options)
    damage = damage_reject(blob)
    if damage is not None:
        yield damage
    yield Finished(blob.address, None if isinstance(format_, _Unread) else format_.name)


def _hinted(blob: Blob, options: ReadOptions) -> Blob:
    """Return the blob with its file name, and the encoding that the user names, which goes before a server's."""
    name = blob.hints.name or blob.address.rsplit("/", 1)[-1]
    charset = options.encoding or blob.hints.charset
    return blob._replace(hints=msgspec.structs.replace(blob.hints, name=name, charset=charset))


class _Unread(NamedTuple):
    """Why no format reads an input."""

    kind: RejectKind
    reason: str


def _format_of(head: Head, options: ReadOptions) -> Format | _Unread:
    """Return the format that reads an input, or why none does."""
    named = options.format or head.hints.format
    format_ = recognise(head) if named is None else FORMATS[named]
    if named is None and (format_ is None or format_.name == Plain.name):
        # Plain text accepts any text, also what is known to be no article.
        kind = kind_of(head)
        if kind is not None:
            return _Unread(RejectKind.UNSUPPORTED, f"no article: {kind}")
    if format_ is None:
        return _Unread(RejectKind.NOT_TEXT, "not text")
    if is_missing(format_.extra):
        return _Unread(RejectKind.NEEDS_EXTRA, f"{format_.name}: to read it, install dateline[{format_.extra}]")
    return format_


def _split(blob: Blob, head: Head, format_: Format, options: ReadOptions) -> Iterator[Document | RawReject | Passed]:
    conversion = conversion_of(head.raw, head.hints.charset) if format_.reads is Reads.TEXT else None
    documents = format_.split(blob, options) if conversion is None else _converted(blob, conversion, format_, options)
    day_first = order_of([head.text]) if options.day_first is None else options.day_first
    anything = None
    for anything in documents:
        is_dated = day_first is not None and isinstance(anything, Document)
        yield msgspec.structs.replace(anything, day_first=day_first) if is_dated else anything
    if anything is None:
        yield _reject(blob, "no article in it", RejectKind.NO_TEXT, head.raw, blob.stream.unpacked)


def _converted(
    blob: Blob, conversion: Conversion, format_: Format, options: ReadOptions
) -> Iterator[Document | RawReject | Passed]:
    """Split an input that is converted to UTF-8 first."""
    stream = Stream(Unpacked(as_utf8(blob.stream, conversion.codec)))
    for each in format_.split(blob._replace(stream=stream), options):
        # Byte offsets in converted text are not those of the input.
        place = msgspec.structs.replace(each.place, byte=None)
        match each:
            case Document():
                # What is ASCII is the same in every encoding: nothing was guessed.
                problem = None if each.content.isascii() else conversion.problem
                yield msgspec.structs.replace(each, place=place, byte_end=None, problem=problem)
            case RawReject():
                yield msgspec.structs.replace(each, place=place, byte_end=None)
            case Passed():
                yield msgspec.structs.replace(each, place=place)


def _reject(blob: Blob, reason: str, kind: RejectKind, head: bytes, end: int | None) -> RawReject:
    """Reject a whole input; `end` is its length if it was read to the end."""
    return RawReject(Place(blob.address, byte=0), reason, None, head[:EXCERPT], end, kind)
