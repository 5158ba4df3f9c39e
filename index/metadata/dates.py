"""When an article was published: from what its source says, else its address, else its dateline.

A day that does not exist is a problem and no date. Times without a zone are taken as UTC.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dateline.index.article import Dateline, DateOrigin, Precision, Published
from dateline.index.raw import RawReport
from dateline.problems import Problem

_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_ISO_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}))?\Z")
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})\Z")
_SLASHED = re.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})\Z")
_DAY_FIRST = re.compile(
    r"(?:[A-Za-z]+,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?[-\s.]+(?P<name>[A-Za-z]{3})[a-z]*\.?[-\s,]+(?P<year>\d{4})(?:[,\s]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?\s*(?:UTC|GMT|Z)?\Z",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"(?:[A-Za-z]+,\s+)?(?P<name>[A-Za-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?:[,\s]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?))?\s*(?:UTC|GMT|Z)?\Z",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>\d{4})\Z")
_IN_URL = re.compile(r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?!\d)")
_TIME = re.compile(r"[T\s]\d{1,2}:?\d{2}(?P<seconds>:?\d{2})?")


def read_published(raw: RawReport, dateline: Dateline | None) -> tuple[Published | None, tuple[Problem, ...]]:
    """When a report was published, and what is wrong with what its source says of that."""
    problems: list[Problem] = []
    for text, origin in ((raw.header_date, DateOrigin.HEADER), (raw.published, DateOrigin.METADATA)):
        if text is None or not text.strip():
            continue
        found = read_time(text, origin)
        if found is not None:
            return found, tuple(problems)
        problems.append(Problem(f"published: {text.strip()[:60]!r} is no date that can be read", place=raw.place))
    return _from_address(raw.url) or _from_dateline(dateline), tuple(problems)


def read_time(text: str, origin: DateOrigin) -> Published | None:
    """A time as precise as the text gives it, in UTC; None where it is none, or does not exist."""
    for read in (_iso, _in_parts, _internet):
        try:
            found = read(text.strip())
        except (ValueError, OverflowError, IndexError, TypeError):
            continue
        if found is not None:
            at, precision = found
            return Published(_utc(at), precision, origin)
    return None


_Read = tuple[datetime, Precision]


def _iso(text: str) -> _Read | None:
    part = _ISO_PART.match(text)
    if part is not None:
        month = part["month"]
        return datetime(int(part["year"]), int(month or 1), 1, tzinfo=UTC), Precision.MONTH if month else Precision.YEAR
    if not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return None
    return datetime.fromisoformat(text), _precision(text)


def _precision(text: str) -> Precision:
    time = _TIME.search(text, 8)
    if time is None:
        return Precision.DAY
    return Precision.SECOND if time["seconds"] else Precision.MINUTE


def _in_parts(text: str) -> _Read | None:
    for pattern in (_COMPACT, _SLASHED, _DAY_FIRST, _MONTH_FIRST, _NUMBERS):
        found = pattern.match(text)
        if found is not None:
            return _put_together(found.groupdict())
    return None


def _put_together(parts: dict[str, str | None]) -> _Read | None:
    year = int(parts["year"] or 0)
    if "first" in parts:
        return _in_either_order(year, int(parts["first"] or 0), int(parts["second"] or 0))
    name = parts.get("name")
    month = _MONTHS[name.lower()] if name and name.lower() in _MONTHS else int(parts.get("month") or 0)
    time = parts.get("time")
    clock = [int(part) for part in time.split(":")] if time else []
    precision = {0: Precision.DAY, 2: Precision.MINUTE, 3: Precision.SECOND}[len(clock)]
    return datetime(year, month, int(parts["day"] or 0), *clock, tzinfo=UTC), precision


def _in_either_order(year: int, first: int, second: int) -> _Read | None:
    """`18/05/2021` and `05/18/2021`; where both orders give a day, neither is taken."""
    if first > 12 >= second:
        return datetime(year, second, first, tzinfo=UTC), Precision.DAY
    if second > 12 >= first or first == second:
        return datetime(year, first, second, tzinfo=UTC), Precision.DAY
    return None


def _internet(text: str) -> _Read | None:
    """RFC 2822, as mail and feeds write it."""
    return parsedate_to_datetime(text), Precision.SECOND


def _utc(at: datetime) -> datetime:
    whole = at.replace(microsecond=0)
    return whole.astimezone(UTC) if whole.tzinfo else whole.replace(tzinfo=UTC)


def _from_address(url: str | None) -> Published | None:
    found = _IN_URL.search(url or "")
    if found is None:
        return None
    return read_time(f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}", DateOrigin.URL)


def _from_dateline(dateline: Dateline | None) -> Published | None:
    if dateline is None or dateline.date is None or len(dateline.date) < 10:
        return None
    return read_time(dateline.date, DateOrigin.DATELINE)
