"""Which format an input has, by its content; the one list of formats."""

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
"""How many bytes of an input a format may look at to recognise it."""


class Format(Protocol):
    """One format: how it is recognised, and how reports are read out of it one by one."""

    @property
    def name(self) -> str:
        """What `--format` and an article's provenance call it."""
        ...

    def recognises(self, head: bytes, address: str) -> bool:
        """Whether an input that opens with `head` (UTF-8, at most HEAD bytes) has this format.

        The content decides; the name in `address` only where content of this kind does not show.
        """
        ...

    def read(self, stream: io.BufferedReader, address: str, options: ReadOptions) -> Iterator[RawReport | RawReject]:
        """All reports in order, in constant memory; what is no report is a reject and the rest goes on."""
        ...


FORMATS: tuple[Format, ...] = (JsonLines(), Csv(), Plain())
"""In the order in which they are asked; the last one takes what is left."""


def by_name(formats: Iterable[Format] = FORMATS) -> Mapping[str, Format]:
    """The formats by their names. Raises ValueError where two have the same."""
    named: dict[str, Format] = {}
    for each in formats:
        if each.name in named:
            raise ValueError(f"two formats are called {each.name!r}")
        named[each.name] = each
    return named


def recognise(head: bytes, address: str) -> Format | None:
    """The first format that recognises the input, or None."""
    return next((each for each in FORMATS if each.recognises(head[:HEAD], address)), None)
