"""Published shares of people with and without digital skills. A table in, rows or a BadFile out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inclusion.rules.columns import need_column
from inclusion.rules.files import BadFile
from inclusion.rules.tables import Row, Table
from reports.choices import Direction
from reports.statistics.ages import Ages, ages
from reports.statistics.cells import CORRECT, words_in, year_in

DEFINITION = "definition"
NEEDED = ("year", "group_type", "group", "value_pct", "direction", "source")


@dataclass(frozen=True)
class PublishedRate:
    """One share as published; `share` is 0 to 1, or None where only a number of people was."""

    year: int
    fieldwork: str
    definition: str
    level: str
    population: str
    group_type: str
    group: str
    ages: Ages | None
    share: float | None
    people_millions: float | None
    direction: Direction
    source: str
    note: str


def rates(table: Table) -> Iterator[PublishedRate]:
    """Each row of the table. Raises BadFile."""
    for name in NEEDED:
        need_column(table.headings, re.escape(name), f"the {name}", name)
    if not table.rows:
        raise BadFile("it has no rates in it", "add one row for each published figure")
    seen: dict[tuple[object, ...], int] = {}
    for row in table.rows:
        rate = _rate(row)
        key = (rate.year, rate.fieldwork, rate.definition, rate.level, rate.group, rate.direction)
        if key in seen:
            raise BadFile(
                f"it says the same as row {seen[key]}", "take one of them out", row.number
            )
        seen[key] = row.number
        yield rate


def _rate(row: Row) -> PublishedRate:
    cells = row.cells
    share, people = _percent(row), _number(row, "people_millions")
    if share is None and people is None:
        raise BadFile("it has neither value_pct nor people_millions", "add one", row.number)
    by_age = cells["group_type"].lower() == "age"
    return PublishedRate(
        year=year_in(row),
        fieldwork=cells.get("fieldwork", "")[:40],
        definition=words_in(row, DEFINITION, 100),
        level=cells.get("level_measured", "")[:60],
        population=cells.get("population", "")[:60],
        group_type=words_in(row, "group_type", 40),
        group=words_in(row, "group", 60),
        ages=_ages(row) if by_age else None,
        share=share,
        people_millions=people,
        direction=_direction(row),
        source=words_in(row, "source", 300),
        note=cells.get("note", "")[:300],
    )


def _number(row: Row, heading: str) -> float | None:
    written = row.cells.get(heading, "")
    if not written:
        return None
    if not re.fullmatch(r"-?\d+(\.\d+)?", written):
        raise BadFile(f'"{written}" in column "{heading}" is not a number', CORRECT, row.number)
    return float(written)


def _percent(row: Row) -> float | None:
    percent = _number(row, "value_pct")
    if percent is not None and not 0 <= percent <= 100:
        side = "more than 100" if percent > 100 else "less than 0"
        raise BadFile(f"{percent:g} is {side} per cent", CORRECT, row.number)
    return None if percent is None else round(percent / 100, 6)


def _direction(row: Row) -> Direction:
    written = row.cells["direction"].lower()
    if written not in Direction.values:
        raise BadFile(
            f'the direction "{written}" is none of {", ".join(Direction.values)}',
            CORRECT,
            row.number,
        )
    return Direction(written)


def _ages(row: Row) -> Ages:
    """The ages in the group's first word: what follows says whose figure it is."""
    found = ages(row.cells["group"].split(" ")[0])
    if found is None:
        raise BadFile(
            f'the age group "{row.cells["group"]}" is not like 65-74 or 75+', CORRECT, row.number
        )
    return found
