"""Make `dateline/web/static/world.svg`, the shapes of countries that maps refer to, from Natural Earth.

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
    python -m tools.build_map package

Natural Earth is in the public domain; world-atlas, which brings it as TopoJSON, has the ISC licence. Shapes are those
of the scale 1:110m. What is too small to be seen there gets a dot, placed by the scale 1:10m. The projection is Equal
Earth, so that a shade of one strength has the weight of its area, cut in the Bering Strait so that no country is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

WIDTH = 2000
MIDDLE = 11.0
"""Degrees east in the middle of the map."""
NORTH, SOUTH = 84.0, -57.0
SMALL = 90.0
"""Square units of the drawing below which a country gets a dot."""
DOT = 7
LEFT_OUT = frozenset({"010"})
"""Antarctica, most of which lies below the edge."""

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = list[Point]


class Polygon(msgspec.Struct, frozen=True, tag="Polygon"):
    """Rings of arcs: an outer one and its holes."""

    arcs: list[list[int]]
    id: str | None = None
    properties: dict[str, str] = {}

    def polygons(self) -> list[list[list[int]]]:
        """As the parts of a country."""
        return [self.arcs]


class MultiPolygon(msgspec.Struct, frozen=True, tag="MultiPolygon"):
    """Several polygons."""

    arcs: list[list[list[int]]]
    id: str | None = None
    properties: dict[str, str] = {}

    def polygons(self) -> list[list[list[int]]]:
        """The parts of a country."""
        return self.arcs


class Countries(msgspec.Struct, frozen=True):
    """All countries of one scale."""

    geometries: list[Polygon | MultiPolygon]


class Objects(msgspec.Struct, frozen=True):
    """The layers of a topology."""

    countries: Countries


class Transform(msgspec.Struct, frozen=True):
    """How whole numbers become degrees."""

    scale: Point
    translate: Point


class Topology(msgspec.Struct, frozen=True):
    """A file of world-atlas, in the form of TopoJSON: arcs are steps of whole numbers, shared by neighbours."""

    type: Literal["Topology"]
    objects: Objects
    arcs: list[list[list[int]]]
    transform: Transform


class Shape(msgspec.Struct, frozen=True):
    """A country in units of the drawing."""

    code: str | None
    rings: list[Ring]

    @property
    def area(self) -> float:
        """Square units, holes taken off."""
        return abs(sum(map(_area, self.rings)))

    @property
    def middle(self) -> Point:
        """Of its largest part."""
        largest = max(self.rings, key=lambda ring: abs(_area(ring)))
        return (sum(x for x, _ in largest) / len(largest), sum(y for _, y in largest) / len(largest))


def main(folder: str) -> None:
    """Write the file."""
    coarse, fine = (list(_shapes(Path(folder, f"countries-{scale}.json"))) for scale in ("110m", "10m"))
    target = Path(__file__).parents[1] / "dateline" / "web" / "static" / "world.svg"
    target.write_text("\n".join(_lines(coarse, fine)) + "\n", encoding="utf-8")


def _lines(coarse: Sequence[Shape], fine: Sequence[Shape]) -> Iterator[str]:
    top, bottom = project(0, NORTH)[1], project(0, SOUTH)[1]
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {top:.0f} {WIDTH} {bottom - top:.0f}">'
        "<!-- Natural Earth 4.1, public domain. Made by build_map.py. -->"
    )
    yield '<g id="land">'
    drawn: dict[str, Shape] = {}
    for shape in coarse:
        name = f' id="{shape.code}"' if shape.code and shape.area >= SMALL else ""
        path = _path(shape)
        if path:
            yield f'<path{name} d="{path}"/>'
        if name and shape.code:
            drawn[shape.code] = shape
    yield "</g>"
    dots = {shape.code: shape for shape in fine if shape.code and shape.code not in drawn}
    for code, shape in sorted(dots.items()):
        x, y = shape.middle
        yield f'<circle id="{code}" cx="{x:.0f}" cy="{y:.0f}" r="{DOT}"/>'
    yield "</svg>"


def _shapes(path: Path) -> Iterator[Shape]:
    topology = msgspec.json.decode(path.read_bytes(), type=Topology)
    arcs = [list(_degrees(arc, topology.transform)) for arc in topology.arcs]
    for geometry in topology.objects.countries.geometries:
        if geometry.id in LEFT_OUT:
            continue
        rings = [_ring(arcs, numbers) for polygon in geometry.polygons() for numbers in polygon]
        yield Shape(_code(geometry), rings)


def _code(geometry: Polygon | MultiPolygon) -> str | None:
    """The alpha-2 code of a country; None for what ISO 3166 does not have, but for Kosovo."""
    import pycountry

    if geometry.properties.get("name") == "Kosovo":
        return "XK"
    found = pycountry.countries.get(numeric=geometry.id) if geometry.id else None
    return str(found.alpha_2) if found else None


def _degrees(arc: Sequence[Sequence[int]], transform: Transform) -> Iterator[Point]:
    x = y = 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield (
            x * transform.scale[0] + transform.translate[0],
            y * transform.scale[1] + transform.translate[1],
        )


def _ring(arcs: Sequence[Ring], numbers: Sequence[int]) -> Ring:
    """The arcs of a ring one after the other, those of a negative number (`~n`) backwards, as points of the drawing."""
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return [project(east, north) for east, north in _whole(points)]


def _whole(ring: Ring) -> Iterator[Point]:
    """Degrees east of the middle; what lies across the cut stays in one piece and reaches over the edge."""
    before = 0.0
    for number, (longitude, latitude) in enumerate(ring):
        east = _within_half(longitude - MIDDLE)
        before = before + _within_half(east - before) if number else east
        yield before, latitude


def _within_half(degrees: float) -> float:
    return (degrees + 180) % 360 - 180


def project(degrees_east: float, latitude: float) -> Point:
    """Equal Earth (Šavrič, Patterson, Jenny 2018): degrees to units of the drawing, south down."""
    east = radians(degrees_east)
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    slope = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    x = 2 * sqrt(3) * east * cos(t) / (3 * slope)
    y = a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t
    widest = 2 * sqrt(3) * radians(180) / (3 * a1)
    scale = WIDTH / (2 * widest)
    return (x * scale + WIDTH / 2, WIDTH / 4 - y * scale)


def _path(shape: Shape) -> str:
    """Whole units, each point as a step from the one before, which is short and compresses well."""
    return "".join(map(_closed, shape.rings))


def _closed(ring: Ring) -> str:
    points = [(round(x), round(y)) for x, y in ring]
    steps = [
        (x - before_x, y - before_y)
        for (before_x, before_y), (x, y) in pairwise(points)
        if (x, y) != (before_x, before_y)
    ]
    if len(steps) < 3:
        return ""
    first = f"M{points[0][0]} {points[0][1]}"
    # A minus sign parts two numbers as well as a blank.
    return first + "l" + " ".join(f"{x} {y}" for x, y in steps[:-1]).replace(" -", "-") + "z"


def _area(ring: Ring) -> float:
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


if __name__ == "__main__":
    main(sys.argv[1])
