"""`date:2021-05..2021-07`, `date:last-30-days`: reads values of `date:` as days. All days are UTC days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

import msgspec
from msgspec import structs

from dateline.search.query.tree import Dated
from dateline.search.sentences import Message, Sentence

_DAY = timedelta(days=1)

RELATIVE = ("today", "yesterday", "this-week", "this-month", "this-year", "last-week", "last-month", "last-year")
"""Names of periods, besides `last-30-days`; weeks start on Monday; last week, month and year are calendar periods."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?")
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_WRITTEN = re.compile(r"(?:(\d{1,2})[ -])?([a-z]{3,9})[ -](\d{4})")
_TIMED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[t ]\d.*", re.DOTALL)
_LAST = re.compile(r"(?:last|past)-?(\d{1,5})-?(day|week|month|year)s?")
_AGO = re.compile(r"(?:now-)?(\d{1,5})([dwmy])(?:/d)?")
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_COMPARED = re.compile(r"(>=|<=|>|<)\s*(.+)", re.DOTALL)
_DASHED = re.compile(r"(\d{4}(?:-\d{1,2}){0,2}|\d{8})\s*[-–—]\s*(\d{4}(?:-\d{1,2}){0,2}|\d{8})")


class Days(msgspec.Struct, frozen=True):
    """A date or period as it was read: its first and last day; None means open."""

    first: date | None
    last: date | None
    problem: Message | None = None
    """Why only the nearest sensible reading was possible; lacks the value `read_as`."""
    foreign: bool = False
    """Whether the text is in another system's syntax."""
    relative: str | None = None
    """The relative form that means the same period, such as `last-30-days`."""

    @property
    def query(self) -> Dated:
        """Return these days as a query."""
        return Dated(self.first, self.last)


def read_days(text: str, today: date) -> Days | None:
    """Read the value of `date:`; None if it is not a date."""
    folded = " ".join(text.casefold().split())
    compared = _COMPARED.fullmatch(folded)
    if compared:
        return _bounded(compared[1], compared[2], today)
    span = re.sub(r"\.{3,}|…", "..", folded)
    if ".." in span:
        return _range(*span.split("..", 1), today=today, foreign=span != folded)
    dashed = _DASHED.fullmatch(folded)
    if dashed:
        return _range(dashed[1], dashed[2], today=today, foreign=True)
    return _period(folded, today)


def days_beside(side: str, text: str, today: date) -> Days | None:
    """Read another system's bound: `after`, `before`, `since`, `until` a day, or `newer_than`, `older_than` an age."""
    newer = side.startswith("newer")
    if newer or side.startswith("older"):
        age = _ago(text.casefold(), today)
        if age is None or age.first is None:
            return None
        return age if newer else Days(None, _before(age.first), foreign=True)
    comparison = {"after": ">=", "since": ">=", "before": "<", "until": "<="}[side]
    days = _bounded(comparison, text.casefold(), today)
    return days and structs.replace(days, foreign=True)


def days_between(
    since: str, until: str, today: date, *, includes_since: bool = True, includes_until: bool = True
) -> Days | None:
    """Read the bounds of `[a TO b]`; `*` is open, and braces exclude a bound."""
    bounds = ["" if bound == "*" else bound.casefold() for bound in (since, until)]
    days = _range(bounds[0], bounds[1], today=today, foreign=True)
    if days is None or (includes_since and includes_until):
        return days
    first, last = (_period(bound, today) if bound else None for bound in bounds)
    return Days(
        _after(first.last) if first and first.last and not includes_since else days.first,
        _before(last.first) if last and last.first and not includes_until else days.last,
        days.problem,
        foreign=True,
    )


def _bounded(comparison: str, text: str, today: date) -> Days | None:
    point = _point(text.strip(), today)
    if point is None or point.first is None or point.last is None:
        return None
    bounds: dict[str, tuple[date | None, date | None]] = {
        ">=": (point.first, None),
        ">": (_after(point.last), None),
        "<=": (None, point.last),
        "<": (None, _before(point.first)),
    }
    return Days(*bounds[comparison], point.problem, point.foreign)


def _range(since: str, until: str, *, today: date, foreign: bool) -> Days | None:
    first = _point(since.strip(), today) if since.strip() else Days(None, None)
    last = _point(until.strip(), today) if until.strip() else Days(None, None)
    if first is None or last is None or (first.first is None and last.last is None):
        return None
    foreign = foreign or first.foreign or last.foreign
    problem = first.problem or last.problem
    if first.first and last.last and first.first > last.last:
        return Days(last.first, first.last, problem or Sentence.DATES_TURNED.message(), foreign)
    return Days(first.first, last.last, problem, foreign)


