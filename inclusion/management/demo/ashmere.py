"""Where Ashmere is and what its wards are called. All of it is invented, and drawn by hand.

The grid squares lie in the open North Sea, about 85 km east of Tynemouth (easting 520000 to 536000, northing 563000
to 576000 in the British National Grid), so no map of a real council ever touches it. The codes have the shape of the
ONS's own, in numbers the ONS has never issued.
"""

from dataclasses import dataclass

from inclusion.rules.demonstration import ASHMERE_CODE

Point = tuple[float, float]

COUNCIL_CODE = ASHMERE_CODE
COUNCIL_NAME = "Ashmere"
FIRST_WARD_NUMBER = 5_999_001
CORNER = (520_000, 563_000)

# Everything below is in metres from CORNER. The outline runs clockwise from the north-west; the east is coast.
OUTLINE: list[Point] = [
    (1350, 8750),
    (1500, 9700),
    (2300, 9550),
    (2450, 10250),
    (3350, 10050),
    (3150, 11000),
    (3900, 11050),
    (4050, 11750),
    (4900, 11600),
    (5250, 12350),
    (6200, 12100),
    (6450, 13050),
    (7500, 13350),
    (8350, 12650),
    (8200, 11950),
    (9100, 11750),
    (9500, 12350),
    (10450, 11950),
    (10700, 11100),
    (11700, 11250),
    (12250, 10500),
    (11950, 9750),
    (12700, 9250),
    (13500, 9350),
    (14000, 8550),
    (13800, 7900),
    (14600, 7500),
    (15300, 7350),
    (15650, 6750),
    (15000, 6350),
    (15900, 6100),
    (15900, 5000),
    (15200, 4950),
    (15450, 4200),
    (14700, 3900),
    (14350, 3050),
    (13400, 3200),
    (13000, 2350),
    (12100, 2500),
    (11700, 1650),
    (10700, 1750),
    (10500, 1000),
    (9500, 1150),
    (9250, 350),
    (8300, 650),
    (7800, 150),
    (7050, 600),
    (6900, 1250),
    (6000, 950),
    (5300, 1500),
    (4600, 1250),
    (4150, 2150),
    (3250, 2000),
    (3000, 2850),
    (2050, 2700),
    (1900, 3600),
    (950, 3800),
    (1050, 4800),
    (300, 5300),
    (700, 6150),
    (150, 6900),
    (750, 7500),
    (600, 8300),
]
# The Ash, from the western hills to the sea. Above the weir its middle is the ward line; below, tides widen it.
RIVER: list[Point] = [
    (-200, 6300),
    (900, 6050),
    (1900, 6450),
    (2800, 7000),
    (3700, 6750),
    (4300, 5950),
    (5100, 5450),
    (6000, 5750),
    (6500, 6500),
    (7200, 6950),
    (8000, 6550),
    (8500, 5750),
    (9200, 5250),
    (10200, 5400),
    (11100, 5900),
    (12200, 6000),
    (13300, 5650),
    (14400, 5500),
    (16200, 5700),
]
WEIR_AT, WIDTH_AT_THE_WEIR, WIDTH_AT_THE_SEA = 0.30, 40.0, 900.0
# Where people live on boats, so that some postcodes lie in the water, as on any real river.
MOORINGS: list[Point] = [(8850, 5480), (10650, 5650), (11700, 5980)]


@dataclass(frozen=True)
class WardSeed:
    """A ward's name, the point it grows from, and how crowded it is: homes for every postcode-sized patch."""

    name: str
    at: Point
    crowding: float


NORTH_BANK = [
    WardSeed("Market", (7200, 7420), 1.0),
    WardSeed("Priory", (6300, 7300), 1.0),
    WardSeed("Castle Hill", (6650, 8250), 1.0),
    WardSeed("Millrace", (5300, 6600), 0.95),
    WardSeed("Canal", (8150, 7350), 1.0),
    WardSeed("Docklands", (9000, 6300), 1.0),
    WardSeed("Northway", (7800, 8300), 0.95),
    WardSeed("Kiln Lane", (5450, 8150), 0.9),
    WardSeed("Beck Side", (9150, 7750), 0.9),
    WardSeed("Fernley", (4200, 7750), 0.8),
    WardSeed("Quarry", (6700, 10000), 0.7),
    WardSeed("Larkrise", (9500, 9900), 0.7),
    WardSeed("Ferryside", (10600, 6900), 0.85),
    WardSeed("Coldwick", (3700, 9700), 0.5),
    WardSeed("Harbour Flats", (12900, 7300), 0.6),
    WardSeed("Upper Ash", (2100, 8000), 0.45),
    WardSeed("High Moor", (7000, 12000), 0.4),
]
SOUTH_BANK = [
    WardSeed("Bridge End", (6700, 5700), 1.0),
    WardSeed("Tannery", (7650, 5250), 0.95),
    WardSeed("Linfold", (5450, 4350), 0.95),
    WardSeed("Orchard Row", (7000, 4150), 0.9),
    WardSeed("Southgate", (8400, 4300), 0.9),
    WardSeed("Saltmarsh", (12900, 4200), 0.55),
    WardSeed("Ropewalk", (10000, 4100), 0.85),
    WardSeed("Hollin Moor", (7500, 2000), 0.5),
    WardSeed("Weirside", (2700, 4600), 0.6),
]


def on_the_grid(point: Point) -> Point:
    """A point of ours in British National Grid metres."""
    return CORNER[0] + point[0], CORNER[1] + point[1]
