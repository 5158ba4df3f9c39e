"""Time zones as people write them: `Z`, `+04:00`, `GMT+4`, `EDT`, `Eastern Time`, `Europe/Paris`.

An abbreviation counts only if it means one offset in news: `IST` is used in India, Ireland and Israel.
"""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

_HOURS = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0.0),
    **dict.fromkeys(("bst", "west", "cet", "mez", "wat"), 1.0),
    **dict.fromkeys(("cest", "mesz", "eet", "sast", "cat"), 2.0),
    **dict.fromkeys(("eest", "eat", "trt"), 3.0),
    **dict.fromkeys(("gst", "azt", "samt"), 4.0),
    **dict.fromkeys(("pkt", "yekt", "uzt"), 5.0),
    "irst": 3.5,
    "npt": 5.75,
    "slst": 5.5,
    "wib": 7.0,
    **dict.fromkeys(("hkt", "sgt", "wita", "awst", "pht"), 8.0),
    **dict.fromkeys(("jst", "kst", "wit"), 9.0),
    "acst": 9.5,
    "aest": 10.0,
    "acdt": 10.5,
    "aedt": 11.0,
    "nzst": 12.0,
    "nzdt": 13.0,
    "ndt": -2.5,
    **dict.fromkeys(("adt", "brt", "art", "clst", "uyt"), -3.0),
    "nst": -3.5,
    **dict.fromkeys(("edt", "clt", "bot", "vet"), -4.0),
    **dict.fromkeys(("est", "cdt", "pet", "cot"), -5.0),
    **dict.fromkeys(("cst", "mdt"), -6.0),
    **dict.fromkeys(("mst", "pdt"), -7.0),
    **dict.fromkeys(("pst", "akdt"), -8.0),
    "akst": -9.0,
    "hst": -10.0,
}
"""UTC offsets in hours. Those of RFC 822 are American, as it says."""
_PLACES = {
    **dict.fromkeys(("et", "eastern"), "America/New_York"),
    **dict.fromkeys(("ct", "central"), "America/Chicago"),
    **dict.fromkeys(("mt", "mountain"), "America/Denver"),
    **dict.fromkeys(("pt", "pacific"), "America/Los_Angeles"),
    **dict.fromkeys(("msk", "мск", "moscow"), "Europe/Moscow"),
    "mez/mesz": "Europe/Berlin",
}
"""Zones whose offset depends on the day."""
_OFFSET = re.compile(r"(?:gmt|utc|ut)?\s?([+-])(\d{1,2})(?::?(\d{2}))?")
_PLACE = re.compile(r"[A-Za-z_]+(?:/[A-Za-z_]+){1,2}")
_TIME = re.compile(r"(?: standard| daylight)?(?: time)?\Z")
_GREATEST = timedelta(hours=14)
_MINUTES = 60


def zone_of(text: str) -> tzinfo | None:
    """Return the zone, or None if no zone or more than one is meant."""
    plain = _TIME.sub("", " ".join(text.lower().replace(".", "").split()))
    if plain in _HOURS:
        return timezone(timedelta(hours=_HOURS[plain]))
    place = _PLACES.get(plain, text if _PLACE.fullmatch(text) else None)
    return _place_zone(place) if place else _offset(plain)


def _offset(text: str) -> timezone | None:
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    hours, minutes = int(found[2]), int(found[3] or 0)
    size = timedelta(hours=hours, minutes=minutes)
    if minutes >= _MINUTES or size > _GREATEST:
        return None
    return timezone(size if found[1] == "+" else -size)


@cache
def _place_zone(name: str) -> ZoneInfo | None:
    """Return a zone of the system's table; None if the table lacks it, as on Windows without the package tzdata."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # Raised for unknown names, odd characters, and folders of the table.
        return None
