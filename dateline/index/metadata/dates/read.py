"""Read a date or a time as it was written, in the forms of the modules beside this one."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, time, timedelta

import msgspec

from dateline.index.article import Precision
from dateline.index.metadata.dates.clock import Clock, split_clock
from dateline.index.metadata.dates.east_asian import read_east_asian, with_digits
from dateline.index.metadata.dates.iranian import read_iranian
from dateline.index.metadata.dates.moment import Moment, UnreadableDate, Written
from dateline.index.metadata.dates.numeric import read_numeric
from dateline.index.metadata.dates.worded import read_worded
from dateline.index.metadata.dates.zones import zone_of

_LONGEST = 120
"""Characters; anything longer is no date."""
_COMPACT = re.compile(
    r"((?:1[4-9]|20|21)\d{2})(\d{2})(\d{2})[T ]?(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?\s?(Z|[+-]\d{2}:?\d{2})?"
)
_UNIX = re.compile(r"-?\d{9,10}(?:\.\d+)?|-?\d{12,13}|\d{16}|\d{19}")
_WIRE = re.compile(r"\d\d-\d\d-\d\d \d{4}\s?[A-Z]{3}")
"""ANPA 84-2, the American wires' header: `05-18-21 1015EDT`; the month comes first."""
_ZONE_OF_DAY = re.compile(r"(?<=\A\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)\Z")
"""The zone of a day without a time, as `xs:date` may have one. Source: XML Schema 1.1 part 2, 3.3.9."""
_SECOND_DIGITS = 10
_INVISIBLE = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MARKS = str.maketrans("–—‒−،‐", "---" + "-" + ",-")
_IN_BRACKETS = re.compile(
    r"\(\s*(?:[月火水木金土日월화수목금토일]|(?:明治|大正|昭和|平成|令和)\s*(?:\d+|元)\s*年?)\s*\)"
)
"""A weekday, or the year of an era beside ours: `2021(令和3)年5月18日(火)`."""
_WRAPPED = re.compile(r"D:(\d{8,14}(?:Z|[+-]\d\d'?\d\d)?)'?|/Date\((-?\d+)(?:[+-]\d{4})?\)/")
"""Dates of PDF (ISO 32000-1, 7.9.4) and of .NET."""
_AROUND = " ,;:.|-()[]{}\"'?~*"
_LEAP_SECOND = 60
_LAST_HOUR = 24


def read_time(text: str | None, *, day_first: bool | None = None, language: str | None = None) -> Moment | None:
    """Read a date or a time; None if it cannot be read. See `read_moment`."""
    if not text or not text.strip():
        return None
    try:
        return read_moment(text, day_first=day_first, language=language)
    except UnreadableDate:
        return None


def read_moment(text: str, *, day_first: bool | None = None, language: str | None = None) -> Moment:
    """Read a date or a time, in the precision that is certain. Raises UnreadableDate.

    `day_first` decides dates such as `05/06/2021`; None leaves those unread. `language` (`pl-PL`) decides names that
    are different months in different languages. A time without a zone is in UTC.
    """
    plain = _unwrapped(_plain(text))
    if len(plain) > _LONGEST:
        raise UnreadableDate("the date is too long; write it as 2021-05-18")
    compact = _COMPACT.fullmatch(plain)
    try:
        if compact is not None:
            return _compact(compact)
        return _unix_time(plain) or _day_and_clock(plain, day_first=day_first, language=language)
    except (ValueError, OverflowError, OSError) as error:
        raise UnreadableDate(f"there is no day “{text.strip()}”") from error


def _plain(text: str) -> str:
    """Return a text with digits, dashes and spaces of one kind."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text[: 2 * _LONGEST])).translate(_MARKS)
    digits = (str(unicodedata.decimal(letter, letter)) for letter in folded)
    return " ".join("".join(digits).split())


def _unwrapped(text: str) -> str:
    found = _WRAPPED.fullmatch(text)
    return text if found is None else (found[1] or found[2]).replace("'", "")


def _unix_time(text: str) -> Moment | None:
    """Seconds, milliseconds, microseconds or nanoseconds since 1970."""
    if _UNIX.fullmatch(text) is None:
        return None
    digits = len(text.partition(".")[0].removeprefix("-"))
    unit = 1 if digits <= _SECOND_DIGITS else 1000 ** ((digits - _SECOND_DIGITS + 2) // 3)
    return Moment(datetime.fromtimestamp(float(text) // unit, UTC), Precision.SECOND)


def _compact(found: re.Match[str]) -> Moment:
    """`20210518T1015Z`, `202105181015`. Raises ValueError."""
    year, month, day, hour, minute, second, zone = found.groups()
    clock = Clock(int(hour), int(minute), int(second) if second else None, zone)
    return _at(Written(int(year), int(month), int(day)), clock)


def _day_and_clock(text: str, *, day_first: bool | None, language: str | None) -> Moment:
    if _WIRE.fullmatch(text):
        day_first = False
    before, clock, after = split_clock(with_digits(_ZONE_OF_DAY.sub("", text)))
    written = _day(f"{before} {after}", day_first=day_first, language=language)
    if written is not None:
        return written.moment() if clock is None or written.day is None else _at(written, clock)
    written = _day(before, day_first=day_first, language=language) if clock is not None else None
    if written is None:
        raise UnreadableDate(f"the date “{text}” cannot be read; write it as 2021-05-18")
    return msgspec.structs.replace(
        written.moment(), problem=f"the time in “{text}” is not certain; only the day is used"
    )


def _day(text: str, *, day_first: bool | None, language: str | None) -> Written | None:
    plain = " ".join(_IN_BRACKETS.sub(" ", text).split()).strip(_AROUND)
    return (
        read_numeric(plain, day_first=day_first)
        or read_east_asian(plain)
        or read_worded(plain, language=language)
        or read_iranian(plain)
    )


def _at(written: Written, clock: Clock) -> Moment:
    """Return a time of a day, or the day if the time is not certain. Raises ValueError if there is no such day."""
    day = written.moment()
    zone = UTC if clock.zone is None else zone_of(clock.zone)
    if zone is None:
        return msgspec.structs.replace(day, problem=f"the time zone “{clock.zone}” is not known; only the day is used")
    try:
        local = datetime.combine(day.at, _time(clock), zone)
    except ValueError:
        return msgspec.structs.replace(day, problem=f"there is no time {_shown(clock)}; only the day is used")
    if clock.hour == _LAST_HOUR:
        local += timedelta(days=1)
    return Moment(local.astimezone(UTC), Precision.MINUTE if clock.second is None else Precision.SECOND)


def _time(clock: Clock) -> time:
    """The time of day. A leap second is the one before it; 24:00 starts the next day. Raises ValueError."""
    second = clock.second or 0
    if second == _LEAP_SECOND:
        second -= 1
    is_midnight = clock.hour == _LAST_HOUR and not clock.minute and not second
    return time(0 if is_midnight else clock.hour, clock.minute, second)


def _shown(clock: Clock) -> str:
    return f"{clock.hour}:{clock.minute:02}" + ("" if clock.second is None else f":{clock.second:02}")
