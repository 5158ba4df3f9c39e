"""The timeline of the holders of an office: a line per person, from the first article that says so to the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from dateline.search.officials.tenures import Tenure
from dateline.web.paths import official_path

ROW = 34
"""Height of a line in CSS pixels: a name, and the bar below it."""
AXIS = 20
"""Space for the years above the lines, in CSS pixels."""
MOST_TICKS = 5
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
"""Years between two marks."""


class Lane(msgspec.Struct, frozen=True):
    """A person's line. `left` and `width` are percent of the picture, `top` CSS pixels."""

    name: str
    page: str
    first: str
    last: str
    left: float
    width: float
    top: int


class Mark(msgspec.Struct, frozen=True):
    """The start of a year, in percent from the left."""

    year: int
    left: float


class Timeline(msgspec.Struct, frozen=True):
    """Lines in the order in which persons were first seen."""

    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    height: int


def timeline(tenures: Sequence[Tenure]) -> Timeline | None:
    """The timeline of tenures; None if it would show fewer than two persons."""
    dated = [
        (tenure, date.fromisoformat(tenure.held.first), date.fromisoformat(tenure.held.last))
        for tenure in tenures
        if tenure.held.first and tenure.held.last
    ]
    if len(dated) < 2:
        return None
    begin, end = min(first for _, first, _ in dated), max(last for _, _, last in dated)
    days = max((end - begin).days, 1)

    def left(day: date) -> float:
        return round(100 * (day - begin).days / days, 2)

    return Timeline(
        lanes=tuple(
            Lane(
                name=tenure.name,
                page=official_path(tenure.key),
                first=first.isoformat(),
                last=last.isoformat(),
                # Keep the line of a person seen only once visible.
                left=min(left(first), 99.0),
                width=max(round(left(last) - left(first), 2), 1.0),
                top=AXIS + number * ROW,
            )
            for number, (tenure, first, last) in enumerate(dated)
        ),
        marks=tuple(Mark(year, left(date(year, 1, 1))) for year in _years(begin, end)),
        height=AXIS + len(dated) * ROW,
    )


def _years(begin: date, end: date) -> Iterator[int]:
    """Round years within the timeline, few enough to label."""
    years = end.year - begin.year
    step = next((step for step in _STEPS if years // step <= MOST_TICKS), _STEPS[-1])
    return (year for year in range(begin.year + 1, end.year + 1) if year % step == 0)
