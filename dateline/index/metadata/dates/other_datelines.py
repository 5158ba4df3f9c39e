"""Read datelines that do not open a body: at its end, above a transcript, after the lead."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from dateline.index.metadata.countries.places import country_of_region
from dateline.index.metadata.dates.days import read_day
from dateline.index.metadata.dates.opening_parts import Opening
from dateline.index.metadata.dates.place_names import is_place_name

_CLOSING = re.compile(
    r"\((?P<place>[^\W\d_][^\d()/\n]{1,40})/(?P<day>[^\W\d_]{3,9}\.?\s?\d{1,2}|\d{1,2}\s?[^\W\d_]{3,9})/(?P<year>\d{4})\)[^\w\n]*(?:\n|\Z)"
)
_CLOSES_WITHIN = 1_500
"""Code points at the end of a body in which a closing dateline may be; links to other articles may follow it."""
_AFTER_LEAD = re.compile(r"(?<=[.!?])\s+(?P<place>[^\W\d_][^\d().,:;!?\n–—]{1,40}?)\s*[–—]\s")
_LEAD_WITHIN = 600
_PLACE_LINE = re.compile(r"\*?\s*(?P<place>[^\W\d_][^\d(),:;\n]{1,40}),\s+(?P<region>[^\W\d_][^\d(),:;*\n]{1,30})\*?\Z")
_PLACE_LINES_WITHIN = 5
_LONGEST_LINE_ABOVE = 90


def closing(body: str) -> Opening | None:
    """Read `(Colombo/Feb29/2024)` at the end of a body."""
    first = max(0, len(body) - _CLOSES_WITHIN)
    if body.rfind("/", first) < 0:
        return None
    found = next(iter(deque(_CLOSING.finditer(body, first), maxlen=1)), None)
    day = read_day(f"{found['day']} {found['year']}") if found else None
    if found is None or day is None or not is_place_name(found["place"]):
        return None
    place = found["place"].strip()
    end = body.index(")", found.start()) + 1
    start = found.start("place")
    return Opening(place, found.start(), start, start + len(place), end, day=day)


def place_line(body: str) -> Opening | None:
    """Read a short line above a transcript that is only a place with its country or state."""
    start = 0
    for _ in range(_PLACE_LINES_WITHIN):
        end = body.find("\n", start, start + _LONGEST_LINE_ABOVE)
        if end < 0:
            return None
        found = _PLACE_LINE.match(body[start:end].rstrip())
        if found is not None and is_place_name(found["place"]) and country_of_region(found["region"], found["place"]):
            place, at = found["place"], start + found.start("place")
            return Opening(place, at, at, at + len(place), start + found.end(), region=found["region"])
        start = end + 1
        while body.startswith("\n", start):
            start += 1
    return None


def after_lead(body: str) -> Iterator[Opening]:
    """Read places before a dash after the lead, as German and Austrian papers print it."""
    if body.find("–", 0, _LEAD_WITHIN) < 0 and body.find("—", 0, _LEAD_WITHIN) < 0:
        return
    for found in _AFTER_LEAD.finditer(body, 0, _LEAD_WITHIN):
        if is_place_name(found["place"]):
            start, end = found.span("place")
            yield Opening(found["place"], start, start, end, end)
