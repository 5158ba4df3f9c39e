"""Find the time of day in a date: `10:15:30.5`, `9:30 p.m. ET`, `10h15`, `10.15 Uhr`, `1015EDT`, `下午3:20`."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from dateline.index.metadata.dates.months import is_weekday, month_number
from dateline.index.metadata.dates.zones import zone_of

_MORNING = r"上午|午前|오전|早上|凌晨"
_AFTERNOON = r"下午|午後|오후|晚上"
_HALF = r"[ap]\.?\s?m\b\.?|[πμ]\.?μ\b\.?|[صم](?!\w)"
_BEFORE = rf"(?:(?P<before>{_MORNING}|{_AFTERNOON})\s*)?"
_FORMS = tuple(
    re.compile(_BEFORE + form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?:(?<!:)|(?<=\d{4}:))(?P<hour>\d{1,2})\s?:\s?(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?(?![\d:])",
        r"(?<!\d)(?P<hour>\d{1,2})\s?[時时点點시]\s?(?:(?P<minute>\d{1,2})\s?[分분]\s?(?:(?P<second>\d{1,2})\s?[秒초])?)?",
        r"(?<!\d)(?P<hour>\d{1,2})\s?h(?:\s?(?P<minute>\d{2})(?:\s?min)?|s?\b)(?!\w)",
        r"\bkl(?:o|ok|okken|ockan)?\.?\s?(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?![\d.])",
        r"(?<![\d.])(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?=\s?(?:uhr|hrs|" + _HALF + r"))",
        r"(?<![\d.])(?P<hour>\d{1,2})(?=\s?(?:uhr\b|" + _HALF + r"))",
        # Wires: `05-18-21 1015EDT`, `18 May 2021 1015 GMT`. Without a zone four digits are a year.
        r"(?:(?<=\b\d{4}\s)|(?<=-\d{2}\s))(?P<hour>\d{2})(?P<minute>\d{2})(?=\s?(?:[A-Z]{1,5}|[+-]\d{4})\b)",
    )
)
_AFTER = re.compile(rf"\s*(?P<half>{_HALF})?\s*(?:uhr\b|hrs\b|hours\b|heures\b|час\w*)?\s*", re.IGNORECASE)
_ZONE = re.compile(
    r"[(\[]?(?P<zone>(?:GMT|UTC|UT)?[+-]\d{1,2}(?::?\d{2})?(?![\d/.-])|[A-Za-z_]+(?:/[A-Za-z_]+)+|"
    r"(?:Eastern|Central|Mountain|Pacific|Moscow)(?:\s+(?:Standard|Daylight))?(?:\s+Time)?|[^\W\d_]+)[)\]]?"
    # The name of the offset before it.
    r"(?:\s?[(\[][^()\[\]]*[)\]]|(?<=\d)\s[A-Z]{2,5}\b)?",
    re.IGNORECASE,
)
_LONGEST_ZONE = 5
_SHORTEST_SMALL = 3
"""Letters of the shortest zone in small letters: `et` is a word."""


class Clock(msgspec.Struct, frozen=True):
    """A time of day as written; it may not exist, like 25:00."""

    hour: int
    minute: int
    second: int | None
    zone: str | None
    """The zone as written, known or not; None without one."""


class Split(NamedTuple):
    """A text around its time of day."""

    before: str
    clock: Clock | None
    after: str


def split_clock(text: str) -> Split:
    """Split a text at its time of day; without one, all of it is before."""
    for form in _FORMS:
        found = form.search(text)
        if found is not None:
            return _split_at(text, found)
    return Split(text, None, "")


def _split_at(text: str, found: re.Match[str]) -> Split:
    after = _AFTER.match(text, found.end())
    half = (after["half"] if after else None) or found["before"]
    end = after.end() if after else found.end()
    zone = _zone(text, end, has_half=half is not None)
    if zone is not None:
        end = zone.end()
    groups = found.groupdict()
    clock = Clock(
        hour=_hour(int(found["hour"]), half),
        minute=int(groups.get("minute") or 0),
        second=int(groups["second"]) if groups.get("second") else None,
        zone=zone["zone"] if zone else None,
    )
    before = text[: found.start()].removesuffix(":")
    return Split(before[:-1] if before.endswith(("T", "t")) and before[-2:-1].isdigit() else before, clock, text[end:])


def _hour(hour: int, half: str | None) -> int:
    if half is None or hour > 12:
        return hour
    is_afternoon = re.match(rf"p|μ|م|{_AFTERNOON}", half, re.IGNORECASE) is not None
    return hour % 12 + (12 if is_afternoon else 0)


def _zone(text: str, start: int, *, has_half: bool) -> re.Match[str] | None:
    """Return the match of a zone at `start`: a known one, or capitals that can be nothing else."""
    found = _ZONE.match(text, start)
    if found is None:
        return None
    name = found["zone"]
    if zone_of(name) is not None:
        is_certain = name.isupper() or has_half or len(name) >= _SHORTEST_SMALL or name == "z"
        return found if is_certain else None
    is_other = not name[0].isalpha() or not name.isupper() or len(name) > _LONGEST_ZONE
    if not name[0].isalpha():
        return found
    return None if is_other or month_number(name) or is_weekday(name) else found
