"""Read when an article was published: from its header, metadata, dateline or URL (`/2021/05/18/`)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from dateline.index.article import Dateline, DateOrigin, Precision, Published
from dateline.index.metadata.dates.days import Day
from dateline.index.metadata.dates.moment import UnreadableDate
from dateline.index.metadata.dates.read import read_moment
from dateline.index.raw import RawReport
from dateline.problems import Problem

_IN_URL = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?!\d)")
_COMPACT_IN_URL = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")


def read_published(
    raw: RawReport, dateline: Dateline | None, *, day_first: bool | None = None
) -> tuple[Published | None, tuple[Problem, ...]]:
    """Read the publication date. An invalid date becomes a problem, and the next best origin is used.

    `day_first` decides dates such as `05/06/2021`.
    """
    problems: list[Problem] = []
    for text, origin in ((raw.header_date, DateOrigin.HEADER), (raw.published, DateOrigin.METADATA)):
        if text and text.strip():
            try:
                moment = read_moment(text, day_first=day_first, language=raw.language)
            except UnreadableDate as unreadable:
                problems.append(Problem(str(unreadable), place=raw.place))
            else:
                if moment.problem:
                    problems.append(Problem(moment.problem, place=raw.place))
                return Published(moment.at, moment.precision, origin), tuple(problems)
    return _from_dateline_or_url(raw, dateline), tuple(problems)


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
