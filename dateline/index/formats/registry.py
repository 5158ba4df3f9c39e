"""The list of all formats, and recognition of a format by content."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from dateline.index.formats.csv import Csv
from dateline.index.formats.jsonl import JsonLines
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.plain import Plain
from dateline.index.raw import RawReject, RawReport

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


FORMATS: tuple[Format, ...] = (JsonLines(), Csv(), Plain())
"""All formats in the order in which they are tried; the last one accepts everything."""


def by_name(formats: Iterable[Format] = FORMATS) -> Mapping[str, Format]:
    """Return the formats by name. Raises ValueError if two have the same name."""
    named: dict[str, Format] = {}
    for each in formats:
        if each.name in named:
            raise ValueError(f"two formats are called {each.name!r}")
        named[each.name] = each
    return named


def recognise(head: bytes, address: str) -> Format | None:
    """Return the first format that recognises the input, or None."""
    return next((each for each in FORMATS if each.recognises(head[:HEAD], address)), None)
