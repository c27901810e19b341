"""Lines nobody can walk across, from a file of them. A frame in, lines out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import shapely
from django.db import transaction

from inclusion.actions.events import record
from inclusion.models import Council, User
from inclusion.rules.boundaries import BRITISH_GRID, declared_crs
from inclusion.rules.columns import find_column
from inclusion.rules.files import BadFile
from reports.models import Barrier

NAME = r"name|name1|barrier"
LINES = {"LineString", "MultiLineString"}


@dataclass(frozen=True)
class Line:
    """One barrier. `wkb` is in British National Grid metres."""

    name: str
    wkb: bytes


def lines_of(frame: Any) -> list[Line]:
    """Every line of a GeoDataFrame whose index counts rows from 1. Raises BadFile with the row."""
    declared_crs(frame.crs)
    if not len(frame):
        raise BadFile("it has no lines in it", "draw the rivers and big roads, and try again")
    for row, kind in zip(frame.index, frame.geometry.geom_type, strict=True):
        if kind not in LINES:
            raise BadFile(
                f"it holds a {kind or 'row with no shape'} and not a line",
                "draw barriers as lines, with a gap where there is a bridge",
                row,
            )
    return list(_named(frame))


def _named(frame: Any) -> Iterator[Line]:
    column = find_column(frame.columns, NAME)
    for row, shape in zip(frame.index, frame.geometry.to_crs(BRITISH_GRID), strict=True):
        name = str(frame.at[row, column]) if column else f"Barrier {row}"
        yield Line(name[:100], shapely.to_wkb(shape))


@transaction.atomic
def keep_barriers(*, council: Council, lines: list[Line], by: User | None) -> int:
    """Keep these barriers in place of any the council had."""
    council.barriers.all().delete()
    Barrier.objects.bulk_create(
        Barrier(council=council, name=line.name, line=line.wkb) for line in lines
    )
    record("keep_barriers", council, by=by, lines=len(lines))
    return len(lines)
