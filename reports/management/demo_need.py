"""Ashmere's small areas, the people in them and how they are off: all made up, so that its estimate can be worked out."""

import random
from collections.abc import Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from inclusion.management.demo.ashmere import NORTH_BANK, SOUTH_BANK
from inclusion.management.demo.world import World
from inclusion.models import BoundarySet
from inclusion.rules.demonstration import ASHMERE_CODE
from reports.choices import Direction
from reports.estimate.settings import Settings
from reports.estimating.country import load_country
from reports.estimating.keeping import estimate_council
from reports.statistics.deprivation import AreaDeprivation
from reports.statistics.population import BANDS, AreaPopulation
from reports.statistics.rates import PublishedRate
from reports.statistics.releases import (
    Published,
    keep_areas,
    keep_deprivations,
    keep_populations,
    keep_rates,
)
from reports.statistics.small_areas import PlacedArea

HAND = 1971
FIRST_AREA = 99_990_001
ACROSS, STANDARD = 4, 1_500
MADE_UP = "Made up for the Footbridge demonstration. Ashmere is not a real place."
# Of every 100 people in a middling area, how many are in each band.
AGES = dict(zip(BANDS, (18, 13, 14, 20, 19, 9, 7), strict=True))
# Of adults in a middling area, the share with few qualifications, and how much more where homes are crowded.
FEW_QUALIFICATIONS, MORE_WHERE_CROWDED = 0.12, 0.36
# Near the shares published for the whole country in 2022.
RATES = (
    ("all", "Everybody", None, 0.20),
    ("age", "65-74", (65, 74), 0.30),
    ("age", "75+", (75, None), 0.69),
)


def estimate_ashmere(world: World) -> None:
    """Bring in what was made up, as the commands do, and estimate. A real council's own figures are left alone."""
    boundary_set = BoundarySet.objects.filter(council=world.council).first()
    if world.council.code != ASHMERE_CODE or boundary_set is None:
        return
    world.say("who lacks the skills")
    dice = random.Random(HAND)
    areas = list(small_areas(boundary_set, dice))
    keep_areas(published=named("small areas"), rows=[area for area, _ in areas], by=None)
    keep_populations(
        published=named("people by age"),
        rows=[people(area.area, dice) for area, _ in areas],
        by=None,
    )
    keep_deprivations(
        published=named("deprivation"),
        rows=ranked([(area.area, few) for area, few in areas]),
        by=None,
    )
    keep_rates(published=named("skills survey"), rows=[rate(*row) for row in RATES], by=None)
    estimate_council(boundary_set=boundary_set, country=load_country(Settings()), by=None)


def named(what: str) -> Published:
    return Published(f"Ashmere {what}", 2022, MADE_UP, "MIT", "LSOA 2021")


def small_areas(
    boundary_set: BoundarySet, dice: random.Random
) -> Iterator[tuple[PlacedArea, float]]:
    """Each ward in four strips, with how few qualifications there are."""
    crowding = {seed.name: seed.crowding for seed in (*NORTH_BANK, *SOUTH_BANK)}
    number = FIRST_AREA
    for ward in boundary_set.wards.order_by("code"):
        outline = shapely.from_wkb(bytes(ward.outline))
        local = dice.gauss(0, 0.08)
        for part in strips(outline):
            few = FEW_QUALIFICATIONS + MORE_WHERE_CROWDED * (crowding.get(ward.name, 0.7) - 0.5)
            few = min(max(few + local + dice.gauss(0, 0.03), 0.02), 0.6)
            west, south, east, north = (round(edge) for edge in part.bounds)
            yield PlacedArea(f"E{number}", shapely.to_wkb(part), (west, south, east, north)), few
            number += 1


def strips(outline: BaseGeometry) -> Iterator[BaseGeometry]:
    """Four parts from west to east."""
    west, south, east, north = outline.bounds
    step = (east - west) / ACROSS
    for column in range(ACROSS):
        part = outline.intersection(
            shapely.box(west + column * step, south, west + (column + 1) * step, north)
        )
        if not part.is_empty:
            yield part


def people(area: str, dice: random.Random) -> AreaPopulation:
    """About 1,500 people, younger in some areas and older in others."""
    older = dice.uniform(-0.35, 0.45)
    tilt = {band: 1 + older * (place - 3) / 3 for place, band in enumerate(BANDS)}
    size = dice.uniform(0.8, 1.25) * STANDARD / 100
    return AreaPopulation(
        area, {band: max(1, round(size * share * tilt[band])) for band, share in AGES.items()}
    )


def ranked(areas: list[tuple[str, float]]) -> Iterator[AreaDeprivation]:
    """Rank 1 is the most deprived."""
    worst_first = sorted(areas, key=lambda pair: -pair[1])
    for rank, (area, few) in enumerate(worst_first, 1):
        decile = 1 + (rank - 1) * 10 // len(areas)
        yield AreaDeprivation(area, rank, decile, round(few, 3))


def rate(
    group_type: str, group: str, years: tuple[int, int | None] | None, share: float
) -> PublishedRate:
    return PublishedRate(
        year=2022,
        fieldwork="",
        definition="EDS Foundation",
        level="8 tasks",
        population="Adults",
        group_type=group_type,
        group=group,
        ages=years,
        share=share,
        people_millions=None,
        direction=Direction.WITHOUT,
        source=MADE_UP,
        note="Near the shares published for the whole country in 2022.",
    )
