"""One ward's small areas, some 1,500 people each: what the model says of each, and who was helped there, exactly.

For the council's own people only: nothing here is rounded or hidden.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from django.db.models import Count, QuerySet

from inclusion.models import Ward
from inclusion.rules.placing import NOWHERE, place
from reports.choices import ReleaseKind
from reports.figures import PEOPLE, helped, reached
from reports.layers import LAYERS
from reports.maps import Drawing, Shape, draw
from reports.models import AreaNeed, Release, SmallArea
from reports.need import percent
from reports.ward_page import Place

# A postcode, its easting and northing, and how many people.
Homes = QuerySet[Any]


@dataclass(frozen=True)
class Area:
    """The part of one small area in the ward. Without outlines nobody knows who lives in which, and counts are None."""

    number: int
    code: str
    adults: int
    without: int
    shade: str
    helped: int | None
    reached: int | None
    shape: Shape | None

    @property
    def share(self) -> str:
        return (
            f"about {percent(self.without / self.adults)}" if self.adults else "nobody lives here"
        )


@dataclass(frozen=True)
class SmallAreas:
    """`helped_elsewhere` and `reached_elsewhere` are people of the ward whose home is in none of its areas."""

    areas: list[Area]
    drawing: Drawing | None
    helped_elsewhere: int = 0
    reached_elsewhere: int = 0


def small_areas_of(where: Place, ward: Ward) -> SmallAreas:
    """Five queries, however many areas or people."""
    parts = list(AreaNeed.objects.of(where.estimate).filter(ward=ward).order_by("area"))
    outlines = outlines_of([part.area for part in parts])
    came = helped(where.council, where.period).filter(postcode__placements__ward=ward)
    level = reached(where.council, where.period).filter(learner__postcode__placements__ward=ward)
    here = count_by_area(homes_of(came, "postcode", Count("pk")), outlines)
    there = count_by_area(homes_of(level, "learner__postcode", PEOPLE), outlines)
    drawing = draw({part.pk: outlines[part.area] for part in parts if part.area in outlines})
    areas = [
        line(number, part, drawing.shapes.get(part.pk), here, there)
        for number, part in enumerate(parts, 1)
    ]
    return SmallAreas(areas, drawing if drawing.shapes else None, here[""], there[""])


def outlines_of(codes: list[str]) -> dict[str, bytes]:
    """From the newest release that has any."""
    rows = SmallArea.objects.filter(area__in=codes, outline__isnull=False)
    newest = (
        Release.objects.of(ReleaseKind.AREAS)
        .filter(small_areas__in=rows)
        .order_by("-imported_at")
        .values("pk")[:1]
    )
    found = rows.filter(release__in=newest).values_list("area", "outline")
    return {code: bytes(outline or b"") for code, outline in found}


def homes_of(people: QuerySet[Any], postcode: str, count: Count) -> Homes:
    """How many live at each postcode, with its point."""
    keys = (postcode, f"{postcode}__easting", f"{postcode}__northing")
    found: Homes = people.order_by().values_list(*keys).annotate(number=count)
    return found


def count_by_area(homes: Homes, outlines: Mapping[str, bytes]) -> Counter[str]:
    """People in each area by its code, and under no code those whose home is in none."""
    rows, counted = list(homes), Counter[str]()
    if not rows:
        return counted
    _, east, north, numbers = zip(*rows, strict=True)
    codes, shapes = list(outlines), shapely.from_wkb(list(outlines.values()))
    where = place(east, north, shapes).ward if codes else np.full(len(rows), NOWHERE)
    for position, number in zip(where.tolist(), numbers, strict=True):
        counted[codes[position] if position != NOWHERE else ""] += number
    return counted


def line(
    number: int, part: AreaNeed, shape: Shape | None, here: Counter[str], there: Counter[str]
) -> Area:
    return Area(
        number,
        part.area,
        round(part.adults),
        round(part.without),
        LAYERS["estimate"].class_of(part.without / part.adults if part.adults else 0.0),
        here[part.area] if shape else None,
        there[part.area] if shape else None,
        shape,
    )
