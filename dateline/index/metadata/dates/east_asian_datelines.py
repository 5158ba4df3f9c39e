"""Read datelines of East Asia: `新华社北京5月3日电`, `(서울=연합뉴스)`, `【東京=山田太郎】`.

Most have no space between place, source and day, so each language has forms of its own.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

import msgspec

from dateline.index.metadata.countries.places import country_of_place
from dateline.index.metadata.dates.dateline_words import listed
from dateline.index.metadata.dates.days import Day

_WITHIN = 60
"""Code points in which such a dateline opens."""
_HAS_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HAN = "[\u3400-\u9fff]"
_PLACE = r"(?P<place>[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·・/]{2,16}?)"
_OPEN, _CLOSE = r"[【(（\[［]", r"[】)）\]］]"
_MONTH_AND_DAY = r"(?:(?P<month>\d{1,2})\s?[月월]\s?)?(?P<day>\d{1,2})\s?[日일]"
_CHINESE = re.compile(
    rf"{_OPEN}?{_HAN}{{1,4}}[社网網报報](?P<reporters>(?:记者|記者){_HAN}{{2,12}}?[、 ]?)?"
    rf"\s?{_PLACE}\s?{_MONTH_AND_DAY}[电電讯訊]{_CLOSE}?"
)
"""A source, at times a reporter, a place, a day and 电."""
_WITHOUT_SOURCE = re.compile(rf"{_OPEN}?{_PLACE}{_MONTH_AND_DAY}[电電讯訊発]")
_EQUALS = re.compile(rf"{_OPEN}{_PLACE}\s?[=＝]\s?[^】)）\]］\n]{{2,20}}{_CLOSE}")
"""Korean and Japanese: a place, an equals sign, a reporter or a source."""
_SPACED = re.compile(rf"{_OPEN}{_PLACE}\s{_MONTH_AND_DAY}발?\s[^】)）\]］\n]{{2,12}}{_CLOSE}")
"""Japanese: a place, a day and a source."""
_LONGEST_BACK = timedelta(days=28)


class EastAsian(msgspec.Struct, frozen=True):
    """A dateline of one of these forms; the day is None without a month and a date of publication."""

    place: str
    start: int
    place_start: int
    end: int
    day: Day | None


def read_east_asian_dateline(body: str, published: date | None) -> EastAsian | None:
    """Read a dateline of East Asia at the beginning of a body."""
    if body[:_WITHIN].isascii() or _HAS_EAST_ASIAN.search(body, 0, _WITHIN) is None:
        return None
    for form in _forms():
        found = form.match(body, 0, _WITHIN * 2)
        if found is not None:
            return _read(found, published)
    return None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    agencies = "|".join(sorted(listed("asian-agency"), key=len, reverse=True))
    return (_CHINESE, _WITHOUT_SOURCE, _EQUALS, _SPACED, re.compile(rf"{_OPEN}{_PLACE}(?:{agencies}){_CLOSE}"))


def _read(found: re.Match[str], published: date | None) -> EastAsian:
    place, start = found["place"], found.start("place")
    groups = found.groupdict()
    if groups.get("reporters"):
        place, start = _without_reporter(found["reporters"] + place, found.start("reporters"))
    return EastAsian(place, found.start(), start, found.end(), _day(groups, published))


def _without_reporter(text: str, start: int) -> tuple[str, int]:
    """The longest known place at the end of a text that names a reporter before it."""
    for first in range(len(text) - 1):
        if country_of_place(text[first:]):
            return text[first:], start + first
    return text[-2:], start + len(text) - 2


def _day(groups: dict[str, str | None], published: date | None) -> Day | None:
    """The day; without a month, that one which came last before the publication."""
    number, month = int(groups.get("day") or 0), groups.get("month")
    if not number:
        return None
    if month:
        return Day(int(month), number, None)
    if published is None:
        return None
    days = (published - timedelta(days=back) for back in range(_LONGEST_BACK.days))
    return next((Day(day.month, day.day, day.year) for day in days if day.day == number), None)
