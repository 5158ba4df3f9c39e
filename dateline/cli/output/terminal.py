"""Styled text for terminals, plain text elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import click
import msgspec

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Style(msgspec.Struct, frozen=True):
    """Styles text with colour and weight, or leaves it plain."""

    colour: bool

    def strong(self, text: str) -> str:
        """Bold: a headline or an important number."""
        return click.style(safe(text), bold=True) if self.colour else safe(text)

    def faint(self, text: str) -> str:
        """Dim: less important text."""
        return click.style(safe(text), dim=True) if self.colour else safe(text)

    def mark(self, text: str) -> str:
        """Highlight: words that matched."""
        return click.style(safe(text), fg="yellow", bold=True) if self.colour else safe(text)

    def marked(self, text: str, marks: Sequence[tuple[int, int]]) -> str:
        """Text with highlights at `marks`: code point offsets, ascending, without overlap."""
        return "".join(self._pieces(text, marks))

    def _pieces(self, text: str, marks: Sequence[tuple[int, int]]) -> Iterator[str]:
        end = 0
        for start, stop in marks:
            yield safe(text[end:start])
            yield self.mark(text[start:stop])
            end = stop
        yield safe(text[end:])


def safe(text: str) -> str:
    """Replace the control characters with which article text could control a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