def _point(text: str, today: date) -> Days | None:
    """Read one end of a range: a period, or in other systems' syntax `now`, `30d` for thirty days ago."""
    if text == "now":
        return Days(today, today, foreign=True)
    ago = _AGO.fullmatch(text)
    if ago:
        day = _back(today, int(ago[1]), _UNITS[ago[2]])
        return Days(day, day, foreign=True)
    return _period(text, today)


def _period(text: str, today: date) -> Days | None:
    """Read a named period or a date in any form."""
    named = _named(re.sub(r"[\s_]+", "-", text), today)
    if named:
        return named
    timed = _TIMED.fullmatch(text)
    if timed:
        day = _period(timed[1], today)
        return day and Days(day.first, day.last, day.problem or Sentence.TIME_OF_DAY.message())
    return _numbered(text) or _written(text) or _ago(text, today)


def _named(name: str, today: date) -> Days | None:
    counted = _LAST.fullmatch(name)
    if counted:
        return Days(_since(today, int(counted[1]), counted[2]), today)
    if name == "today":
        return Days(today, today)
    if name == "yesterday":
        return Days(_before(today), _before(today))
    which, _, unit = name.partition("-")
    if which not in {"this", "last"} or unit not in {"week", "month", "year"}:
        return None
    first = _first_of(unit, today)
    if which == "last":
        first = _first_of(unit, _before(first))
    return Days(first, _last_of(unit, first))


def _ago(text: str, today: date) -> Days | None:
    ago = _AGO.fullmatch(text)
    if ago is None:
        return None
    count, unit = int(ago[1]), _UNITS[ago[2]]
    return Days(_since(today, count, unit), today, foreign=True, relative=f"last-{count}-{unit}s")


def _numbered(text: str) -> Days | None:
    iso = _ISO.fullmatch(text)
    if iso:
        return _nearest(iso[1], iso[2], iso[3], foreign=False)
    other = _SLASHED.fullmatch(text) or _RUN.fullmatch(text)
    if other:
        return _nearest(other[1], other[2], other[3], foreign=True)
    day_first = _DAY_FIRST.fullmatch(text)
    return _day_first(day_first) if day_first else None


def _day_first(found: re.Match[str]) -> Days:
    day, month, year = found[1], found[2], found[3]
    if int(month) > 12 >= int(day):
        day, month = month, day
    return _nearest(year, month, day, foreign=True)


def _written(text: str) -> Days | None:
    found = _WRITTEN.fullmatch(text)
    if not found or found[2][:3] not in _MONTHS:
        return None
    return _nearest(found[3], str(_MONTHS.index(found[2][:3]) + 1), found[1], foreign=True)


def _nearest(year: str, month: str | None, day: str | None, *, foreign: bool) -> Days:
    """Return the year, month or day; if it does not exist, the nearest one in the same year and month."""
    real_year = max(int(year), 1)
    if month is None:
        problem = None if real_year == int(year) else Sentence.YEAR_NOWHERE.message(year=year)
        return Days(date(real_year, 1, 1), date(real_year, 12, 31), problem, foreign)
    real_month = min(max(int(month), 1), 12)
    length = monthrange(real_year, real_month)[1]
    if day is None:
        exists = (real_year, real_month) == (int(year), int(month))
        problem = None if exists else Sentence.DATE_NOWHERE.message(date=f"{year}-{month}")
        return Days(date(real_year, real_month, 1), date(real_year, real_month, length), problem, foreign)
    nearest = date(real_year, real_month, min(max(int(day), 1), length))
    exists = (nearest.year, nearest.month, nearest.day) == (int(year), int(month), int(day))
    problem = None if exists else Sentence.DATE_NOWHERE.message(date=f"{year}-{month:0>2}-{day:0>2}")
    return Days(nearest, nearest, problem, foreign)


def _since(today: date, count: int, unit: str) -> date:
    """Return the first of the last `count` days, weeks, months or years, which end today."""
    return min(_after(_back(today, count, unit)), today)


def _back(day: date, count: int, unit: str) -> date:
    if unit in {"day", "week"}:
        ago = count * (7 if unit == "week" else 1)
        return date.fromordinal(max(day.toordinal() - ago, 1))
    months = max(day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1), 12)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _first_of(unit: str, day: date) -> date:
    match unit:
        case "week":
            return date.fromordinal(max(day.toordinal() - day.weekday(), 1))
        case "month":
            return day.replace(day=1)
        case _:
            return day.replace(month=1, day=1)


def _last_of(unit: str, first: date) -> date:
    match unit:
        case "week":
            return date.fromordinal(min(first.toordinal() + 6, date.max.toordinal()))
        case "month":
            return first.replace(day=monthrange(first.year, first.month)[1])
        case _:
            return first.replace(month=12, day=31)


def _before(day: date) -> date:
    return day if day == date.min else day - _DAY


def _after(day: date) -> date:
    return day if day == date.max else day + _DAY
