"""JSON Lines, one object per line; also JSON arrays of objects, and objects over several lines."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

import msgspec

from dateline.index.formats.encoding import decode
from dateline.index.formats.fields import Fields, Json
from dateline.index.formats.format import Certainty, Head, Reads, reject_document
from dateline.index.formats.json.dialects.registry import outcomes_of
from dateline.index.formats.json.large import read_object
from dateline.index.formats.json.values import read_values
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.stretch import Stretch, read_lines
from dateline.index.raw import Document, Outcome, RawReject
from dateline.index.sources.blob import Blob

_BOM = b"\xef\xbb\xbf"
_decode = msgspec.json.Decoder().decode
# An escaped backslash, a surrogate pair, or a lone surrogate.
_ESCAPES = re.compile(r"\\\\|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<lone>\\u[dD][89a-fA-F]..)")


class JsonLines:
    """Objects whose names are fields: one per line, in an array, or spread over several lines."""

    name = "jsonl"
    reads = Reads.TEXT
    extra = None

    def recognise(self, head: Head) -> Certainty:
        """Likely if the text starts with an object or an array of objects."""
        opening = head.text.lstrip()
        if opening.startswith("["):
            return Certainty.LIKELY if opening[1:].lstrip()[:1] in {"{", "]"} else Certainty.NO
        is_object = opening.startswith("{") and opening[1:].lstrip()[:1] in {'"', "}", ""}
        return Certainty.LIKELY if is_object else Certainty.NO

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject]:
        """Yield every object; a single one is the whole input."""
        del options
        found = _stretches(blob.stream, _opening(blob.stream.peek()))
        stretches = (stretch for stretch in found if stretch.is_cut or stretch.content.strip())
        first, second = next(stretches, None), next(stretches, None)
        if first is not None:
            yield _document(first, blob, None if second is None else 1)
        rest = stretches if second is None else chain([second], stretches)
        for item, stretch in enumerate(rest, start=2):
            yield _document(stretch, blob, item)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield the report of one object, or its reject."""
        value = _decoded(document)
        if isinstance(value, RawReject):
            yield value
            return
        yield from outcomes_of(value.content, document, options, Fields(options), value.problem)


def _document(stretch: Stretch, blob: Blob, item: int | None) -> Document | RawReject:
    if stretch.is_cut:
        return stretch.too_long(address=blob.address, format_=JsonLines.name)
    return Document(JsonLines.name, stretch.content, stretch.place(blob.address), stretch.end, blob.hints, item=item)


class _Value(NamedTuple):
    content: dict[str, Json]
    problem: str | None


def _opening(head: bytes) -> bytes:
    return head.removeprefix(_BOM).lstrip()


def _stretches(stream: io.BufferedReader, opening: bytes) -> Iterator[Stretch]:
    """Yield the objects of an array, of an object that does not end on its first line, or of each line."""
    if opening.startswith(b"["):
        return read_values(stream)
    line, end, _ = opening.partition(b"\n")
    is_spread = not end or line.rstrip().endswith((b"{", b","))
    return read_object(stream) if is_spread else read_lines(stream)


def _decoded(document: Document) -> _Value | RawReject:
    """Decode the object of a document; none gives a reject."""
    problem = None
    try:
        value: Json = _decode(document.content)
    except (ValueError, RecursionError):
        text, problem = decode(document.content.removeprefix(_BOM))
        try:
            value = _decode_leniently(text)
        except json.JSONDecodeError as error:
            column = error.colno if error.lineno == 1 else 1
            place = msgspec.structs.replace(document.place, column=column)
            return reject_document(msgspec.structs.replace(document, place=place), f"not JSON: {error.msg}")
        except RecursionError:
            return reject_document(document, "JSON is nested too deeply")
    if not isinstance(value, dict):
        return reject_document(document, "the JSON value is not an object")
    return _Value(value, problem)


def _decode_leniently(text: str) -> Json:
    """Accept what Python writes and other programs tolerate: NaN, raw controls in strings, lone surrogates."""
    text = _ESCAPES.sub(lambda match: r"\ufffd" if match["lone"] else match[0], text)
    value: Json = json.loads(text, strict=False)
    return value
