"""Generate `dateline/web/static/world.svg`, the country shapes of all maps, from Natural Earth.

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
    python -m tools.build_map package

Natural Earth is in the public domain; world-atlas, which packages it as TopoJSON, has the ISC licence. Shapes are at
scale 1:110m. A country too small to be visible there gets a dot, placed by its shape at scale 1:10m. The projection is
Equal Earth, so that shaded areas compare fairly, and the map is cut in the Bering Strait so that no country is split.
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
"""Longitude of the middle of the map, in degrees east."""
NORTH, SOUTH = 84.0, -57.0
SMALL = 90.0
"""Area, in square units of the drawing, below which a country gets a dot."""
DOT = 7
LEFT_OUT = frozenset({"010"})
"""Antarctica: most of it is below the edge of the map."""

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = list[Point]


class Polygon(msgspec.Struct, frozen=True, tag="Polygon"):
    """Rings of arcs: an outer one and its holes."""

    arcs: list[list[int]]
    id: str | None = None
    properties: dict[str, str] = {}

    def polygons(self) -> list[list[list[int]]]:
        """The polygons of a country."""
        return [self.arcs]


class MultiPolygon(msgspec.Struct, frozen=True, tag="MultiPolygon"):
    """Several polygons."""

    arcs: list[list[list[int]]]
    id: str | None = None
    properties: dict[str, str] = {}

    def polygons(self) -> list[list[list[int]]]:
        """The polygons of a country."""
        return self.arcs


class Countries(msgspec.Struct, frozen=True):
    """All countries at one scale."""

    geometries: list[Polygon | MultiPolygon]


class Objects(msgspec.Struct, frozen=True):
    """The layers of a topology."""

    countries: Countries


class Transform(msgspec.Struct, frozen=True):
    """How integers convert to degrees."""

    scale: Point
    translate: Point


class Topology(msgspec.Struct, frozen=True):
    """A world-atlas file in TopoJSON: arcs are integer steps, shared by neighbouring countries."""

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
        """Area in square units, without holes."""
        return abs(sum(map(_area, self.rings)))

    @property
    def middle(self) -> Point:
        """The middle of its largest part."""
        largest = max(self.rings, key=lambda ring: abs(_area(ring)))
        return (sum(x for x, _ in largest) / len(largest), sum(y for _, y in largest) / len(largest))


def main(folder: str) -> None:
    """Write the map; `folder` has the world-atlas files."""
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
    """The alpha-2 code of a country, XK for Kosovo; None for areas that are not in ISO 3166."""
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
    """Join the arcs of a ring into points of the drawing; a negative number `~n` means arc n backwards."""
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return [project(east, north) for east, north in _unwrapped(points)]


def _unwrapped(ring: Ring) -> Iterator[Point]:
    """Longitudes relative to the middle; a ring that crosses the cut stays whole and extends over the edge."""
    before = 0.0
    for number, (longitude, latitude) in enumerate(ring):
        east = _within_half(longitude - MIDDLE)
        before = before + _within_half(east - before) if number else east
        yield before, latitude


def _within_half(degrees: float) -> float:
    return (degrees + 180) % 360 - 180


def project(degrees_east: float, latitude: float) -> Point:
    """Project degrees to units of the drawing by Equal Earth (Šavrič, Patterson, Jenny 2018); y points south."""
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
    """An SVG path in whole units and relative steps, which is short and compresses well."""
    return "".join(map(_closed_path, shape.rings))


def _closed_path(ring: Ring) -> str:
    points = [(round(x), round(y)) for x, y in ring]
    steps = [
        (x - before_x, y - before_y)
        for (before_x, before_y), (x, y) in pairwise(points)
        if (x, y) != (before_x, before_y)
    ]
    if len(steps) < 3:
        return ""
    first = f"M{points[0][0]} {points[0][1]}"
    # A minus sign separates two numbers as well as a space does.
    return first + "l" + " ".join(f"{x} {y}" for x, y in steps[:-1]).replace(" -", "-") + "z"


def _area(ring: Ring) -> float:
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


if __name__ == "__main__":
    main(sys.argv[1])
