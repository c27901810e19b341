"""Reading one cell of a published table: its value, or the row and what to do about it."""

import re

from inclusion.rules.files import BadFile
from inclusion.rules.tables import Row

CORRECT = "correct it"


def words_in(row: Row, heading: str, longest: int) -> str:
    """A cell's words. Raises BadFile when there are none, or too many."""
    words = row.cells[heading]
    if not words or len(words) > longest:
        problem = f"is longer than {longest} letters" if words else "is empty"
        raise BadFile(f'"{heading}" {problem}', CORRECT, row.number)
    return words


def year_in(row: Row) -> int:
    """The year in the column of years. Raises BadFile."""
    if not re.fullmatch(r"20\d\d", row.cells["year"]):
        raise BadFile(f'"{row.cells["year"]}" is not a year like 2026', CORRECT, row.number)
    return int(row.cells["year"])
