"""A person's name as it stands in a text."""

from __future__ import annotations

import msgspec


class PersonName(msgspec.Struct, frozen=True):
    """A name in a text, from its first word to its last; `next` is the token after it."""

    text: str
    start: int
    end: int
    next: int

    @property
    def is_full(self) -> bool:
        """Whether it has more than a family name."""
        return " " in self.text
