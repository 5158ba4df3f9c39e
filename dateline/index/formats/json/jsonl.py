"""JSON Lines, one object per line; also JSON arrays of objects, objects over lines, and objects around articles."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from dateline.index.formats.encoding import decode
from dateline.index.formats.fields import Json
from dateline.index.formats.format import Certainty, Head, Reads, documents_of, reject_document
from dateline.index.formats.json.bulk import join_bulk
from dateline.index.formats.json.dialects.dialect import NO_ARTICLES, Reading
from dateline.index.formats.json.dialects.registry import read_object
from dateline.index.formats.json.lists import find_list
from dateline.index.formats.json.opening import is_object, opening_of
from dateline.index.formats.json.values import BETWEEN, read_members, read_values
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.stretch import EXCERPT, Stretch, read_lines
from dateline.index.raw import Document, Outcome, Passed, RawReject, RawReport
from dateline.index.sources.blob import Blob
from dateline.problems import Place

_BOM = b"\xef\xbb\xbf"
_NO_OBJECT = "the JSON value is not an object"
_MOST_DIGITS: Final = 4000
_decode = msgspec.json.Decoder().decode
# An escaped backslash, a surrogate pair, or a lone surrogate.
_ESCAPES = re.compile(r"\\\\|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<lone>\\u[dD][89a-fA-F]..)")


class JsonLines:
    """Objects whose names are fields, or in a dialect: one per line, in an array, or spread over lines."""

    name = "jsonl"
    reads = Reads.TEXT
    extra = None

    def recognise(self, head: Head) -> Certainty:
        """Sure if the text starts with an object that has a name, or an array of objects."""
        text = head.text[len(opening_of(head.text)) :]
        inner = text[1:].lstrip() if text.startswith("[") else text
        if is_object(inner):
            return Certainty.SURE
        if text.startswith("["):
            return Certainty.LIKELY if inner[:1] in {"{", "]"} or _is_json(head.raw) else Certainty.NO
        return Certainty.LIKELY if text.startswith("{") and text[1:].lstrip()[:1] in {'"', ""} else Certainty.NO

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject | Passed]:
        """Yield every object, a single one is the whole input; of a very long object, the members of its list."""
        del options
        is_empty = True
        for each in documents_of(_stretches(blob.stream), blob, self.name):
            is_empty = False
            yield each
        if is_empty:
            yield Passed(Place(blob.address, line=1, column=1, byte=0), NO_ARTICLES)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield what one object contains: a report, several, or why there is none."""
        outcomes = list(_outcomes(document, options))
        is_one = len(outcomes) == 1
        for number, outcome in enumerate(outcomes, start=1):
            if isinstance(outcome, RawReport):
                item = document.item if is_one or document.item is not None else number
                yield outcome if item is None else msgspec.structs.replace(outcome, item=item)
            else:
                yield outcome


def _stretches(stream: io.BufferedReader) -> Iterator[Stretch]:
    """Yield the objects of an input."""
    head = stream.peek()
    opening = len(opening_of(head.removeprefix(_BOM).decode(errors="surrogateescape")).encode(errors="surrogateescape"))
    start = head.removeprefix(_BOM)[opening:]
    if head.removeprefix(_BOM)[:opening].strip():
        found = read_values(stream, opening + len(head) - len(head.removeprefix(_BOM)))
    elif _is_multiline(start):
        found = read_values(stream)
    else:
        found = join_bulk(read_lines(stream))
    return (stretch for stretch in found if stretch.is_cut or stretch.content.strip())


def _outcomes(document: Document, options: ReadOptions) -> Iterator[Outcome]:
    value = _decoded(document)
    if isinstance(value, RawReject):
        yield from _salvaged(document, options)
        yield value
    else:
        yield from read_object(value.content, Reading(document, options, read_object, value.problem))


def _salvaged(document: Document, options: ReadOptions) -> Iterator[Outcome]:
    """Yield what can be read of an object around articles that is broken, such as one whose end is missing."""
    opened = find_list(document.content[:EXCERPT]) if document.content.startswith(b"{") else None
    for stretch in read_members(io.BytesIO(document.content), opened) if opened else ():
        part = msgspec.structs.replace(document, content=stretch.content)
        value = _decoded(part)
        if not isinstance(value, RawReject):
            yield from read_object(value.content, Reading(part, options, read_object, value.problem))


def _is_json(raw: bytes) -> bool:
    try:
        _decode(raw)
    except (ValueError, RecursionError):
        return False
    return True


class _Value(NamedTuple):
    content: dict[str, Json]
    problem: str | None


def _is_multiline(opening: bytes) -> bool:
    """Whether this is an array, an object that does not end on its first line, or one whose first line is very long."""
    line, end, _ = opening.partition(b"\n")
    if opening.startswith(b"[") or not end:
        return opening.startswith(b"[") or len(opening) >= EXCERPT // 2
    return line.rstrip().endswith((b"{", b"[", b",", b":"))


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
            if _is_json(b"[" + document.content.strip(BETWEEN) + b"]"):
                return reject_document(document, _NO_OBJECT)
            column = (document.place.column or 1) + error.colno - 1 if error.lineno == 1 else 1
            place = msgspec.structs.replace(document.place, column=column)
            return reject_document(msgspec.structs.replace(document, place=place), f"not JSON: {error.msg}")
        except RecursionError:
            return reject_document(document, "JSON is nested too deeply")
    if not isinstance(value, dict):
        return reject_document(document, _NO_OBJECT)
    return _Value(value, problem)


def _decode_leniently(text: str) -> Json:
    """Accept what Python writes and other programs tolerate: NaN, raw controls in strings, lone surrogates."""
    text = _ESCAPES.sub(lambda match: r"\ufffd" if match["lone"] else match[0], text)
    value: Json = json.loads(text, strict=False, parse_int=_integer)
    return value


def _integer(digits: str) -> int | str:
    # Python refuses to convert more digits, since that takes quadratic time.
    return int(digits) if len(digits) < _MOST_DIGITS else digits
