"""JSON Lines, one object per line; also JSON arrays of objects, and objects over several lines."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

import msgspec

from dateline.index.formats.encoding import decode
from dateline.index.formats.fields import Fields, Json
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.stretch import Stretch, read_lines
from dateline.index.formats.values import read_values
from dateline.index.raw import RawReject, RawReport

_BOM = b"\xef\xbb\xbf"
# An escaped backslash, a surrogate pair, or a lone surrogate.
_ESCAPES = re.compile(r"\\\\|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<lone>\\u[dD][89a-fA-F]..)")


class JsonLines:
    """Objects whose names are fields: one per line, in an array, or spread over several lines."""

    name = "jsonl"

    def recognises(self, head: bytes, address: str) -> bool:
        """Whether the text starts with an object or an array of objects."""
        del address
        opening = _opening(head)
        if opening.startswith(b"["):
            return opening[1:].lstrip()[:1] in {b"{", b"]"}
        return opening.startswith(b"{") and opening[1:].lstrip()[:1] in {b'"', b"}", b""}

    def read(self, stream: io.BufferedReader, address: str, options: ReadOptions) -> Iterator[RawReport | RawReject]:
        """Yield the reports in order."""
        read_stretches = read_values if _is_multiline(_opening(stream.peek())) else read_lines
        reader = _Reader(address, Fields(options))
        for stretch in read_stretches(stream):
            if stretch.is_cut:
                yield stretch.too_long(address=address, format_=self.name)
            elif stretch.content.strip():
                yield reader.read(stretch)


def _opening(head: bytes) -> bytes:
    return head.removeprefix(_BOM).lstrip()


def _is_multiline(opening: bytes) -> bool:
    """Whether this is an array, or an object that does not end on its first line."""
    line, end, _ = opening.partition(b"\n")
    return opening.startswith(b"[") or (bool(end) and line.rstrip().endswith((b"{", b",")))


class _Reader:
    """Turns each JSON value into a report or a reject."""

    def __init__(self, address: str, fields: Fields) -> None:
        self._address = address
        self._fields = fields
        self._decoder = msgspec.json.Decoder()

    def read(self, stretch: Stretch) -> RawReport | RawReject:
        problem = None
        try:
            value: Json = self._decoder.decode(stretch.content)
        except (ValueError, RecursionError):
            text, problem = decode(stretch.content.removeprefix(_BOM))
            try:
                value = _decode_leniently(text)
            except json.JSONDecodeError as error:
                return self._reject(stretch, f"not JSON: {error.msg}", column=error.colno if error.lineno == 1 else 1)
            except RecursionError:
                return self._reject(stretch, "JSON is nested too deeply")
        if not isinstance(value, dict):
            return self._reject(stretch, "the JSON value is not an object")
        report = self._fields.report(
            value, place=stretch.place(self._address), format_=JsonLines.name, byte_end=stretch.end, problem=problem
        )
        return self._reject(stretch, report) if isinstance(report, str) else report

    def _reject(self, stretch: Stretch, reason: str, column: int = 1) -> RawReject:
        return stretch.reject(reason, address=self._address, format_=JsonLines.name, column=column)


def _decode_leniently(text: str) -> Json:
    """Accept what Python writes and other programs tolerate: NaN, raw controls in strings, lone surrogates."""
    text = _ESCAPES.sub(lambda match: r"\ufffd" if match["lone"] else match[0], text)
    value: Json = json.loads(text, strict=False)
    return value
