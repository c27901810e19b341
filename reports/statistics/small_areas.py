"""Where small areas are: outlines from a map file, or the one ward each fits best from a look-up. Rows, or a BadFile."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import shapely

from inclusion.rules.boundaries import BRITISH_GRID, declared_crs
from inclusion.rules.columns import LSOA_CODE, WARD_CODE, need_column
from inclusion.rules.files import BadFile
from inclusion.rules.tables import Table
from reports.statistics.areas import AREA_CODE, area_of, each_area_once


@dataclass(frozen=True)
class PlacedArea:
    """One area: its outline as WKB in British National Grid metres with its box, or else its best-fit ward's code."""

    area: str
    outline: bytes | None = None
    box: tuple[int, int, int, int] | None = None
    ward_code: str = ""


def outlined(frame: Any) -> Iterator[PlacedArea]:
    """Each area of a GeoDataFrame whose index counts rows from 1. Raises BadFile."""
    code = need_column(frame.columns, LSOA_CODE, "the small area's code", "LSOA21CD")
    declared_crs(frame.crs)
    seen: set[str] = set()
    outlines = frame.geometry.to_crs(BRITISH_GRID)
    for row, area, outline in zip(frame.index, frame[code], outlines, strict=True):
        _check(str(area), outline, seen, int(row))
        seen.add(str(area))
        west, south, east, north = (round(edge) for edge in outline.bounds)
        yield PlacedArea(str(area), shapely.to_wkb(outline), (west, south, east, north))
    if not seen:
        raise BadFile("it has no areas in it", "download it again")


def _check(area: str, outline: Any, seen: set[str], row: int) -> None:
    if not AREA_CODE.match(area):
        raise BadFile(f'"{area}" is not an area code like E01000001', "correct it", row)
    if area in seen:
        raise BadFile(f"{area} is there twice", "take one of them out", row)
    if outline is None or outline.is_empty or "Polygon" not in outline.geom_type:
        raise BadFile(f"{area} has no outline", "download it again", row)


def best_fitted(table: Table) -> Iterator[PlacedArea]:
    """Each area of a look-up table, with its ward. Raises BadFile."""
    ward = need_column(table.headings, WARD_CODE, "the ward's code", "WD24CD")
    for row in each_area_once(table):
        if not AREA_CODE.match(row.cells[ward]):
            raise BadFile(
                f'"{row.cells[ward]}" is not a ward code like E05000001', "correct it", row.number
            )
        yield PlacedArea(area_of(row, table.key), ward_code=row.cells[ward])
