"""Working out each postcode's ward in a boundary set, once, and keeping it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import shapely
from django.db import transaction

from inclusion.choices import Placement
from inclusion.models import BoundarySet, Postcode, PostcodeWard
from inclusion.rules.placing import NEAREST_WITHIN_M, NOWHERE, fit_for_placing, place

AT_ONCE = 20_000
Row = tuple[str, int, int, str]


@dataclass(frozen=True)
class PlacedCount:
    """How many postcodes have a ward by being inside it, by being nearest, and how many of the council's have none."""

    within: int = 0
    nearest: int = 0
    nowhere: int = 0


@transaction.atomic
def place_postcodes(*, boundary_set: BoundarySet) -> PlacedCount:
    """Give every postcode in or by the set's wards its ward, in place of what was worked out before.

    Lines too coarse to place with give nobody a ward. A point just outside takes the nearest ward only if its own
    file says it is this council's: the far bank of a river is another council's.
    """
    boundary_set.placements.all().delete()
    if not fit_for_placing(boundary_set.resolution_m):
        return PlacedCount()
    wards = list(boundary_set.wards.order_by("code").values_list("pk", "outline"))
    outlines = shapely.from_wkb([bytes(outline) for _, outline in wards])
    council = boundary_set.council.code
    within = nearest = 0
    for rows in _near(outlines):
        code, easting, northing, whose = zip(*rows, strict=True)
        placed = place(easting, northing, outlines, np.array(whose) == council)
        chosen = np.flatnonzero(placed.ward != NOWHERE)
        PostcodeWard.objects.bulk_create(
            PostcodeWard(
                boundary_set=boundary_set,
                postcode_id=code[i],
                ward_id=wards[placed.ward[i]][0],
                placed=Placement.NEAREST if placed.nearest[i] else Placement.WITHIN,
            )
            for i in chosen
        )
        nearest += int(placed.nearest.sum())
        within += len(chosen) - int(placed.nearest.sum())
    nowhere = Postcode.objects.filter(council_code=council).exclude(
        placements__boundary_set=boundary_set
    )
    return PlacedCount(within, nearest, nowhere.count())


def _near(outlines: Any) -> Iterator[Sequence[Row]]:
    """Postcodes in the box round the wards, some thousands at a time."""
    west, south, east, north = shapely.total_bounds(outlines)
    rows = (
        Postcode.objects.filter(
            easting__range=(int(west) - NEAREST_WITHIN_M, int(east) + NEAREST_WITHIN_M),
            northing__range=(int(south) - NEAREST_WITHIN_M, int(north) + NEAREST_WITHIN_M),
        )
        .order_by("code")
        .values_list("code", "easting", "northing", "council_code")
        .iterator(chunk_size=AT_ONCE)
    )
    while chunk := list(islice(rows, AT_ONCE)):
        yield chunk
