"""Makes Ashmere's postcodes: AS is not a real postcode area. Crowded wards have more, and three boats have their own."""

import random
from collections.abc import Iterable, Sequence

import shapely
from shapely import Point, Polygon

from inclusion.management.demo.ashmere import COUNCIL_CODE, MOORINGS, WardSeed, on_the_grid
from inclusion.models import Postcode

EDITION = "2026-11"
# The letters a postcode may end in: never C I K M O V (BS 7666).
UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
FEWEST, MORE_WHERE_CROWDED = 32, 30
SECTORS_IN_A_DISTRICT = 4
# Homes gather around the place a ward grew from: most within this share of its breadth.
SPREAD = 0.34
HAND = 1905

BOATS = "AS9 1A{}"


def scatter(drawn: Sequence[tuple[WardSeed, Polygon]]) -> None:
    """Store the postcodes of every ward, and of the boats. The same every time, whatever the demo's seed."""
    dice = random.Random(HAND)
    places = [
        place
        for number, (seed, shape) in enumerate(drawn)
        for place in zip(
            codes(number),
            points(shape, FEWEST + round(MORE_WHERE_CROWDED * seed.crowding), dice),
            strict=False,
        )
    ]
    places += [
        (BOATS.format(letter), Point(on_the_grid(mooring)))
        for letter, mooring in zip(UNIT_LETTERS, MOORINGS, strict=False)
    ]
    Postcode.objects.bulk_create(
        Postcode(
            code=code,
            easting=int(point.x),
            northing=int(point.y),
            edition=EDITION,
            council_code=COUNCIL_CODE,
        )
        for code, point in places
    )


def codes(ward_number: int) -> Iterable[str]:
    """AS1 1AA, AS1 1AD and on: each ward has a sector of its own, with gaps, as real ones have."""
    district, sector = divmod(ward_number, SECTORS_IN_A_DISTRICT)
    units = [first + second for first in UNIT_LETTERS for second in UNIT_LETTERS]
    for unit in [units[0], *units[2::6]]:
        yield f"AS{district + 1} {sector + 1}{unit}"


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
