"""Read datelines: `BAKU, Azerbaijan, May 18`, `Colombo, Jan 20 (Daily Mirror) -`, `(Colombo/Feb29/2024)`.

A dateline opens an article, follows a headline or byline at its beginning, closes it, or is a line of its own above a
transcript. Only the first is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dateline.index.article import Dateline
from dateline.index.metadata.countries.english import is_all_caps
from dateline.index.metadata.countries.places import is_city
from dateline.index.metadata.dates.days import Day
from dateline.index.metadata.dates.east_asian_datelines import EastAsian, read_east_asian_dateline
from dateline.index.metadata.dates.judge import country_of, is_dateline, is_strong
from dateline.index.metadata.dates.opening import opening_at
from dateline.index.metadata.dates.opening_parts import LONGEST, End, Opening
from dateline.index.metadata.dates.other_datelines import after_lead, closing, place_line
from dateline.index.metadata.dates.place_names import is_capitals, normal_form, normal_form_aboard

_BYLINE = re.compile(r"(?:By|BY|Por|POR|Par|PAR|Von|VON|Di|DI|Oleh)\b(?=[^\n]{3,100}[(/])")
_WORD_START = re.compile(r"[ =]+(?=[^\W\d_])")
_LINES_BEFORE = 5
"""Lines that may come before a dateline: headlines, a byline, a source."""


def read_dateline(body: str, published: date | None) -> Dateline | None:
    """Read the dateline of a body. The publication date gives the year, and so the state the place belonged to."""
    return (
        _first(body, published)
        or _east_asian(body, published)
        or _after_byline(body, published)
        or _after_short_lines(body, published)
        or _elsewhere(body, published)
    )


def _first(body: str, published: date | None) -> Dateline | None:
    opening = opening_at(body, 0)
    if opening is None:
        return None
    country = country_of(opening, body, _year(opening.day, published))
    if not is_dateline(opening, body, country):
        return None
    if not (opening.sign in {End.COLON, End.STOP} and opening.day is None and opening.source is None):
        return _dateline(opening, country, published)
    if is_all_caps(body):
        return None
    # `Rome: The cabinet met` is a dateline, unless a dash after the lead shows another one.
    lead = None if is_capitals(opening.place) else _after_lead(body, published)
    return lead or _dateline(opening, country, published)


def _after_byline(body: str, published: date | None) -> Dateline | None:
    """Read a dateline that follows a byline in the same line: `By A Bee QUITO, Ecuador (AP) _`."""
    byline = _BYLINE.match(body)
    for word in _WORD_START.finditer(body, byline.end(), LONGEST) if byline else ():
        opening = opening_at(body, word.end())
        if opening is not None and opening.source is not None and is_city(opening.place):
            country = country_of(opening, body, _year(opening.day, published))
            if is_strong(opening, country):
                return _dateline(opening, country, published)
    return None


def _after_short_lines(body: str, published: date | None) -> Dateline | None:
    for start in _line_starts(body):
        opening = opening_at(body, start)
        if opening is not None:
            country = country_of(opening, body, _year(opening.day, published))
            if is_strong(opening, country):
                return _dateline(opening, country, published)
    return None


def _line_starts(body: str) -> Iterator[int]:
    """Offsets of the lines that come after short ones at the beginning."""
    start = 0
    for _ in range(_LINES_BEFORE):
        end = body.find("\n", start, start + LONGEST)
        if end < 0:
            return
        start = end + 1
        while body.startswith("\n", start):
            start += 1
        yield start


def _elsewhere(body: str, published: date | None) -> Dateline | None:
    for opening in (closing(body), place_line(body)):
        if opening is not None:
            return _dateline(opening, country_of(opening, body, _year(opening.day, published)), published)
    return _after_lead(body, published)


def _after_lead(body: str, published: date | None) -> Dateline | None:
    for opening in after_lead(body):
        country = country_of(opening, body, _year(None, published))
        if country is not None:
            return _dateline(opening, country, published)
    return None


def _east_asian(body: str, published: date | None) -> Dateline | None:
    found = read_east_asian_dateline(body, published)
    if found is None:
        return None
    opening = _opening_of(found)
    country = country_of(opening, body, _year(found.day, published))
    return _dateline(opening, country, published)


def _opening_of(found: EastAsian) -> Opening:
    end = found.place_start + len(found.place)
    return Opening(found.place, found.start, found.place_start, end, found.end, day=found.day)


def _year(day: Day | None, published: date | None) -> int | None:
    return published.year if published else day.year if day else None


def _dateline(opening: Opening, country: str | None, published: date | None) -> Dateline:
    return Dateline(
        _place_of(opening),
        country,
        _iso_day(opening.day, published),
        opening.start,
        opening.end,
        opening.place_start,
        opening.place_end,
    )


def _place_of(opening: Opening) -> str:
    return normal_form_aboard(opening.place, opening.aboard) if opening.aboard else normal_form(opening.place)


def _iso_day(day: Day | None, published: date | None) -> str | None:
    """A day in ISO 8601, without the year if unknown; None for a day that does not exist."""
    if day is None:
        return None
    if published is None and day.year is None:
        leap_year = 2000
        found = day.in_year(leap_year)
        return found.strftime("%m-%d") if found else None
    known = day.nearest(published) if published else day.in_year(day.year or 0)
    return known.isoformat() if known else None
