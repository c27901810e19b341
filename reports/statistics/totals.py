"""A table of totals, one a ward. A table in, rows or a BadFile out."""

from dataclasses import dataclass

from inclusion.rules.columns import WARD_CODE, need_column
from inclusion.rules.files import BadFile
from inclusion.rules.tables import Table
from reports.statistics.cells import CORRECT

PEOPLE = "people"


@dataclass(frozen=True)
class WardTotal:
    """One ward's code, how many people, and its row in the table."""

    code: str
    people: int
    row: int


def ward_totals(table: Table) -> list[WardTotal]:
    """Each ward once. Raises BadFile."""
    key = need_column(table.headings, WARD_CODE, "the ward's code", "ward_code")
    need_column(table.headings, PEOPLE, "how many people", PEOPLE)
    found: dict[str, WardTotal] = {}
    for row in table.rows:
        code, written = row.cells[key], row.cells[PEOPLE].replace(",", "")
        if code in found:
            raise BadFile(
                f"{code} is there twice", f"take out row {found[code].row} or this one", row.number
            )
        if not (written.isascii() and written.isdecimal() and len(written) < 8):
            raise BadFile(
                f'"{row.cells[PEOPLE]}" in column "{PEOPLE}" is not a number of people',
                CORRECT,
                row.number,
            )
        found[code] = WardTotal(code, int(written), row.number)
    if not found:
        raise BadFile("it has no wards in it", "add one row for each ward")
    return list(found.values())
