"""How far apart two points on the British National Grid are, as a person would say it."""

import math

METRES_IN_A_MILE = 1609.344

Point = tuple[int, int]


def miles_between(one: Point, other: Point) -> float:
    """Straight-line miles between two (easting, northing) points in metres."""
    return math.dist(one, other) / METRES_IN_A_MILE


def miles_in_words(miles: float) -> str:
    """0.4 miles, 12 miles; very near is less than a tenth."""
    if miles < 0.1:
        return "less than 0.1 miles"
    return f"{miles:.1f} miles" if miles < 10 else f"{miles:.0f} miles"
