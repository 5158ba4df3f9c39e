"""Datelines that a source gives apart from the text."""

from __future__ import annotations

import re

_CLOSING_MARK = re.compile(r"(?:[-\u2010-\u2015_:]|--)\s*$")
_PLACE = re.compile(r"[^\W\d_][^,(\d/]*")
_OWN = re.compile(r"[^\W\d_][^\n()]{1,60}\([^()\n]{2,30}\)\s*(?:[-\u2010-\u2015_:]|\.-)|[A-Z][A-Z .'-]{2,30},")
_OPENING = 120
"""Characters at the beginning of a text in which its own dateline stands."""


def usable_dateline(dateline: str | None, opening: str) -> str | None:
    """Return a dateline as it can be put before a text that begins with `opening`: it ends with a dash.

    None if it names no place, if the text names that place at its beginning or has another dateline, or is empty.
    """
    place = _PLACE.match(dateline.strip()) if dateline else None
    if dateline is None or place is None or not opening:
        return None
    if place[0].strip().casefold() in opening[:_OPENING].casefold() or _OWN.match(opening.lstrip()):
        return None
    return dateline.strip() if _CLOSING_MARK.search(dateline) else f"{dateline.strip()} -"
