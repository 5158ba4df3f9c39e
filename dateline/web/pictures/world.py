"""The world map, shaded by the number of articles that mention each country, each with a link.

The shapes are in `static/world.svg`, which browsers cache; a page only refers to those that it shades.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import log

import msgspec

from dateline.search.request import NONE
from dateline.search.results import FacetValue
from dateline.web.language.wording import article_count, country

SHADES = 5
ALL = 1000
"""More than there are countries."""


class Shaded(msgspec.Struct, frozen=True):
    """A country on the map."""

    code: str
    title: str
    """Its name and number of articles."""
    href: str
    look: str
    """CSS classes: a shade from `shade-1`, the lightest, to `SHADES`; `dot` for countries too small for a shape."""
    chosen: bool


class World(msgspec.Struct, frozen=True):
    """A map. `box` is the visible part of the drawing, as `viewBox`."""

    shaded: tuple[Shaded, ...]
    elsewhere: int
    """Number of countries with articles that are not on the map: former states, Antarctica."""
    box: str


def world(values: Iterable[tuple[FacetValue, str]]) -> World | None:
    """The map of countries with the addresses that they link to; None if there are none."""
    counted = [(value, href) for value, href in values if value.value != NONE and value.count]
    if not counted:
        return None
    most = max(value.count for value, _ in counted)
    places, dots = _places(), _dots()
    return World(
        shaded=tuple(
            Shaded(
                code=value.value,
                title=f"{country(value.value)}: {article_count(value.count)}",
                href=href,
                look=f"shade-{shade(value.count, most)}{' dot' if value.value in dots else ''}",
                chosen=value.chosen,
            )
            for value, href in counted
            if value.value in places
        ),
        elsewhere=sum(value.value not in places for value, _ in counted),
        box=_box(),
    )


def shade(count: int, most: int) -> int:
    """Logarithmic, because news is so uneven that most countries would be in the lightest shade."""
    if count == most:
        return SHADES
    return min(1 + int(SHADES * log(count) / log(most)), SHADES)


@cache
def _drawing() -> str:
    return (files("dateline.web") / "static" / "world.svg").read_text(encoding="utf-8")


@cache
def _places() -> frozenset[str]:
    return frozenset(found[1] for found in re.finditer('id="([A-Z]{2})"', _drawing()))


@cache
def _dots() -> frozenset[str]:
    return frozenset(found[1] for found in re.finditer('<circle id="([A-Z]{2})"', _drawing()))


@cache
def _box() -> str:
    found = re.search('viewBox="([^"]*)"', _drawing())
    return found[1] if found else ""
