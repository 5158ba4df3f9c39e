"""Whom a key means: what joining came to, as readers use it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec


class Joined(msgspec.Struct, frozen=True, order=True):
    """From the year `since` on, until the next such year of the same key and portfolio, the key means this person."""

    key: str
    portfolio: str
    since: int
    person: str


def person_at(joined: Sequence[Joined], year: int) -> str | None:
    """Whom a key means in a year; `joined` are those of one key and portfolio, in order."""
    return next((one.person for one in reversed(joined) if one.since <= year), None)
