"""Splits and parses bytes with one format, for the tests of formats that need no file."""

from __future__ import annotations

import io
from collections.abc import Iterator

from dateline.index.formats.format import Certainty, Format, Head
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import NO_HINTS, Document, Hints, Outcome, Passed, RawReject, RawReport
from dateline.index.sources.blob import Blob
from dateline.index.sources.stream import Stream, Unpacked

ADDRESS = "in.bin"


def documents(
    format_: Format, content: bytes, hints: Hints = NO_HINTS, options: ReadOptions | None = None
) -> Iterator[Document | RawReject | Passed]:
    """Yield the documents of an input."""
    blob = Blob(ADDRESS, Stream(Unpacked(io.BytesIO(content))), len(content), hints)
    return format_.split(blob, options or ReadOptions())


def outcomes(
    format_: Format, content: bytes, hints: Hints = NO_HINTS, options: ReadOptions | None = None
) -> list[Outcome]:
    """Return what an input contains, in order."""
    found: list[Outcome] = []
    for each in documents(format_, content, hints, options):
        if isinstance(each, Document):
            found += format_.parse(each, options or ReadOptions())
        else:
            found.append(each)
    return found


def reports(format_: Format, content: bytes, hints: Hints = NO_HINTS) -> list[RawReport]:
    """Return the reports of an input; nothing else may be in it."""
    found = outcomes(format_, content, hints)
    only = [each for each in found if isinstance(each, RawReport)]
    assert only == found
    return only


def report(format_: Format, content: bytes, hints: Hints = NO_HINTS) -> RawReport:
    """Return the one report of an input."""
    (only,) = reports(format_, content, hints)
    return only


def reject(format_: Format, content: bytes, hints: Hints = NO_HINTS) -> RawReject:
    """Return the one reject of an input."""
    (only,) = outcomes(format_, content, hints)
    assert isinstance(only, RawReject)
    return only


def certainty(format_: Format, content: bytes, hints: Hints = NO_HINTS) -> Certainty:
    """Return how sure a format is of an input."""
    return format_.recognise(Head(content[: 1 << 16], hints))
