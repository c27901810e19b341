"""A whole file of postcodes at once: the same answers as `rules.postcodes`, for millions."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from inclusion.rules.files import BadFile

SHAPE = "^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][ABD-HJLNP-UW-Z]{2}$"
# ONSPD gives Northern Ireland's points on the Irish grid, which is not ours.
ON_THE_IRISH_GRID = "BT"
NO_POSITION_QUALITY = 90
FARTHEST_EAST, FARTHEST_NORTH = 700_000, 1_300_000


@dataclass(frozen=True)
class PostcodeList:
    """Postcodes with their points, from one edition. `unplaced` is how many had no point on the British grid."""

    codes: Any
    eastings: Any
    northings: Any
    councils: Any
    unplaced: int

    def __len__(self) -> int:
        return len(self.codes)


def tidy_postcodes(typed: Any) -> Any:
    """Each postcode with its space, or empty if it cannot be one. Arrow strings in, Arrow strings out."""
    bare = pc.replace_substring_regex(pc.utf8_upper(typed), "[^A-Z0-9]", "")
    spaced = pc.binary_join_element_wise(
        pc.utf8_slice_codeunits(bare, 0, -3), pc.utf8_slice_codeunits(bare, -3), " "
    )
    return pc.if_else(pc.match_substring_regex(bare, SHAPE), spaced, "")


def postcodes_in(table: Any, council: str | None, first_row: int) -> PostcodeList:
    """Postcodes from a table of strings with columns postcode, easting, northing and perhaps quality and council.

    With a `council`, only its own; where the table does not say whose they are, all are taken to be its.
    `first_row` is how people would number the table's first row. Raises BadFile.
    """
    codes = tidy_postcodes(table["postcode"])
    _refuse_any(
        pc.equal(codes, ""), table["postcode"], first_row, "is not a postcode", "correct it"
    )
    table = table.drop_columns("postcode").append_column("code", codes)
    table = table.append_column("row", pa.array(range(first_row, first_row + len(table))))
    table = _of_council(table, council)
    placed = table.filter(_has_point(table))
    eastings = _metres(placed, "easting", FARTHEST_EAST)
    northings = _metres(placed, "northing", FARTHEST_NORTH)
    _refuse_twice(placed)
    return PostcodeList(
        placed["code"], eastings, northings, placed["council"], len(table) - len(placed)
    )


def _of_council(table: Any, council: str | None) -> Any:
    if "council" not in table.column_names:
        return table.append_column("council", pa.array([council or ""] * len(table)))
    if council is None:
        return table
    mine = table.filter(pc.equal(table["council"], council))
    if not len(mine):
        raise BadFile(
            f"none of its postcodes is in {council}", "check the code you gave after --council"
        )
    return mine


def _has_point(table: Any) -> Any:
    """Leaves out no point: blank or 0, 0, quality 90 (none), and the Irish grid."""
    missing = pc.or_(
        pc.is_in(table["easting"], pa.array(["", "0"])),
        pc.starts_with(table["code"], ON_THE_IRISH_GRID),
    )
    if "quality" in table.column_names:
        missing = pc.or_(missing, pc.equal(table["quality"], str(NO_POSITION_QUALITY)))
    return pc.invert(missing)


def _metres(table: Any, column: str, farthest: int) -> Any:
    written = pc.replace_substring_regex(table[column], r"\.0*$", "")
    wrong = pc.invert(pc.match_substring_regex(written, "^[0-9]{1,7}$"))
    remedy = "use a file in British National Grid metres"
    _refuse(wrong, table, column, f"is not a whole number of metres for {column}", remedy)
    metres = pc.cast(written, pa.int32())
    _refuse(pc.greater(metres, farthest), table, column, f"is too big for {column}", remedy)
    return metres


def _refuse(wrong: Any, table: Any, column: str, problem: str, remedy: str) -> None:
    place = pc.index(wrong, True).as_py()
    if place >= 0:
        value = table[column][place].as_py()
        raise BadFile(f'"{value}" {problem}', remedy, table["row"][place].as_py())


def _refuse_any(wrong: Any, values: Any, first_row: int, problem: str, remedy: str) -> None:
    place = pc.index(wrong, True).as_py()
    if place >= 0:
        raise BadFile(f'"{values[place].as_py()}" {problem}', remedy, first_row + place)


def _refuse_twice(table: Any) -> None:
    counts = pc.value_counts(table["code"])
    twice = counts.filter(pc.greater(counts.field("counts"), 1))
    if len(twice):
        code = twice[0]["values"].as_py()
        rows = table.filter(pc.equal(table["code"], code))["row"].to_pylist()
        raise BadFile(f"{code} is there twice", f"take out row {rows[0]} or this one", rows[1])
