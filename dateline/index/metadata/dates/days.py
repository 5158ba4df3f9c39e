"""Parse days as people write them: `May 18`, `18 mai 2021`, `18.05.2021`, `2021-05-18`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import msgspec

from dateline.index.metadata.dates.months import month_number

_NAME = r"(?P<month>[^\W\d_]{3,10})\.?"
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})"
_FORMATS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NAME}\s?{_DAY}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?",
        rf"{_DAY}(?:st|nd|rd|th|er|\.|º)?[\s-]+(?:of\s+|de\s+)?{_NAME}(?:,?[\s-]+(?:de\s+)?{_YEAR})?",
        rf"{_YEAR}[-/.](?P<number>\d{{1,2}})[-/.]{_DAY}",
        rf"{_DAY}\.\s?(?P<number>\d{{1,2}})\.\s?{_YEAR}",
    )
)


class Day(msgspec.Struct, frozen=True):
    """A day as written; it may not exist, like 31 February."""

    month: int
    day: int
    year: int | None

    def in_year(self, year: int) -> date | None:
        """The date in a given year; None if it does not exist."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def nearest(self, other: date) -> date | None:
        """The date, in the year that brings it nearest to `other`; None if it does not exist."""
        if self.year is not None:
            return self.in_year(self.year)
        found = [day for year in (other.year - 1, other.year, other.year + 1) if (day := self.in_year(year))]
        return min(found, key=lambda day: abs(day - other), default=None)


def read_day(text: str) -> Day | None:
    """Parse a text that is only a day; None for anything else."""
    for pattern in _FORMATS:
        found = pattern.fullmatch(text)
        if found is not None:
            return _day(found.groupdict())
    return None


def _day(groups: Mapping[str, str | None]) -> Day | None:
    name, number, year = groups.get("month"), groups.get("number"), groups.get("year")
    month = month_number(name) if name else int(number or 0)
    return Day(month, int(groups["day"] or 0), int(year) if year else None) if month else None
