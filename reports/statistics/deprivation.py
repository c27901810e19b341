"""How deprived each small area is. A table in, rows or a BadFile out."""

from collections.abc import Iterator
from dataclasses import dataclass

from inclusion.rules.columns import find_column, need_column
from inclusion.rules.files import BadFile
from inclusion.rules.tables import Row, Table
from reports.statistics.areas import area_of, each_area_once

RANK = r"imd[_ ]rank|index of multiple deprivation \(imd\) rank.*"
DECILE = r"imd[_ ]decile|index of multiple deprivation \(imd\) decile.*"
ADULT_SKILLS = r"adult[_ ]skills.*"
# England has the most small areas of the four nations: 33,755 in 2021.
MOST_AREAS = 40_000


@dataclass(frozen=True)
class AreaDeprivation:
    """One area: rank and decile (1 is the most deprived), and the share of adults with few skills if it is there."""

    area: str
    rank: int
    decile: int
    adult_skills: float | None


def deprivations(table: Table) -> Iterator[AreaDeprivation]:
    """Each area of the table. Raises BadFile."""
    rank = need_column(table.headings, RANK, "the IMD rank", "IMD_rank")
    decile = need_column(table.headings, DECILE, "the IMD decile", "IMD_decile")
    skills = find_column(table.headings, ADULT_SKILLS)
    for row in each_area_once(table):
        yield AreaDeprivation(
            area_of(row, table.key),
            int(_number(row, rank, 1, MOST_AREAS)),
            int(_number(row, decile, 1, 10)),
            _number(row, skills, 0, 1) if skills and row.cells[skills] else None,
        )


def _number(row: Row, heading: str, least: float, most: float) -> float:
    written = row.cells[heading].replace(",", "")
    try:
        number = float(written)
    except ValueError:
        number = float("nan")
    if not least <= number <= most:
        raise BadFile(
            f'"{row.cells[heading]}" in column "{heading}" is not from {least:g} to {most:g}',
            "correct it or download the table again",
            row.number,
        )
    return number
