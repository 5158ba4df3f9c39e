"""Read dates in digits: `2021-05-18`, `18.05.2021`, `05/18/2021`, `2021-W20-2`, `2021-138`, `05/2016`, `1850`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateline.index.metadata.dates.moment import UnreadableDate, Written

_MONTHS = 12
_DAYS = 31
_DAYS_OF_WEEK = 7
_OR_ORDER = ", or use --day-first or --month-first"
_OTHER_CALENDARS = range(1300, 1500)
"""Years of the Persian and the Islamic calendars in the time of newspapers; no newspaper is so old."""
_FIRST_YEAR = 1000
"""Programs write `0001-01-01` for an unknown date."""
_PIVOT = 69
"""Years of two digits from here on are of the 20th century, the others of the 21st. Source: POSIX, `strptime`."""


def read_numeric(text: str, *, day_first: bool | None) -> Written | None:
    """Read a date in digits; None for anything else. Raises UnreadableDate if it can be two days, or none."""
    if (dotted := _DOTTED.fullmatch(text)) is not None:
        # The day comes first wherever dots are used, unless it cannot.
        return _in_order(dotted, day_first=day_first is not False)
    if (slashed := _SLASHED.fullmatch(text)) is not None:
        return _slashed(slashed, day_first=day_first)
    written = next((read(found) for form, read in _FORMS if (found := form.fullmatch(text))), None)
    if written is None or written.month is None:
        return written
    if written.year in _OTHER_CALENDARS:
        raise UnreadableDate(f"the date “{text}” is in another calendar; write it as 2021-05-18")
    if written.year < _FIRST_YEAR:
        raise UnreadableDate(f"the date “{text}” stands for an unknown one")
    return written


def year_of(digits: str) -> int:
    """Return the year of two or four digits."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def day_comes_first(first: int, second: int, *, day_first: bool | None) -> bool | None:
    """Whether the day comes before the month in two numbers; `day_first` if both can be the month."""
    if first == second or second > _MONTHS >= first:
        return first == second
    return True if first > _MONTHS >= second else day_first


def _year_first(found: re.Match[str]) -> Written:
    """`2021-05-18`; what is unknown is zero or missing: `2021-05-00`, `2021-XX-XX`."""
    month, day = (int(part) if part.isdigit() else 0 for part in (found[2], found[3]))
    if month == 0:
        return Written(int(found[1]))
    return Written(int(found[1]), month, day or None)


def _year_and_month(found: re.Match[str]) -> Written:
    return Written(int(found["year"]), int(found["month"]))


def _year(found: re.Match[str]) -> Written:
    return Written(int(found[1]))


def _slashed(found: re.Match[str], *, day_first: bool | None) -> Written:
    """`18/05/2021` or `05/18/2021`. A year of two digits comes first in some countries, if it can."""
    second, third = int(found[2]), int(found[3])
    if len(found[3]) == 2 and day_first is None and 1 <= second <= _MONTHS and 1 <= third <= _DAYS:
        raise UnreadableDate(f"the date “{found[0]}” can be several days; write it as 2021-05-18{_OR_ORDER}")
    return _in_order(found, day_first=day_first)


def _in_order(found: re.Match[str], *, day_first: bool | None) -> Written:
    first, second, year = int(found[1]), int(found[2]), year_of(found[3])
    is_day_first = day_comes_first(first, second, day_first=day_first)
    if is_day_first is None:
        readings = f"{year:04}-{second:02}-{first:02} or {year:04}-{first:02}-{second:02}"
        raise UnreadableDate(f"the date “{found[0]}” can be two days; write it as {readings}{_OR_ORDER}")
    return Written(year, second, first) if is_day_first else Written(year, first, second)


def _week(found: re.Match[str]) -> Written:
    """A day of an ISO week; a whole week is in one month, one year, or not certain."""
    year, week, weekday = int(found[1]), int(found[2]), found[3]
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError as error:
        raise UnreadableDate(f"there is no week “{found[0]}”") from error
    if weekday:
        day = monday + timedelta(days=int(weekday) - 1)
        return Written(day.year, day.month, day.day)
    sunday = monday + timedelta(days=_DAYS_OF_WEEK - 1)
    if monday.year != sunday.year:
        raise UnreadableDate(f"the week “{found[0]}” is in two years; write the day as 2021-05-18")
    return Written(monday.year, monday.month if monday.month == sunday.month else None)


def _ordinal(found: re.Match[str]) -> Written:
    year, number = int(found[1]), int(found[2])
    if not year:
        raise UnreadableDate(f"there is no day “{found[0]}”")
    day = date(year, 1, 1) + timedelta(days=number - 1)
    if number == 0 or day.year != year:
        raise UnreadableDate(f"there is no day “{found[0]}”")
    return Written(day.year, day.month, day.day)


_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})\.?")
_SLASHED = re.compile(r"(\d{1,2})\s?[-/]\s?(\d{1,2})\s?[-/]\s?(\d{4}|\d{2})")
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Written]], ...] = (
    (re.compile(r"(\d{4})\s?[-/.]\s?(\d{1,2}|XX)\s?[-/.]\s?(\d{1,2}|XX)\.?"), _year_first),
    (re.compile(r"(\d{4})(\d{2})(\d{2})"), _year_first),
    (re.compile(r"(\d{4})-?W(\d{2})(?:-?([1-7]))?"), _week),
    (re.compile(r"(\d{4})-(\d{3})"), _ordinal),
    (re.compile(r"(?P<month>\d{1,2})\s?[-/.]\s?(?P<year>\d{4})"), _year_and_month),
    (re.compile(r"(?P<year>\d{4})\s?[-/.]\s?(?P<month>\d{1,2})"), _year_and_month),
    # `202105`, but not `201205`, which may be a day of 2020.
    (re.compile(r"(?P<year>(?:19|20)(?!0[1-9]|1[0-2])\d\d)(?P<month>0[1-9]|1[0-2])"), _year_and_month),
    (re.compile(r"(\d{4})"), _year),
)
