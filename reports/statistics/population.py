"""How many people of each age live in each small area. A table in, rows or a BadFile out."""

from collections.abc import Iterator
from dataclasses import dataclass

from inclusion.rules.files import BadFile
from inclusion.rules.tables import Row, Table
from reports.statistics.ages import Ages, ages, spoken
from reports.statistics.areas import area_of, each_area_once

BANDS: dict[str, Ages] = {
    "under_16": (0, 15),
    "a16_24": (16, 24),
    "a25_34": (25, 34),
    "a35_49": (35, 49),
    "a50_64": (50, 64),
    "a65_74": (65, 74),
    "a75_over": (75, None),
}


@dataclass(frozen=True)
class AreaPopulation:
    """One area, its residents by our band, and its row in the table."""

    area: str
    residents: dict[str, int]
    row: int | None = None


def populations(table: Table) -> Iterator[AreaPopulation]:
    """Each area of the table. Columns for single years or narrower bands are added up into ours. Raises BadFile."""
    columns = _bands_of(table.headings)
    numbers = [heading for headings in columns.values() for heading in headings]
    for row in each_area_once(table):
        if not any(row.cells[heading] for heading in numbers):
            continue
        yield AreaPopulation(
            area_of(row, table.key),
            {
                band: sum(_count(row, heading) for heading in headings)
                for band, headings in columns.items()
            },
            row.number,
        )


def _bands_of(headings: tuple[str, ...]) -> dict[str, list[str]]:
    """Which headings add up to each of our bands, sure that every age is there once."""
    found = {heading: years for heading in headings if (years := ages(heading))}
    if not found:
        raise BadFile("it has no columns for ages", "use a table with columns like Aged 16 years")
    _check_each_age_once(found)
    columns: dict[str, list[str]] = {band: [] for band in BANDS}
    for heading, years in found.items():
        columns[_band_of(heading, years)].append(heading)
    return columns


def _check_each_age_once(found: dict[str, Ages]) -> None:
    expected: int | None = 0
    for heading, (first, last) in sorted(found.items(), key=lambda pair: pair[1][0]):
        if expected is None or first < expected:
            raise BadFile(
                f'the ages in its column "{heading}" are in another column too',
                "use a table with each age once",
            )
        if first > expected:
            raise BadFile(
                f"it has no column for ages {spoken((expected, first - 1))}",
                "use a table with every age from 0",
            )
        expected = None if last is None else last + 1
    if expected is not None:
        raise BadFile(
            f"it has no column for {expected} and over", "use a table with every age from 0"
        )


def _band_of(heading: str, years: Ages) -> str:
    first, last = years
    for band, (youngest, oldest) in BANDS.items():
        if youngest <= first and (oldest is None or (last is not None and last <= oldest)):
            return band
    raise BadFile(
        f'its column "{heading}" is in two of our age bands',
        "use a table of single years, or of bands that start at 16, 25, 35, 50, 65 and 75",
    )


def _count(row: Row, heading: str) -> int:
    written = row.cells[heading].replace(",", "").removesuffix(".0")
    if not written.isdecimal():
        raise BadFile(
            f'"{row.cells[heading]}" in column "{heading}" is not a number of people',
            "correct it or download the table again",
            row.number,
        )
    return int(written)
