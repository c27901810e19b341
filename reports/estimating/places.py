"""One council's wards, and how much of each small area lies in each of them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from django.db.models import FilteredRelation, Q

from inclusion.models import BoundarySet, Postcode
from inclusion.rules.files import BadFile
from inclusion.rules.placing import NOWHERE, place
from reports.choices import ReleaseKind, Splitting
from reports.estimate.odds import Floats, Whole
from reports.estimate.splitting import Split, best_fit, by_postcodes, middles
from reports.estimating.country import Country
from reports.models import Release, SmallArea

# An area we hold hardly any postcodes of, whose middle is not ours, is a neighbour's met at the edge of coarse lines.
FEWEST_POSTCODES = 5
# With fewer of a council's postcodes in areas we have people for, the tables are for other areas.
LEAST_COVERED = 0.95


@dataclass(frozen=True)
class SplitCouncil:
    """Wards by id, in order, their small areas as positions in the country, and the middle of each part in metres."""

    ward_ids: tuple[int, ...]
    split: Split
    splitting: Splitting
    middles: Floats


def split_council(boundary_set: BoundarySet, country: Country) -> SplitCouncil:
    """By postcodes where there are outlines, or else by a best-fit look-up. Raises BadFile."""
    ids, codes, outlines = zip(
        *boundary_set.wards.order_by("code").values_list("pk", "code", "outline"), strict=True
    )
    shapes = shapely.from_wkb([bytes(outline) for outline in outlines])
    found = _by_postcodes(boundary_set, ids, shapes, country)
    if found is not None:
        split, middle = found
        return SplitCouncil(ids, split, Splitting.POSTCODES, middle)
    fitted = _best_fit(codes, country)
    if fitted is not None:
        # A look-up does not say where in its ward an area is.
        middle = shapely.get_coordinates(shapely.point_on_surface(shapes))[fitted.ward]
        return SplitCouncil(ids, fitted, Splitting.BEST_FIT, middle)
    raise BadFile(
        f"we do not know which small areas are in {boundary_set.council.name}",
        "bring in their outlines with import_areas, and its postcodes with import_postcodes",
    )


def _by_postcodes(
    boundary_set: BoundarySet, ids: tuple[int, ...], wards: Any, country: Country
) -> tuple[Split, Floats] | None:
    release = _newest(has_outlines=True)
    areas = release and list(
        release.small_areas.near(tuple(shapely.total_bounds(wards)))
        .order_by("area")
        .values_list("area", "outline")
    )
    if not areas:
        return None
    shapes = shapely.from_wkb([bytes(outline or b"") for _, outline in areas])
    points = _postcodes(boundary_set, shapely.total_bounds([*wards, *shapes]))
    position = {pk: row for row, pk in enumerate(ids)}
    in_ward: Whole = np.array([position.get(ward or 0, NOWHERE) for _, _, ward in points], np.int64)
    if not (in_ward >= 0).any():
        return None
    east, north, _ = zip(*points, strict=True)
    in_area = place(east, north, shapes, may_be_outside=True).ward
    known = np.array([country.position.get(code, NOWHERE) for code, _ in areas])
    _check_covered(boundary_set, in_ward, in_area, known)
    keep = (in_area >= 0) & _ours(in_area, shapes, wards)[in_area]
    keep &= known[in_area] >= 0
    split = by_postcodes(known[in_area[keep]], in_ward[keep])
    homes = np.column_stack([east, north]).astype(float)[keep]
    return split, middles(split, known[in_area[keep]], in_ward[keep], homes)


def _ours(in_area: Any, areas: Any, wards: Any) -> Any:
    """Which areas to believe: those we hold postcodes enough of, and those whose middle is in a ward of ours."""
    many = np.bincount(in_area[in_area >= 0], minlength=len(areas)) >= FEWEST_POSTCODES
    middles = shapely.get_coordinates(shapely.point_on_surface(areas))
    return many | (place(middles[:, 0], middles[:, 1], wards).ward >= 0)


def _check_covered(boundary_set: BoundarySet, in_ward: Any, in_area: Any, known: Any) -> None:
    ours = in_ward >= 0
    covered = ((in_area >= 0) & (known[in_area] >= 0))[ours].mean()
    if covered < LEAST_COVERED:
        raise BadFile(
            f"only {covered:.0%} of the postcodes of {boundary_set.council.name} are in small areas we have people for",
            "bring in people, deprivation and outlines for the same small areas",
        )


def _postcodes(boundary_set: BoundarySet, box: Any) -> list[tuple[int, int, int | None]]:
    """Every postcode in a box: easting, northing, and its ward in this set if it has one."""
    west, south, east, north = (int(edge) for edge in box)
    placed = FilteredRelation("placements", condition=Q(placements__boundary_set=boundary_set))
    rows = (
        Postcode.objects.filter(easting__range=(west, east), northing__range=(south, north))
        .annotate(placed=placed)
        .order_by("code")
    )
    return list(rows.values_list("easting", "northing", "placed__ward"))


def _best_fit(ward_codes: tuple[str, ...], country: Country) -> Split | None:
    release = _newest(has_outlines=False)
    if release is None:
        return None
    position = {code: row for row, code in enumerate(ward_codes)}
    pairs = [
        (country.position[area], position[ward])
        for area, ward in release.small_areas.filter(ward_code__in=ward_codes).values_list(
            "area", "ward_code"
        )
        if area in country.position
    ]
    if not pairs:
        return None
    areas, wards = (np.array(column) for column in zip(*pairs, strict=True))
    return best_fit(areas, wards)


def _newest(*, has_outlines: bool) -> Release | None:
    ids = SmallArea.objects.filter(outline__isnull=not has_outlines).values("release")
    return Release.objects.of(ReleaseKind.AREAS).filter(pk__in=ids).order_by("-imported_at").first()
