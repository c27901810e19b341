"""Founds Ashmere: the council, its wards and its postcodes."""

import datetime as dt

import shapely

from inclusion.actions.placements import place_postcodes
from inclusion.management.demo.ashmere import COUNCIL_CODE, COUNCIL_NAME, FIRST_WARD_NUMBER
from inclusion.management.demo.drawing import draw_wards
from inclusion.management.demo.postcodes import scatter
from inclusion.models import BoundarySet, Council, Ward

IN_FORCE_FROM = dt.date(2022, 5, 5)


def found_ashmere() -> Council:
    """Store the made-up council with the ground it stands on."""
    council = Council.objects.create(
        code=COUNCIL_CODE, name=COUNCIL_NAME, slug="ashmere", is_demonstration=True
    )
    boundary_set = BoundarySet.objects.create(
        council=council,
        in_force_from=IN_FORCE_FROM,
        source="Drawn for the Footbridge demonstration.",
        licence="MIT",
        resolution_m=1,
    )
    drawn = draw_wards()
    Ward.objects.bulk_create(
        Ward(
            boundary_set=boundary_set,
            code=f"E0{FIRST_WARD_NUMBER + number}",
            name=seed.name,
            outline=shapely.to_wkb(shape),
        )
        for number, (seed, shape) in enumerate(drawn)
    )
    scatter(drawn)
    place_postcodes(boundary_set=boundary_set)
    return council
