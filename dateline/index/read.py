"""From addresses to raw reports: reads each input in its format; a faulty one does not stop the others."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator, Sequence

import msgspec

from dateline.errors import UsageError
from dateline.index.formats.encoding import as_utf8, encoding_of, is_binary
from dateline.index.formats.fields import Fields
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.registry import FORMATS, HEAD, recognise
from dateline.index.formats.stretch import EXCERPT
from dateline.index.raw import RawReject, RawReport
from dateline.index.sources.files import total_size
from dateline.index.sources.walk import Input, walk
from dateline.problems import Place

__all__ = ["ReadOptions", "read", "total_size"]


def read(
    addresses: Sequence[str], options: ReadOptions, on_bytes: Callable[[int], None] | None = None
) -> Iterator[RawReport | RawReject]:
    """Yield every report under `addresses`, in order, with rejects in place of what cannot be read.

    `on_bytes` is called with the number of stored bytes read (compressed ones for a `.gz`), `total_size(addresses)` in
    all. Raises SourceError for a missing address and UsageError for invalid options, both before reading anything.
    """
    _check(options)
    return _read(walk(addresses, on_bytes), options)


def _check(options: ReadOptions) -> None:
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


def _read(inputs: Iterator[Input | RawReject], options: ReadOptions) -> Iterator[RawReport | RawReject]:
    for each in inputs:
        if isinstance(each, RawReject):
            yield each
        else:
            yield from _read_input(each, options)


def _read_input(input_: Input, options: ReadOptions) -> Iterator[RawReport | RawReject]:
    stream = input_.open()
    head = stream.peek(HEAD)
    encoding = encoding_of(head, options.encoding)
    if not head.strip() and len(head) < HEAD:
        if stream.damage is None:
            yield _reject(input_, "no text in it" if head else "empty", head, len(head))
    elif encoding is None and options.format is None and is_binary(head):
        yield _reject(input_, "not text", head, None)
    else:
        anything = None
        for anything in _read_text(stream, encoding, input_.address, options):
            yield anything
        if anything is None:
            yield _reject(input_, "no article in it", head, stream.unpacked)
    if stream.damage is not None:
        end = stream.unpacked
        reason = f"damaged after {end:,} bytes: {stream.damage}; everything before was read"
        yield RawReject(Place(input_.address, byte=end), reason, None, b"", end)


def _read_text(
    stream: io.BufferedReader, encoding: str | None, address: str, options: ReadOptions
) -> Iterator[RawReport | RawReject]:
    if encoding is None:
        yield from _read_format(stream, address, options)
        return
    for each in _read_format(as_utf8(stream, encoding), address, options):
        # Byte offsets in text converted to UTF-8 are not those of the input.
        place = msgspec.structs.replace(each.place, byte=None)
        yield msgspec.structs.replace(each, place=place, byte_end=None)


def _read_format(stream: io.BufferedReader, address: str, options: ReadOptions) -> Iterator[RawReport | RawReject]:
    format_ = recognise(stream.peek(HEAD), address) if options.format is None else FORMATS[options.format]
    return iter(()) if format_ is None else format_.read(stream, address, options)


def _reject(input_: Input, reason: str, head: bytes, end: int | None) -> RawReject:
    """Reject a whole input; `end` is its length if it was read to the end."""
    return RawReject(Place(input_.address, byte=0), reason, None, head[:EXCERPT], end)
