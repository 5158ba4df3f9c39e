"""Read when an article was published: from its header, metadata, dateline or URL.

Supported formats: ISO 8601, RFC 2822 and 9110, the wires' `26-FEB-1987 15:01:01.79`, days in words, seconds since
1970, and days in URLs (`/2021/05/18/`). A time without a zone is read as UTC.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

import msgspec

from dateline.index.article import Dateline, DateOrigin, Precision, Published
from dateline.index.metadata.dates.days import Day, read_day
from dateline.index.raw import RawReport
from dateline.problems import Problem

_ZONES = {
    **dict.fromkeys(("", "z", "ut", "utc", "gmt", "wet"), 0.0),
    **dict.fromkeys(("bst", "cet", "mez"), 1.0),
    **dict.fromkeys(("cest", "mesz", "eet", "sast"), 2.0),
    **dict.fromkeys(("eest", "msk", "eat"), 3.0),
    "ist": 5.5,
    "slst": 5.5,
    "jst": 9.0,
    "kst": 9.0,
    "aest": 10.0,
    "aedt": 11.0,
    "edt": -4.0,
    "est": -5.0,
    "cdt": -5.0,
    "cst": -6.0,
    "mdt": -6.0,
    "mst": -7.0,
    "pdt": -7.0,
    "pst": -8.0,
}
"""UTC offsets, in hours, of the zone abbreviations used in news."""
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?\s*(?P<half>[ap]\.?m\.?)?\s*"
    r"(?P<zone>z|[a-z]{2,4}|(?:gmt|utc)?[+-]\d{2}:?(?:\d{2})?)?(?:\s*\([^()]*\))?\s*\Z",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?\Z")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})\Z")
_YEAR_AND_MONTH = re.compile(r"(\d{4})(?:-(\d{1,2}))?\Z")
_SECONDS = re.compile(r"-?\d{9,10}(?:\.\d+)?\Z")
_MILLISECONDS = re.compile(r"\d{12,13}\Z")
_IN_URL = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?!\d)")
_COMPACT_IN_URL = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
_MONTHS = 12


class UnreadableDate(Exception):  # noqa: N818 - it carries a message for the user; it is not an error of the program
    """A date that cannot be read; the message says what to do."""


class Moment(msgspec.Struct, frozen=True):
    """A time in UTC with the precision in which it was written."""

    at: datetime
    precision: Precision


def read_published(raw: RawReport, dateline: Dateline | None) -> tuple[Published | None, tuple[Problem, ...]]:
    """Read the publication date. An invalid date becomes a problem, and the next best origin is used."""
    problems: list[Problem] = []
    for text, origin in ((raw.header_date, DateOrigin.HEADER), (raw.published, DateOrigin.METADATA)):
        if text and text.strip():
            try:
                moment = read_moment(text)
            except UnreadableDate as unreadable:
                problems.append(Problem(str(unreadable), place=raw.place))
            else:
                return Published(moment.at, moment.precision, origin), tuple(problems)
    return _from_dateline_or_url(raw, dateline), tuple(problems)


def read_moment(text: str) -> Moment:
    """Parse a date or a date with time. Raises UnreadableDate."""
    plain = _WEEKDAY.sub("", " ".join(text.split()), count=1)
    moment = _unix_time(plain) or _compact(plain) or _year_or_month(plain)
    if moment is not None:
        return moment
    day_text, clock = _split_clock(plain)
    day = _existing_day(_read_day(day_text, text), text)
    if clock is None:
        return Moment(datetime.combine(day, time(), UTC), Precision.DAY)
    return _at_clock(day, clock, text)


def _split_clock(text: str) -> tuple[str, re.Match[str] | None]:
    """Split into the day and the match of the clock time after it."""
    clock = _CLOCK.search(text, max(0, len(text) - 60))
    if clock is None:
        return text, None
    before = text[: clock.start()]
    return before.removesuffix("T").rstrip(" ,").removesuffix(" at"), clock


def _read_day(day_text: str, text: str) -> Day:
    slashed = _SLASHED.match(day_text)
    day = _slashed_day(slashed, text) if slashed else read_day(day_text)
    if day is None or day.year is None:
        raise UnreadableDate(f"the date “{text.strip()}” cannot be read; write it as 2021-05-18")
    return day


def _slashed_day(found: re.Match[str], text: str) -> Day:
    """`18/05/2021` or `05/18/2021`, if only one reading is possible. Raises UnreadableDate."""
    first, second, year = (int(group) for group in found.groups())
    if first == second or second > _MONTHS:
        return Day(first, second, year)
    if first > _MONTHS:
        return Day(second, first, year)
    raise UnreadableDate(f"the date “{text.strip()}” can be two days; write it as {year}-{second:02}-{first:02}")


def _existing_day(day: Day, text: str) -> date:
    found = day.in_year(day.year or 0)
    if found is None:
        raise UnreadableDate(f"there is no day “{text.strip()}”")
    return found


def _at_clock(day: date, clock: re.Match[str], text: str) -> Moment:
    hour, second = int(clock["hour"]), clock["second"]
    if half := clock["half"]:
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    precision = Precision.SECOND if second else Precision.MINUTE
    try:
        at = datetime.combine(day, time(hour, int(clock["minute"]), int(second or 0)), _zone(clock["zone"] or ""))
        return Moment(at.astimezone(UTC), precision)
    except (ValueError, OverflowError) as error:
        raise UnreadableDate(f"there is no time “{text.strip()}”") from error


def _zone(text: str) -> timezone:
    """The time zone of an abbreviation or offset. Raises ValueError if there is no such zone."""
    letters = text.lower()
    if letters in _ZONES:
        return timezone(timedelta(hours=_ZONES[letters]))
    digits = re.sub(r"\D", "", text).ljust(4, "0")
    if not digits.strip("0") and letters.isalpha():
        return UTC
    sign = -1 if "-" in text else 1
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def _unix_time(text: str) -> Moment | None:
    """A number of seconds or milliseconds since 1970."""
    if _SECONDS.match(text):
        seconds = int(float(text))
    elif _MILLISECONDS.match(text):
        seconds = int(text) // 1000
    else:
        return None
    return Moment(datetime.fromtimestamp(seconds, UTC), Precision.SECOND)


def _compact(text: str) -> Moment | None:
    """`20210518`, `20210518T120000Z`. Raises UnreadableDate."""
    found = _COMPACT.match(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    written = f"{year}-{month}-{day}"
    return read_moment(f"{written} {hour}:{minute}:{second or '00'}{zone or ''}" if hour else written)


def _year_or_month(text: str) -> Moment | None:
    found = _YEAR_AND_MONTH.match(text)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2] or 1)
    if year == 0 or not 1 <= month <= _MONTHS:
        raise UnreadableDate(f"there is no month “{text}”")
    return Moment(datetime(year, month, 1, tzinfo=UTC), Precision.MONTH if found[2] else Precision.YEAR)


def _from_dateline_or_url(raw: RawReport, dateline: Dateline | None) -> Published | None:
    """The date of the dateline if it has a year, else the date in the URL."""
    if dateline is not None and dateline.date is not None and len(dateline.date) == len("2021-05-18"):
        return _published(date.fromisoformat(dateline.date), DateOrigin.DATELINE)
    found = _IN_URL.search(raw.url or "") or _COMPACT_IN_URL.search(raw.url or "")
    if found is None:
        return None
    day = Day(int(found["month"]), int(found["day"]), int(found["year"])).in_year(int(found["year"]))
    return _published(day, DateOrigin.URL) if day else None


def _published(day: date, origin: DateOrigin) -> Published:
    return Published(datetime.combine(day, time(), UTC), Precision.DAY, origin)
