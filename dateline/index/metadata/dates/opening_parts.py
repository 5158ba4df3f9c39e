"""The parts of what may be a dateline."""

from __future__ import annotations

from enum import Enum

import msgspec

from dateline.index.metadata.dates.days import Day

LONGEST = 120
"""Code points of a dateline."""


class End(Enum):
    """The sign after a possible dateline."""

    DASH = "dash"
    COLON = "colon"
    STOP = "stop"
    LINE = "line"
    NONE = "none"


class Opening(msgspec.Struct):
    """The parts of a possible dateline; offsets are code points, ends exclusive."""

    place: str
    start: int
    place_start: int
    place_end: int
    end: int
    """Where the last part ends, before the sign."""
    region: str | None = None
    day: Day | None = None
    source: str | None = None
    """The agency or paper."""
    is_bracketed: bool = False
    """Whether brackets or slashes are around the source, or it is a web address."""
    has_district: bool = False
    """Whether words that no table lists follow the place."""
    aboard: str = ""
    """The words that open a dateline which is no place on a map: `EN ROUTE TO`."""
    sign: End = End.NONE
    next: int = 0
    """Where the text begins."""
