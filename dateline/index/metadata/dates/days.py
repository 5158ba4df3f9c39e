"""Parse days as people write them: `May 18`, `18 mai 2021`, `12 SEP 89`, `18.05.2021`, `2021. május 3.`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from dateline.index.metadata.dates.letters import IN_WORD, LETTER
from dateline.index.metadata.dates.months import month_number
from dateline.index.metadata.dates.numeric import year_of

_WORD = rf"{LETTER}{IN_WORD}+"
_NAME = rf"(?P<month>(?:(?:كانون|تشرين)\s)?{_WORD})(?:/{_WORD})?\.?"
"""The name of a month; some Arabic ones have two words, or two names: `مايو/أيار`."""
_YEAR = r"(?P<year>\d{4})(?!\d)"
_ANY_YEAR = rf"(?:{_YEAR}\.?|(?P<short>\d{{2}})(?=\s*(?:[,(/\[–—-]|\Z)))"
"""Two digits are a year only where a dateline or the text ends, or goes on with its source."""
_DAY = r"(?P<day>\d{1,2})(?!\d)"
_ENGLISH = r"(?:st|nd|rd|th)?"
_FORMATS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_NAME}\s?{_DAY}{_ENGLISH}(?:(?:,|/)?\s*{_YEAR}|\s?d\.)?",
        rf"{_DAY}(?:{_ENGLISH}|er|\.|º|-?го)[\s-]*(?:of\s+|de\s+|d['’])?{_NAME}(?:,?[\s-]+(?:del?\s+)?{_ANY_YEAR})?",
        rf"{_YEAR}[-/.](?P<number>\d{{1,2}})[-/.]{_DAY}",
        rf"{_DAY}\.\s?(?P<number>\d{{1,2}})\.\s?{_YEAR}",
        rf"{_YEAR}\.?\s(?:m\.\s)?{_NAME}\s{_DAY}\.?",
    )
)
_NAME_FIRST, _NUMBER_FIRST = _FORMATS[:1], _FORMATS[1:]
_IN_NUMBERS = re.compile(
    r"(?P<first>\d{1,2})(?P<between>[./])\s?(?P<second>\d{1,2})\.?(?=\s*[(\[]|\s*/[^\W\d]|\s*[–—-]\s)"
)
"""A day and a month in numbers, before the source or the sign of a dateline."""
_MONTHS = range(1, 13)


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


class DayAt(NamedTuple):
    """A day and the offset at which it ends."""

    day: Day
    end: int


class NumbersAt(NamedTuple):
    """Numbers that are a day and a month, and the offset at which they end."""

    day: Day | None
    """None if the order is not certain."""
    end: int


def read_day(text: str) -> Day | None:
    """Parse a text that is only a day; None for anything else."""
    for pattern in _FORMATS:
        found = pattern.fullmatch(text)
        day = _day(found.groupdict()) if found is not None else None
        if day is not None:
            return day
    return None


def day_at(text: str, start: int) -> DayAt | None:
    """Parse the day that begins at an offset; None if there is none."""
    for pattern in _NUMBER_FIRST if text[start : start + 1].isdigit() else _NAME_FIRST:
        found = pattern.match(text, start)
        day = _day(found.groupdict()) if found is not None else None
        if found is not None and day is not None:
            return DayAt(day, found.end())
    return None


def day_in_numbers_at(text: str, start: int) -> NumbersAt | None:
    """Parse a day and month without a year: `12.03`, `20/05`; None if there is none.

    The day comes first before a full stop. A slash leaves the order and the day open, unless one number is no month.
    """
    found = _IN_NUMBERS.match(text, start)
    if found is None:
        return None
    first, second = int(found["first"]), int(found["second"])
    orders = {(second, first)} if found["between"] == "." else {(second, first), (first, second)}
    days = [Day(month, day, None) for month, day in orders if month in _MONTHS]
    return NumbersAt(days[0] if len(days) == 1 else None, found.end()) if days else None


def _day(groups: Mapping[str, str | None]) -> Day | None:
    name, number = groups.get("month"), groups.get("number")
    month = month_number(name) if name else int(number or 0)
    year = groups.get("year") or groups.get("short")
    if month is None or month not in _MONTHS:
        return None
    return Day(month, int(groups["day"] or 0), year_of(year) if year else None)
