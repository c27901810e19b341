"""Draws Ashmere's wards from the hand-placed points: a proper coverage, where neighbours share every line exactly."""

import random
from collections.abc import Iterable, Sequence
from itertools import pairwise

import shapely
from shapely import LineString, MultiPoint, Point, Polygon
from shapely.geometry.base import BaseGeometry

from inclusion.management.demo.ashmere import (
    CORNER,
    NORTH_BANK,
    OUTLINE,
    RIVER,
    SOUTH_BANK,
    WEIR_AT,
    WIDTH_AT_THE_SEA,
    WIDTH_AT_THE_WEIR,
    WardSeed,
)

Pair = tuple[float, float]
# Lines bend by up to this share of their length, four times over, as lanes, hedges and becks do.
BEND, BENDS = 0.11, 5
SHORTEST_BEND_M = 55.0
STEPS_IN_A_CURVE = 12
# Fixed, not the demo's own seed: the map is Ashmere's, whatever the dice say.
HAND = 1904
EVERYWHERE = Point(7500, 6500).buffer(14_000)


def draw_wards() -> list[tuple[WardSeed, Polygon]]:
    """Every ward's outline in British National Grid metres, the north bank's first."""
    river = LineString(smooth(RIVER))
    land = Polygon(crinkle([*OUTLINE, OUTLINE[0]], random.Random(HAND)))
    water = tidal_water(river)
    banks = banks_of(land, river)
    lines = [
        ward_lines(seeds, bank) for seeds, bank in zip((NORTH_BANK, SOUTH_BANK), banks, strict=True)
    ]
    faces = cut_up(land, [land.boundary, river, water.boundary, *lines])
    dry = [face for face in faces if not water.contains(face.representative_point())]
    return [
        (seed, shapely.transform(shape, lambda xy: xy + CORNER))
        for seeds, bank in zip((NORTH_BANK, SOUTH_BANK), banks, strict=True)
        for seed, shape in assemble(
            seeds, [face for face in dry if bank.contains(face.representative_point())]
        )
    ]


def cut_up(land: Polygon, lines: list[BaseGeometry]) -> list[Polygon]:
    """The pieces of land between the lines, on a one-metre grid, so that neighbours share every point."""
    crossed = shapely.union_all(lines, grid_size=1.0)
    pieces = shapely.get_parts(shapely.polygonize([crossed]))
    return [piece for piece in pieces if land.contains(piece.representative_point())]


def smooth(points: Sequence[Pair]) -> list[Pair]:
    """A Catmull-Rom curve through the points: what a hand draws."""
    ends = [points[0], *points, points[-1]]
    curve = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(STEPS_IN_A_CURVE):
            t = step / STEPS_IN_A_CURVE
            curve.append(
                tuple(
                    0.5
                    * (
                        2 * b[i]
                        + (c[i] - a[i]) * t
                        + (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t**2
                        + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t**3
                    )
                    for i in (0, 1)
                )
            )
    return [*curve, points[-1]]  # type: ignore[list-item]


def crinkle(line: Sequence[Pair], dice: random.Random, depth: int = BENDS) -> list[Pair]:
    """The line with a bend in the middle of each straight, again and again. Its own points stay."""
    if depth == 0:
        return list(line)
    bent: list[Pair] = []
    for (ax, ay), (bx, by) in pairwise(line):
        bent.append((ax, ay))
        if (ax - bx) ** 2 + (ay - by) ** 2 > SHORTEST_BEND_M**2:
            along, aside = dice.uniform(0.38, 0.62), dice.uniform(-BEND, BEND)
            bent.append(
                (
                    ax + (bx - ax) * along - (by - ay) * aside,
                    ay + (by - ay) * along + (bx - ax) * aside,
                )
            )
    return crinkle([*bent, line[-1]], dice, depth - 1)


def tidal_water(river: LineString) -> Polygon:
    """The river below the weir, widening to the sea."""
    left, right = [], []
    steps = 160
    for step in range(steps + 1):
        share = step / steps
        at = WEIR_AT + (1 - WEIR_AT) * share
        here, ahead = (river.interpolate(min(at + d, 1), normalized=True) for d in (0, 0.004))
        if here.equals(ahead):
            break
        half = (WIDTH_AT_THE_WEIR + (WIDTH_AT_THE_SEA - WIDTH_AT_THE_WEIR) * share**2.2) / 2
        length = here.distance(ahead)
        dx, dy = (ahead.x - here.x) / length * half, (ahead.y - here.y) / length * half
        left.append((here.x - dy, here.y + dx))
        right.append((here.x + dy, here.y - dx))
    tip = river.interpolate(WEIR_AT - 0.01, normalized=True)
    return shapely.make_valid(Polygon([(tip.x, tip.y), *left, *reversed(right)]))


def banks_of(land: Polygon, river: LineString) -> tuple[BaseGeometry, BaseGeometry]:
    """The land north of the middle of the river, and the land south of it."""
    pieces = list(shapely.polygonize([shapely.union_all([land.boundary, river])]).geoms)
    north = Polygon([*river.coords, (17_000, 20_000), (-1_000, 20_000)])
    sides: tuple[list[Polygon], list[Polygon]] = ([], [])
    for piece in pieces:
        sides[0 if north.contains(piece.representative_point()) else 1].append(piece)
    return shapely.union_all(sides[0]), shapely.union_all(sides[1])


def ward_lines(seeds: Sequence[WardSeed], bank: BaseGeometry) -> BaseGeometry:
    """The lines halfway between neighbouring seeds on one bank, each bent once and so shared."""
    halfway = shapely.voronoi_polygons(
        MultiPoint([seed.at for seed in seeds]), only_edges=True, extend_to=EVERYWHERE
    )
    return shapely.union_all(
        [
            LineString(crinkle(list(edge.coords), random.Random(f"{HAND} {edge.wkt}")))
            for edge in shapely.get_parts(shapely.line_merge(halfway.intersection(bank)))
        ]
    )


def assemble(
    seeds: Sequence[WardSeed], faces: Sequence[Polygon]
) -> Iterable[tuple[WardSeed, Polygon]]:
    """Each ward is the piece around its seed; scraps a bend cut off join the neighbour they lean on most."""
    wards = {seed: [face for face in faces if face.contains(Point(seed.at))] for seed in seeds}
    for scrap in set(faces) - {face for own in wards.values() for face in own}:
        max(wards.values(), key=lambda own: own[0].intersection(scrap).length).append(scrap)
    return [(seed, shapely.union_all(own)) for seed, own in wards.items()]
