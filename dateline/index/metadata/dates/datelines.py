"""Read datelines: `BAKU, Azerbaijan, May 18`, `Colombo, Jan 20 (Daily Mirror) -`, `(Colombo/Feb29/2024)`.

A dateline opens an article, closes it, or is a line of its own above a transcript. Without a day it counts only if its
place is known, since any headline may contain a dash.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from dateline.index.article import Dateline
from dateline.index.metadata.countries.english import is_all_caps
from dateline.index.metadata.countries.places import country_of_place, country_of_region
from dateline.index.metadata.dates.days import Day, read_day

_LONGEST = 110
_BREAK = re.compile(r"\s+[-–—]{1,3}(?=\s|\Z)|\s*[–—]{1,2}|-{2,3}|:(?=\s)|\.(?=\s|\Z)|(?=\n)|\Z")
_AGENCY = re.compile(r"\s*(?:\([^()\n]{1,40}\)|/[^/\n]{1,20}/)\s*\Z")
_BRACKETED_DAY = re.compile(r"\(([^()\n]{3,20})\)\s*\Z")
_PLACE_WORD = re.compile(r"[^\W\d_][^\W\d_'’./-]*(?:[-'’./]+[^\W\d_'’./-]+)*\.?")
_SMALL_WORDS = frozenset(
    "of the and de del della da do dos du des la le les el al am im an der den sur sous upon en".split()
)
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()
)
_NO_PLACES = frozenset(
    "from on in since by until till before after between the this that these last next at for to as updated published "
    "posted date dated en aboard today yesterday tomorrow vom am im ab seit le la du au el a l".split()
)
"""Words that open a phrase with a day but are no place: `From October 1 -`."""
_OPENERS = _NO_PLACES - frozenset("the le la el l".split())
"""Those that cannot open a place name, as the articles in `La Paz` and `The Hague` do."""
_HEADER = re.compile(r"\s*(?:date[ \t:]+\d{4}-\d{1,2}-\d{1,2}\s+)?", re.IGNORECASE)
"""A date header that may come before the dateline."""
_CLOSING = re.compile(
    r"\((?P<place>[^\W\d_][^\d()/\n]{1,40})/(?P<day>[^\W\d_]{3,9}\.?\s?\d{1,2}|\d{1,2}\s?[^\W\d_]{3,9})/(?P<year>\d{4})\)[^\w\n]*(?:\n|\Z)"
)
_CLOSES_WITHIN = 1_500
"""Code points at the end of a body in which a closing dateline may be; links to other articles may follow it."""
_COUNTRIES_WITHIN = 1_500
"""Code points of a body in which country names decide where an ambiguous place lies."""
_AFTER_LEAD = re.compile(r"(?<=[.!?])\s+(?P<place>[^\W\d_][^\d().,:;!?\n–—]{1,40}?)\s*[–—]\s")
_LEAD_WITHIN = 600
_PLACE_LINE = re.compile(r"\*?\s*(?P<place>[^\W\d_][^\d(),:;\n]{1,40}),\s+(?P<region>[^\W\d_][^\d(),:;*\n]{1,30})\*?\Z")
_PLACE_LINES_WITHIN = 5
_LONGEST_LINE_ABOVE = 90


class _Parts(msgspec.Struct, frozen=True):
    """The parts of a possible dateline."""

    place: str
    region: str | None
    day: Day | None
    has_agency: bool


def read_dateline(body: str, published: date | None) -> Dateline | None:
    """Read the dateline of a body. The publication date gives the year, and so the state the place belonged to."""
    return (
        _opening(body, published)
        or _closing(body, published)
        or _place_line(body, published)
        or _after_lead(body, published)
    )


def _opening(body: str, published: date | None) -> Dateline | None:
    opening = _HEADER.match(body)
    start = opening.end() if opening else 0
    for end in _BREAK.finditer(body, start, start + _LONGEST):
        parts = _parse(body[start : end.start()])
        if parts is not None:
            country = _country(parts, body, published)
            if _is_dateline(parts, country, end[0].strip() or "\n") and not (end[0] == ":" and is_all_caps(body)):
                return _build(parts, country, published, start, end.start())
        if end[0] == "" and end.end() < len(body):
            break
    return None


def _is_dateline(parts: _Parts, country: str | None, end: str) -> bool:
    """Whether these parts, followed by the sign `end`, are a dateline."""
    if parts.day is not None:
        return True
    all_caps = parts.place.upper() == parts.place
    if end in {"\n", "."}:
        return False
    if end == ":":
        return country is not None and all_caps and parts.place.lower() != parts.place.upper()
    return country is not None or (parts.has_agency and all_caps)


def _parse(head: str) -> _Parts | None:
    """Parse a text that consists only of place, region and day; None for anything else."""
    day_in_brackets = _BRACKETED_DAY.search(head)
    day = read_day(day_in_brackets[1]) if day_in_brackets else None
    plain = _AGENCY.sub("", head)
    parts = [part.strip() for part in plain.split(",")]
    parts[:1] = _place_and_day(parts[0])
    place, *rest = parts
    if not _is_place(place):
        return None
    region: str | None = None
    for part, is_last in _with_last(rest):
        if found := read_day(part):
            day = day or found
        elif part.isdigit() and len(part) == 4 and day is not None:
            day = Day(day.month, day.day, int(part))
        elif region is None and day is None and country_of_region(part, place):
            region = part
        elif part.lower().rstrip(".") not in _WEEKDAYS and not (is_last and day is not None and part.isupper()):
            return None
    return _Parts(place, region, day, has_agency=plain != head)


def _with_last(parts: Sequence[str]) -> Iterator[tuple[str, bool]]:
    for number, part in enumerate(parts, start=1):
        yield part, number == len(parts)


def _place_and_day(text: str) -> list[str]:
    """Split `TOKYO March 5` into place and day."""
    words = text.split()
    for length in (3, 2):
        if len(words) > length and read_day(" ".join(words[-length:])):
            return [" ".join(words[:-length]), " ".join(words[-length:])]
    return [text]


def _is_place(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 6 or len(text) < 2:
        return False
    if not all(_PLACE_WORD.fullmatch(word) for word in words):
        return False
    first = words[0].lower()
    if words[0][0].islower() or first in _WEEKDAYS or (first in _NO_PLACES and (len(words) == 1 or first in _OPENERS)):
        return False
    return all(not word[0].islower() or word in _SMALL_WORDS for word in words)


def _country(parts: _Parts, body: str, published: date | None) -> str | None:
    year = published.year if published else parts.day.year if parts.day else None
    if parts.region:
        return country_of_region(parts.region, parts.place, year)
    return country_of_place(parts.place, year, body[:_COUNTRIES_WITHIN])


def _build(parts: _Parts, country: str | None, published: date | None, start: int, end: int) -> Dateline:
    return Dateline(parts.place, country, _iso_day(parts.day, published), start, end)


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


def _closing(body: str, published: date | None) -> Dateline | None:
    first = max(0, len(body) - _CLOSES_WITHIN)
    found = next(iter(deque(_CLOSING.finditer(body, first), maxlen=1)), None)
    day = read_day(f"{found['day']} {found['year']}") if found else None
    if found is None or day is None or not _is_place(found["place"]):
        return None
    parts = _Parts(found["place"].strip(), None, day, has_agency=False)
    end = body.index(")", found.start()) + 1
    return _build(parts, _country(parts, body, published), published, found.start(), end)


def _place_line(body: str, published: date | None) -> Dateline | None:
    """Read a short line above a transcript that is only a place with its country or state."""
    start = 0
    for _ in range(_PLACE_LINES_WITHIN):
        end = body.find("\n", start, start + _LONGEST_LINE_ABOVE)
        if end < 0:
            return None
        found = _PLACE_LINE.match(body[start:end].rstrip())
        if found is not None and _is_place(found["place"]):
            parts = _Parts(found["place"], found["region"], None, has_agency=False)
            country = _country(parts, body, published)
            if country is not None:
                return _build(parts, country, published, start + found.start("place"), start + found.end())
        start = end + 1
        while body.startswith("\n", start):
            start += 1
    return None


def _after_lead(body: str, published: date | None) -> Dateline | None:
    """Read a known place and a dash after the lead, as German and Austrian papers print it."""
    for found in _AFTER_LEAD.finditer(body, 0, _LEAD_WITHIN):
        parts = _Parts(found["place"], None, None, has_agency=False)
        country = _country(parts, body, published)
        if country is not None and _is_place(parts.place):
            return _build(parts, country, published, found.start("place"), found.end("place"))
    return None
