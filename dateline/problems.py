"""Problems: messages about a query or an input that do not stop the work.

A problem says where something was unclear and how it was read instead. Errors, which stop the work, are in `errors.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Span(msgspec.Struct, frozen=True):
    """Part of a query: code point offsets, end-exclusive."""

    start: int
    end: int


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """A position in an input; lines and columns count from 1, `byte` from 0."""

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
    """One message about a query (`span`) or an input (`place`)."""

    text: str
    span: Span | None = None
    place: Place | None = None
    suggestion: str | None = None
    """The corrected query or value, ready to use."""
    code: str | None = None
    """The kind of problem, stable across languages and rewordings of `text`; None if it has none."""
    values: Mapping[str, str | int] | None = None
    """The values inserted into `text`, by name."""
