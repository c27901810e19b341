"""Reading a table of text: headings wherever they start, and rows numbered as a spreadsheet shows them."""

import csv
import io
from dataclasses import dataclass

from inclusion.rules.columns import find_column, need_column
from inclusion.rules.files import BadFile
from inclusion.rules.text import decoded

# Tables from Nomis start with a title, a date and blank lines.
MOST_LINES_BEFORE_HEADINGS = 20


@dataclass(frozen=True)
class Row:
    """One row by heading, every cell trimmed, and the number a spreadsheet gives it."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table whose `key` column is the one looked for."""

    key: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def table_from_csv(data: bytes, naming: str, what: str, such_as: str) -> Table:
    """The table whose headings have a column named that way. Raises BadFile."""
    lines = list(csv.reader(io.StringIO(decoded(data), newline="")))
    top = lines[:MOST_LINES_BEFORE_HEADINGS]
    start = next((row for row, cells in enumerate(top) if find_column(cells, naming)), 0)
    headings = [cell.strip() for cell in lines[start]]
    key = need_column(headings, naming, what, such_as)
    _refuse_twice(headings, start + 1)
    rows = (
        Row(number, _cells(cells, headings, number))
        for number, cells in enumerate(lines[start + 1 :], start + 2)
        if any(cell.strip() for cell in cells)
    )
    return Table(key, tuple(headings), tuple(rows))


def _cells(cells: list[str], headings: list[str], number: int) -> dict[str, str]:
    if len(cells) > len(headings):
        raise BadFile(
            f"this row has {len(cells)} columns and the headings {len(headings)}",
            'put cells with a comma in them in "quotes"',
            number,
        )
    short = [""] * (len(headings) - len(cells))
    return {heading: cell.strip() for heading, cell in zip(headings, [*cells, *short], strict=True)}


def _refuse_twice(headings: list[str], row: int) -> None:
    named = [heading for heading in headings if heading]
    twice = next((name for name in named if named.count(name) > 1), None)
    if twice:
        raise BadFile(f'the column "{twice}" is there twice', "take one of them out", row)
