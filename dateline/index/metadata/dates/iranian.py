"""Read dates of the solar calendar of Iran and Afghanistan by the names of its months: `۲۸ اردیبهشت ۱۴۰۰`.

Digits alone (`۱۴۰۰/۰۲/۲۸`) are not read: a year of the Islamic calendar looks the same.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.index.metadata.dates.moment import Written

_MONTHS = (
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
)
_NUMBERS = {name: number for names in _MONTHS for number, name in enumerate(names.split(), start=1)}
_LETTERS = str.maketrans("يىك", "ییک")
"""Arabic letters that are typed for Persian ones."""
_NAME = rf"(?P<month>{'|'.join(_NUMBERS)})(?:\s?ماه)?"
_WEEKDAY = r"(?:(?:شنبه|یک‌?\s?شنبه|دو\s?شنبه|سه\s?شنبه|چهار\s?شنبه|پنج\s?شنبه|جمعه)[\s,،]*)?"
_DATE = re.compile(rf"{_WEEKDAY}(?P<day>\d{{1,2}})\s*{_NAME}(?:\s*سال)?[\s,،]*(?P<year>1[34]\d\d)")
_LONG_MONTHS, _LONG, _SHORT = 6, 31, 30
_CYCLE = 33
_LEAP_YEARS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""Years of a cycle that have 366 days; right from 1244 to 1502 (1865 to 2123)."""
_YEAR_1400 = date(2021, 3, 21)


def read_iranian(text: str) -> Written | None:
    """Read a day with its month and year in words and digits; None for anything else. The day may not exist."""
    found = _DATE.fullmatch(text.translate(_LETTERS))
    if found is None:
        return None
    year, month, day = int(found["year"]), _NUMBERS[found["month"]], int(found["day"])
    if not 1 <= day <= _days_of(year, month):
        return None
    start = _YEAR_1400 + timedelta(days=_days_since_1400(year))
    found_day = start + timedelta(days=sum(_days_of(year, number) for number in range(1, month)) + day - 1)
    return Written(found_day.year, found_day.month, found_day.day)


def _days_since_1400(year: int) -> int:
    step = 1 if year >= 1400 else -1
    years = range(1400, year) if step > 0 else range(year, 1400)
    return step * sum(_days_of_year(each) for each in years)


def _days_of_year(year: int) -> int:
    return sum(_days_of(year, month) for month in range(1, 13))


def _days_of(year: int, month: int) -> int:
    if month <= _LONG_MONTHS:
        return _LONG
    is_short_end = month == 12 and year % _CYCLE not in _LEAP_YEARS
    return _SHORT - 1 if is_short_end else _SHORT
