"""What joining reads and gives: how often a spelling was seen, and whom it denotes."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec


class Seen(msgspec.Struct, frozen=True, order=True):
    """A spelling seen in an office in a year (UNDATED for articles without a date)."""

    key: str
    portfolio: str
    year: int
    held: int
    """In how many articles as holder, as a `level`."""
    former: int
    """In how many articles as former holder, as a `level`."""


class Joined(msgspec.Struct, frozen=True, order=True):
    """From the year `since`, until the next such year of the same key and portfolio, the key denotes this person."""

    key: str
    portfolio: str
    since: int
    person: str


def level(articles: int) -> int:
    """Round a count down to a power of two, so that joining is repeated only when a count has doubled."""
    return 1 << (articles.bit_length() - 1) if articles > 0 else 0


def person_at(joined: Sequence[Joined], year: int) -> str | None:
    """Return the person whom a key denotes in a year; `joined` are those of one key and portfolio, in order."""
    return next((one.person for one in reversed(joined) if one.since <= year), None)
