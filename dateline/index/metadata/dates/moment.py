"""A time in UTC with the precision in which it was written, and why a date could not be read."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from dateline.index.article import Precision


class UnreadableDate(Exception):  # noqa: N818 - it carries a message for the user; it is not an error of the program
    """A date that cannot be read; the message says what to do."""


class Moment(msgspec.Struct, frozen=True):
    """A time in UTC. What is finer than its precision is zero, or the first month and day."""

    at: datetime
    precision: Precision
    problem: str | None = None
    """Why it is less precise than what was written."""


class Written(msgspec.Struct, frozen=True):
    """The parts of a date that are certain; the day, with its month, may not exist."""

    year: int
    month: int | None = None
    day: int | None = None

    def moment(self) -> Moment:
        """Return where it starts. Raises ValueError for a day or a month that does not exist."""
        month = 1 if self.month is None else self.month
        start = datetime(self.year, month, 1 if self.day is None else self.day, tzinfo=UTC)
        if self.day is not None:
            return Moment(start, Precision.DAY)
        return Moment(start, Precision.YEAR if self.month is None else Precision.MONTH)
