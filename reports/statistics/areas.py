"""Small areas in a table: each once, by its ONS code."""

import re
from collections.abc import Iterator

from inclusion.rules.files import BadFile
from inclusion.rules.tables import Row, Table

AREA_CODE = re.compile(r"^[EWSN]\d{8}$")
# What the ONS counts under codes that begin so, and which are no small areas: a table for them looks much the same.
OTHER_KINDS = {
    "00": "an output area",
    "02": "a middle-sized area (MSOA)",
    "05": "a ward",
    "06": "a council",
    "07": "a council",
    "08": "a council",
    "09": "a council",
    "10": "a county",
    "12": "a region",
}
ENGLAND_AND_WALES = "EW"


def area_of(row: Row, key: str) -> str:
    """The area a row is about. Raises BadFile."""
    code = row.cells[key]
    if not AREA_CODE.match(code):
        raise BadFile(f'"{code}" is not an area code like E01000001', "correct it", row.number)
    other = OTHER_KINDS.get(code[1:3]) if code[0] in ENGLAND_AND_WALES else None
    if other:
        raise BadFile(
            f"{code} is {other} and not a small area", "use the table for LSOAs", row.number
        )
    return code


def each_area_once(table: Table) -> Iterator[Row]:
    """The rows that name an area. Notes below a table, whose code is empty or no code, with nothing beside, are passed."""
    seen: dict[str, int] = {}
    for row in table.rows:
        filled = sum(bool(cell) for cell in row.cells.values())
        if filled == 1 and not AREA_CODE.match(row.cells[table.key]):
            continue
        area = area_of(row, table.key)
        if area in seen:
            raise BadFile(
                f"{area} is there twice", f"take out row {seen[area]} or this one", row.number
            )
        seen[area] = row.number
        yield row
    if not seen:
        raise BadFile("it has no areas in it", "download it again")


def areas_named(key: str) -> str:
    """Which areas a heading means: lsoa21_code is LSOA 2021. Empty if it does not say."""
    year = re.search(r"(?:20)?(01|11|21)(?!\d)", key)
    return f"LSOA 20{year[1]}" if year else ""
