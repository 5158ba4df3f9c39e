"""A person's name in a text."""

from __future__ import annotations

import msgspec


class PersonName(msgspec.Struct, frozen=True):
    """A name in a text; offsets are code points, `next` is the number of the token after it."""

    text: str
    start: int
    end: int
    next: int

    @property
    def is_full(self) -> bool:
        """Whether it has more than one word."""
        return " " in self.text
