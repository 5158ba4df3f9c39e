"""What a person is told without stopping: text, place, suggestion.

A problem is not an error: what was typed or read was given its nearest sensible reading, and this says
where and how. Errors, which stop something, are in `errors.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Span(msgspec.Struct, frozen=True):
    """A stretch of typed text: code point offsets, end-exclusive."""

    start: int
    end: int


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where in an input something stands; lines and columns count from 1, `byte` from 0."""

    source: str
    """The path, archive member (`news.zip!/a/b.txt`) or `-`."""
    line: int | None = None
    column: int | None = None
    byte: int | None = None

    def __str__(self) -> str:
        parts = [self.source]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        elif self.byte is not None:
            parts.append(f"byte {self.byte}")
        return ":".join(parts)


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing a person should be told about a query (`span`) or an input (`place`)."""

    text: str
    span: Span | None = None
    place: Place | None = None
    suggestion: str | None = None
    """What to type instead, ready to be used: a corrected query or value."""
    code: str | None = None
    """What kind of problem it is, the same whatever the words of `text`; None where it has no name."""
    values: Mapping[str, str | int] | None = None
    """What `text` is filled with, by name."""
