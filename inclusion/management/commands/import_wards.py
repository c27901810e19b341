"""`import_wards FILE --council GSS --from DATE`: bring in a council's wards and give each postcode its ward."""

import argparse
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from inclusion.actions.boundaries import keep_boundaries, keep_council
from inclusion.actions.placements import place_postcodes
from inclusion.management.importing import ImportCommand
from inclusion.management.reading.boundaries import read_boundaries
from inclusion.models import BoundarySet
from inclusion.rules.boundaries import CouncilWards, WardOutline, resolution_of, wards_of
from inclusion.rules.placing import COARSEST_FOR_PLACING_M, fit_for_placing
from inclusion.rules.ward_changes import changes_between, warnings_of

ONS_LICENCE = (
    "Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right"
)


def day(words: str) -> dt.date:
    try:
        return dt.date.fromisoformat(words)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(
            f'"{words}" is not a date like 2018-05-03: year, month, day.'
        ) from problem


class Command(ImportCommand):
    help = "Bring in a council's wards (GeoJSON, GeoPackage, shapefile, zip or parquet)."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--council", required=True, help="The council's GSS code, such as E08000021."
        )
        parser.add_argument(
            "--from", required=True, type=day, dest="first", help="The first day in force."
        )
        parser.add_argument("--to", type=day, help="The first day no longer in force.")
        parser.add_argument(
            "--name", default="", help="The council's name, if the file has none and it is new."
        )
        parser.add_argument(
            "--resolution",
            type=float,
            help="Detail of the lines in metres: BFC 0, BGC 20, BSC 200.",
        )
        parser.add_argument(
            "--crs", type=int, choices=(4326, 27700), help="Only for a file that does not say."
        )
        parser.add_argument("--source", help="Where it is from, in words. Its file name otherwise.")
        parser.add_argument("--licence", default=ONS_LICENCE)

    def load(self, path: Path, options: dict[str, Any]) -> Iterator[str]:
        found = wards_of(read_boundaries(path), options["council"], options["crs"])
        resolution, estimated = options["resolution"], False
        if resolution is None:
            resolution, estimated = resolution_of(path.name, [ward.outline for ward in found.wards])
        boundary_set = self.keep(path, options, found, resolution)
        yield f"{boundary_set}: {len(found.wards)} wards, lines to {resolution:g} m."
        if estimated:
            yield "The file does not say how detailed its lines are, so that is an estimate. Say with --resolution."
        yield from self.changed(boundary_set, found.wards)
        yield self.placed(boundary_set)

    def changed(self, boundary_set: BoundarySet, wards: Sequence[WardOutline]) -> list[str]:
        """What to warn of beside the wards that were in force before these."""
        earlier = boundary_set.council.boundary_sets.filter(
            in_force_from__lt=boundary_set.in_force_from
        )
        before = earlier.order_by("-in_force_from").first()
        if before is None:
            return []
        outlines = [
            WardOutline(ward.code, ward.name, bytes(ward.outline)) for ward in before.wards.all()
        ]
        detail = max(before.resolution_m, boundary_set.resolution_m)
        return warnings_of(changes_between(outlines, wards, detail), str(before))

    def keep(
        self, path: Path, options: dict[str, Any], found: CouncilWards, resolution: float
    ) -> BoundarySet:
        council = keep_council(
            code=options["council"], name=options["name"] or found.council_name, by=None
        )
        return keep_boundaries(
            council=council,
            wards=found.wards,
            in_force_from=options["first"],
            in_force_to=options["to"],
            resolution_m=resolution,
            source=(options["source"] or path.name)[:200],
            licence=options["licence"][:200],
            by=None,
        )

    def placed(self, boundary_set: BoundarySet) -> str:
        """What became of the postcodes, in one line."""
        if not fit_for_placing(boundary_set.resolution_m):
            return (
                f"WARNING: lines to {boundary_set.resolution_m:g} m give about 1 postcode in 15 of a city the wrong "
                "ward or none, so they must not be used to place postcodes, and were not. "
                f"Bring in lines to {COARSEST_FOR_PLACING_M} m or better (BFC, BFE or BGC)."
            )
        count = place_postcodes(boundary_set=boundary_set)
        return (
            f"{count.within:,} postcodes are inside a ward, {count.nearest:,} take the nearest, "
            f"{count.nowhere:,} of the council's have none."
        )
