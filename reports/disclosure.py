"""Which counts may be shown to everybody, and how. Numbers in, words out; no database, no settings.

The rule, and where it comes from:

- A count of people from 0 to 9 is "fewer than 10". Ten is the trigger NHS Education for Scotland and the ONS
  Longitudinal Study use; NHS England's own is 8. Nought is hidden too: "nobody in this ward" can be told of somebody.
- Any other count is rounded to the nearest 5, as in NHS England's hospital statistics since September 2018. Rounding
  each number alone means no second ward has to be hidden to protect the first.
- The total is rounded alone as well, never added up from rounded numbers. It is left out when, with the cells beside
  it, it would tell anybody more of a hidden count than "0 to 9".

Why leaving the total out gives nothing away: it happens when there are few people (under 10), when hidden and rounded
cells all sit near their lowest, or when they all sit near their highest. Who knows this rule still cannot tell which,
so every count from 0 to 9 stays possible. A test checks that by trying every world, as somebody who knows the rule would.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

THRESHOLD = 10
STEP = 5
FEWEST_TIMES = 3
HIDDEN = f"fewer than {THRESHOLD}"
NOT_SHOWN = "not shown"

Key = TypeVar("Key", bound=Hashable)


class Status(StrEnum):
    """As in the status column of the open data."""

    OK = "ok"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True)
class Cell:
    """One number as the public sees it. `value` is rounded, and None when hidden."""

    shown: str
    status: Status
    value: int | None

    @property
    def is_hidden(self) -> bool:
        return self.status is Status.SUPPRESSED


@dataclass(frozen=True)
class Published(Generic[Key]):
    """A table fit for everybody."""

    cells: dict[Key, Cell]
    total: Cell


def publish(counts: Mapping[Key, int]) -> Published[Key]:
    """Counts of different people, none counted in two cells, as they may be published."""
    cells = {key: publish_cell(count) for key, count in counts.items()}
    total = publish_cell(sum(counts.values()))
    if total.value is None or gives_away(total.value, list(cells.values())):
        total = Cell(NOT_SHOWN, Status.SUPPRESSED, None)
    return Published(cells, total)


def publish_beside(count: int, total: Cell) -> Cell:
    """One count of people who are all in a table, or who hold all of it, as it may stand beside the table's total.

    Left out where the total is, since it would stand for it. Where the total is shown, this tells no more of it: of two
    rounded numbers the larger is never the smaller count.
    """
    return Cell(NOT_SHOWN, Status.SUPPRESSED, None) if total.is_hidden else publish_cell(count)


def publish_cell(count: int) -> Cell:
    """One count of people, rounded to the nearest 5 or hidden."""
    if count < 0:
        raise ValueError("A count of people cannot be less than nought.")
    if count < THRESHOLD:
        return Cell(HIDDEN, Status.SUPPRESSED, None)
    rounded = STEP * ((count + STEP // 2) // STEP)
    return Cell(f"{rounded:,}", Status.OK, rounded)


def publish_series(counts: Sequence[int], table: Published[Key], key: Key) -> list[Cell] | None:
    """Counts of the people who came at each of several times, as they may stand beside one cell of a table: how many
    different people came.

    Nothing (None) where the whole may not be shown, or would tell more of a hidden time than "0 to 9": the people who
    came at no shown time came at a hidden one. Nothing either where all the times together may hold fewer than the cell
    stands for: it would be known more exactly, and so would a hidden cell beside it, by way of their total.
    With three times or more, leaving the series out tells nothing, since whoever came at no shown time may have come at
    either of two hidden ones. A test tries every small world, and another adds up all that is published.
    """
    cells = [publish_cell(count) for count in counts]
    people = table.cells[key].value
    if people is None or len(cells) < FEWEST_TIMES:
        return None
    shown = [could_be(cell.value)[1] for cell in cells if cell.value is not None]
    hidden = len(cells) - len(shown)
    if hidden and sum(shown) < least_beside_total(table, key):
        return None
    return None if sum(shown) + hidden * (THRESHOLD - 1) < could_be(people)[1] else cells


def least_beside_total(table: Published[Key], key: Key) -> int:
    """The least a cell can stand for, as somebody knows who takes the others from the total."""
    alone, total = could_be_cell(table.cells[key])[0], table.total.value
    if total is None:
        return alone
    others = sum(could_be_cell(cell)[1] for other, cell in table.cells.items() if other != key)
    return max(alone, could_be(total)[0] - others)


def gives_away(total: int, cells: list[Cell]) -> bool:
    """Whether a rounded total, with the cells, shuts out some value from 0 to 9 for a hidden cell.

    Interval arithmetic: the hidden cells add up to the total less the shown ones, and each is 0 to 9.
    """
    hidden = sum(cell.is_hidden for cell in cells)
    if not hidden:
        return False
    shown = [could_be(cell.value) for cell in cells if cell.value is not None]
    total_least, total_most = could_be(total)
    least = total_least - sum(most for _, most in shown)
    most = total_most - sum(least for least, _ in shown)
    others_most = (hidden - 1) * (THRESHOLD - 1)
    return least > others_most or most < THRESHOLD - 1


def could_be(rounded: int) -> tuple[int, int]:
    """The least and the most people a shown number can stand for: 15 is 13 to 17, and 10 is 10 to 12."""
    return max(THRESHOLD, rounded - STEP // 2), rounded + STEP // 2


def could_be_cell(cell: Cell) -> tuple[int, int]:
    """The same of a cell, shown or hidden."""
    return (0, THRESHOLD - 1) if cell.value is None else could_be(cell.value)
