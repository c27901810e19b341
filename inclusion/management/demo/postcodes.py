"""Makes Ashmere's postcodes: AS is not a real postcode area. Crowded wards have more."""

import random
from collections.abc import Iterable, Sequence

import shapely
from shapely import Point, Polygon

from inclusion.choices import Placement
from inclusion.management.demo.ashmere import WardSeed
from inclusion.models import BoundarySet, Postcode, PostcodeWard, Ward

EDITION = "2026-11"
# The letters a postcode may end in: never C I K M O V (BS 7666).
UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
FEWEST, MORE_WHERE_CROWDED = 32, 30
SECTORS_IN_A_DISTRICT = 4
# Homes gather around the place a ward grew from: most within this share of its breadth.
SPREAD = 0.34
HAND = 1905

Drawn = Sequence[tuple[WardSeed, Polygon, Ward]]


def scatter(boundary_set: BoundarySet, drawn: Drawn) -> None:
    """Store the postcodes of every ward, each with its ward. The same every time, whatever the demo's seed."""
    dice = random.Random(HAND)
    postcodes, placements = [], []
    for number, (seed, shape, ward) in enumerate(drawn):
        count = FEWEST + round(MORE_WHERE_CROWDED * seed.crowding)
        for code, point in zip(codes(number), points(shape, count, dice), strict=False):
            postcodes.append(
                Postcode(code=code, easting=int(point.x), northing=int(point.y), edition=EDITION)
            )
            placements.append(
                PostcodeWard(
                    postcode_id=code, boundary_set=boundary_set, ward=ward, placed=Placement.WITHIN
                )
            )
    Postcode.objects.bulk_create(postcodes)
    PostcodeWard.objects.bulk_create(placements)


def codes(ward_number: int) -> Iterable[str]:
    """AS1 1AA, AS1 1AB and on: each ward has a sector of its own."""
    district, sector = divmod(ward_number, SECTORS_IN_A_DISTRICT)
    for first in UNIT_LETTERS:
        for second in UNIT_LETTERS:
            yield f"AS{district + 1} {sector + 1}{first}{second}"


def points(shape: Polygon, count: int, dice: random.Random) -> list[Point]:
    """Points on whole metres well inside the shape, thickest in its middle."""
    middle, breadth = shape.representative_point(), shape.area**0.5
    shapely.prepare(shape)
    found: list[Point] = []
    while len(found) < count:
        point = Point(
            int(dice.gauss(middle.x, breadth * SPREAD)), int(dice.gauss(middle.y, breadth * SPREAD))
        )
        if shape.contains_properly(point):
            found.append(point)
    return found
