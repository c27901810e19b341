"""Which rows of a boundary file are a council's wards, and whether they can be trusted. A frame in, outlines out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from inclusion.rules.columns import (
    COUNCIL_CODE,
    COUNCIL_NAME,
    WARD_CODE,
    WARD_NAME,
    find_column,
    need_column,
)
from inclusion.rules.files import BadFile

WGS84, BRITISH_GRID = 4326, 27700
# Longitude and latitude, then metres, that hold the whole United Kingdom with some sea to spare.
WINDOWS = {WGS84: (-14.0, 49.0, 3.0, 62.0), BRITISH_GRID: (-250_000, -50_000, 700_000, 1_300_000)}
# No council has more wards: the largest in 2023 has 123. More with no council column is a national file.
MOST_WARDS = 150
GSS_CODE = re.compile(r"^[A-Z]\d{8}$")
# What the Office for National Statistics writes in its file names, and the detail it stands for, in metres.
RESOLUTIONS = {"BFC": 0.0, "BFE": 0.0, "BGC": 20.0, "BSC": 200.0, "BUC": 500.0}
# Median length of a line between two corners, in metres, in national files of each detail (December 2020 BGC: 81 to
# 354 from the 1st to the 99th ward in a hundred; December 2023 BSC: 394 to 1,403).
DETAIL_BY_STEP = ((40, 0.0), (375, 20.0), (1500, 200.0))


@dataclass(frozen=True)
class WardOutline:
    """One ward as its file has it. `outline` is WKB in British National Grid metres."""

    code: str
    name: str
    outline: bytes


@dataclass(frozen=True)
class CouncilWards:
    """A council's wards from one file. `council_name` is empty where the file has none."""

    council_name: str
    wards: tuple[WardOutline, ...]


def wards_of(frame: Any, council: str, crs_if_unsaid: int | None = None) -> CouncilWards:
    """The council's wards in a GeoDataFrame whose index counts rows from 1. Raises BadFile."""
    if frame.crs is None and crs_if_unsaid:
        frame = frame.set_crs(crs_if_unsaid)
    if not len(frame):
        raise BadFile("it has no wards in it", "download it again")
    code = need_column(frame.columns, WARD_CODE, "the ward's code", "WD23CD or ward_code")
    name = need_column(frame.columns, WARD_NAME, "the ward's name", "WD23NM or ward_name")
    crs = declared_crs(frame.crs)
    mine = _of_council(frame, council)
    _check_codes(mine[code])
    _check_outlines(mine.geometry, mine[code])
    _check_place(mine.geometry, crs)
    outlines = mine.geometry.to_crs(BRITISH_GRID)
    wards = (
        WardOutline(str(gss), str(called).strip(), shapely.to_wkb(outline))
        for gss, called, outline in zip(mine[code], mine[name], outlines, strict=True)
    )
    return CouncilWards(_council_name(mine), tuple(sorted(wards, key=lambda ward: ward.code)))


def declared_crs(crs: Any) -> int:
    """EPSG 4326 or 27700, as the file itself declares. We never guess where a map is."""
    remedy = "download it in WGS84 (EPSG:4326) or British National Grid (EPSG:27700)"
    if crs is None:
        raise BadFile(
            "it does not say which coordinate system it is in (a shapefile says so in its .prj)",
            f"{remedy}, or if you know, say so after --crs",
        )
    for known in (WGS84, BRITISH_GRID):
        if crs.to_epsg(min_confidence=20) == known or crs.equals(
            f"EPSG:{known}", ignore_axis_order=True
        ):
            return known
    raise BadFile(f'its coordinate system is "{crs.name}"', remedy)


def resolution_of(file_name: str, outlines: Sequence[bytes]) -> tuple[float, bool]:
    """The detail of the lines in metres, from the file's name, or else estimated from the lines (then True)."""
    for word in re.split(r"[^A-Z]+", file_name.upper()):
        if word in RESOLUTIONS:
            return RESOLUTIONS[word], False
    steps = np.concatenate(
        [
            np.hypot(*np.diff(shapely.get_coordinates(ring), axis=0).T)
            for outline in outlines
            for ring in shapely.get_rings(shapely.from_wkb(outline))
        ]
    )
    step = float(np.median(steps))
    return next((detail for most, detail in DETAIL_BY_STEP if step < most), 500.0), True


def _of_council(frame: Any, council: str) -> Any:
    column = find_column(frame.columns, COUNCIL_CODE)
    if column is None:
        if len(frame) > MOST_WARDS:
            raise BadFile(
                f"it has {len(frame):,} wards and no column to say which are {council}'s",
                "use a file with a column like LAD23CD, or one that holds that council only",
            )
        return frame
    mine = frame[frame[column] == council]
    if not len(mine):
        others = sorted(set(frame[column].dropna().astype(str)))
        raise BadFile(
            f"none of its wards is in {council} (it has {others[0]} and {len(others) - 1:,} others)"
            if len(others) > 1
            else f"its wards are in {''.join(others) or 'no council'}, not {council}",
            "check the code you gave after --council",
        )
    return mine


def _council_name(frame: Any) -> str:
    column = find_column(frame.columns, COUNCIL_NAME)
    return str(frame[column].iloc[0]).strip() if column else ""


def _check_codes(codes: Any) -> None:
    for row, code in codes.items():
        if not isinstance(code, str) or not GSS_CODE.match(code):
            raise BadFile(f'the ward code "{code}" is not like E05011436', "correct it", row)
    twice = codes[codes.duplicated()]
    if len(twice):
        raise BadFile(
            f"the ward {twice.iloc[0]} is there twice", "take one of them out", int(twice.index[0])
        )


def _check_outlines(outlines: Any, codes: Any) -> None:
    for row, outline in outlines.items():
        if outline is None or outline.is_empty:
            raise BadFile(f"the ward {codes[row]} has no outline", "download the file again", row)
        if outline.geom_type not in ("Polygon", "MultiPolygon"):
            raise BadFile(
                f"the ward {codes[row]} is a {outline.geom_type}, not an area",
                "use the file of boundaries, not of centre points",
                row,
            )
        if not outline.is_valid:
            raise BadFile(
                f"the outline of {codes[row]} is not a valid shape "
                f"({shapely.is_valid_reason(outline)})",
                'mend it with "Fix geometries" in QGIS, or download the file again',
                row,
            )


def _check_place(outlines: Any, crs: int) -> None:
    west, south, east, north = WINDOWS[crs]
    for row, (x1, y1, x2, y2) in zip(outlines.index, outlines.bounds.to_numpy(), strict=True):
        if not (west <= x1 and south <= y1 and x2 <= east and y2 <= north):
            units = "degrees" if crs == WGS84 else "metres"
            raise BadFile(
                f"it says it is in EPSG:{crs}, but {x1:.6g}, {y1:.6g} in {units} is not in the United Kingdom",
                "download it again in the coordinate system it declares",
                int(row),
            )
