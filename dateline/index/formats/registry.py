"""The list of all formats, and recognition of a format by content."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Final, Protocol

from dateline.index.formats.csv import Csv
from dateline.index.formats.jsonl import JsonLines
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.plain import Plain
from dateline.index.raw import RawReject, RawReport
from dateline.registry import by_name

HEAD = 1 << 16
"""Maximum number of bytes that a format may examine to recognise an input."""


class Format(Protocol):
    """A format: recognises its inputs and reads their reports one by one."""

    @property
    def name(self) -> str:
        """Name in `--format` and in an article's provenance."""
        ...

    def recognises(self, head: bytes, address: str) -> bool:
        """Whether an input that starts with `head` (UTF-8, at most HEAD bytes) has this format.

        The content decides; the file name in `address` is used only if the content is ambiguous.
        """
        ...

    def read(self, stream: io.BufferedReader, address: str, options: ReadOptions) -> Iterator[RawReport | RawReject]:
        """Yield all reports in order, in constant memory; invalid parts become rejects and reading continues."""
        ...


_IN_ORDER: tuple[Format, ...] = (JsonLines(), Csv(), Plain())

FORMATS: Final[Mapping[str, Format]] = by_name("format", ((each.name, each) for each in _IN_ORDER))
"""All formats by name, in the order in which they are tried; the last one accepts everything."""


def recognise(head: bytes, address: str) -> Format | None:
    """Return the first format that recognises the input, or None."""
    return next((each for each in FORMATS.values() if each.recognises(head[:HEAD], address)), None)
