"""Text for people: marks where offsets say so, plain where colour is not wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import click
import msgspec

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Style(msgspec.Struct, frozen=True):
    """Whether marks and weights are shown with colour, or text is left as it is."""

    colour: bool

    def strong(self, text: str) -> str:
        """A headline or a number that matters."""
        return click.style(safe(text), bold=True) if self.colour else safe(text)

    def faint(self, text: str) -> str:
        """What comes second."""
        return click.style(safe(text), dim=True) if self.colour else safe(text)

    def mark(self, text: str) -> str:
        """A place that matched."""
        return click.style(safe(text), fg="yellow", bold=True) if self.colour else safe(text)

    def marked(self, text: str, marks: Sequence[tuple[int, int]]) -> str:
        """Text with its marks, given as code point offsets, ascending and apart."""
        return "".join(self._pieces(text, marks))

    def _pieces(self, text: str, marks: Sequence[tuple[int, int]]) -> Iterator[str]:
        end = 0
        for start, stop in marks:
            yield safe(text[end:start])
            yield self.mark(text[start:stop])
            end = stop
        yield safe(text[end:])


def safe(text: str) -> str:
    """Article text without the control characters by which it could steer a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
