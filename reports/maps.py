"""Ward outlines drawn as SVG paths on a grid of whole numbers, and as equal tiles. Geometry in, shapes out."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import shapely
from shapely.geometry.base import BaseGeometry

WIDTH = 720  # units across; at 720 px on screen, one unit is one pixel
FINEST = 0.6  # units: detail smaller than this cannot be seen
TALLEST = 760
TILE, GAP = 96, 8
TOO_NEAR = 16  # units: a number and a dot nearer than this lie on each other
LABEL_FITS = 7.0  # units: the least radius of a circle that holds two figures


@dataclass(frozen=True)
class Shape:
    """One ward on the map: its outline, and where its number goes (None when it would not fit)."""

    path: str
    label: tuple[int, int] | None

    def clear_of(self, dots: Sequence[tuple[int, int]]) -> "Shape":
        """The same with its number moved up or down, if a dot would lie on it."""
        if self.label is None:
            return self
        x, y = self.label
        on_it = [dot for dot in dots if abs(dot[0] - x) < TOO_NEAR and abs(dot[1] - y) < TOO_NEAR]
        if not on_it:
            return self
        below = sum(dot[1] <= y for dot in on_it) * 2 >= len(on_it)
        return replace(self, label=(x, y + (TOO_NEAR if below else -TOO_NEAR)))


@dataclass(frozen=True)
class Drawing:
    """A map of every ward, by ward id. `corner` is its north-west in metres; `scale` is units for each metre."""

    width: int
    height: int
    shapes: dict[int, Shape]
    corner: tuple[float, float] = (0, 0)
    scale: float = 1

    def spot(self, east: float, north: float) -> tuple[int, int]:
        """Where a point in metres is on the map."""
        west, top = self.corner
        return round((east - west) * self.scale) + 1, round((top - north) * self.scale) + 1

    def clear_of(self, dots: Sequence[tuple[int, int]]) -> "Drawing":
        """The same with no number under a dot."""
        return replace(
            self, shapes={ward: shape.clear_of(dots) for ward, shape in self.shapes.items()}
        )

    def line(self, shape: BaseGeometry) -> str:
        """A line in metres as an SVG path, without what cannot be seen."""
        simple = shapely.simplify(shape, 1 / self.scale)
        parts = [[self.spot(*point) for point in part.coords] for part in shapely.get_parts(simple)]
        return "".join("M" + "L".join(f"{x} {y}" for x, y in points) for points in parts)


@dataclass(frozen=True)
class Tiles:
    """Equal squares, in rows from north to south and in each row from west to east, by ward id."""

    width: int
    height: int
    corners: dict[int, tuple[int, int]]


def draw(outlines: Mapping[int, bytes]) -> Drawing:
    """Outlines as WKB in metres, drawn to fit. Neighbours share their simplified edges, so no gaps open up."""
    if not outlines:
        return Drawing(WIDTH, 1, {})
    areas = shapely.from_wkb(list(outlines.values()))
    west, south, east, north = shapely.total_bounds(areas)
    scale = min((WIDTH - 2) / (east - west), (TALLEST - 2) / (north - south))
    simple = shapely.coverage_simplify(areas, FINEST / scale)
    on_grid = shapely.transform(
        simple, lambda points: (points - (west, north)) * (scale, -scale) + 1, include_z=False
    )
    return Drawing(
        width=math.ceil((east - west) * scale) + 2,
        height=math.ceil((north - south) * scale) + 2,
        shapes={
            ward: Shape(path_of(area), label_in(area))
            for ward, area in zip(outlines, on_grid, strict=True)
        },
        corner=(west, north),
        scale=scale,
    )


def path_of(area: BaseGeometry) -> str:
    """An SVG path: one absolute move for each ring, then relative steps."""
    return "".join(ring_path(ring) for ring in rings_of(area))


def rings_of(area: BaseGeometry) -> Iterator[list[tuple[int, int]]]:
    """Each ring as whole-number points, with repeats left out. Rings too small to see are dropped."""
    for part in shapely.get_parts(area):
        for ring in [part.exterior, *part.interiors]:
            points = [(round(x), round(y)) for x, y in ring.coords[:-1]]
            kept = [
                point
                for before, point in zip(points[-1:] + points, points, strict=False)
                if point != before
            ]
            if len(kept) > 2:
                yield kept


def ring_path(points: Sequence[tuple[int, int]]) -> str:
    """M12 30l5-3 4 8z: a minus sign needs no space before it."""
    steps = [f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(points)]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def label_in(area: BaseGeometry) -> tuple[int, int] | None:
    """The middle of the widest circle inside an area, if a number fits there."""
    largest = max(shapely.get_parts(area), key=lambda part: part.area)
    radius = shapely.maximum_inscribed_circle(largest, tolerance=1)
    if radius.length < LABEL_FITS:
        return None
    x, y = radius.coords[0]
    return round(x), round(y)


def tile(outlines: Mapping[int, bytes]) -> Tiles:
    """The same wards as equal squares, roughly where they lie, so that the smallest can be seen and touched."""
    count = len(outlines)
    columns = max(1, math.ceil(math.sqrt(count)))
    middles = dict(
        zip(
            outlines,
            shapely.get_coordinates(shapely.centroid(shapely.from_wkb(list(outlines.values())))),
            strict=True,
        )
    )
    north_first = sorted(middles, key=lambda ward: -middles[ward][1])
    rows = [north_first[start : start + columns] for start in range(0, count, columns)]
    return Tiles(
        width=columns * (TILE + GAP) - GAP,
        height=max(1, len(rows) * (TILE + GAP) - GAP),
        corners={
            ward: (column * (TILE + GAP), row * (TILE + GAP))
            for row, wards in enumerate(rows)
            for column, ward in enumerate(sorted(wards, key=lambda ward: middles[ward][0]))
        },
    )
