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

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

THRESHOLD = 10
STEP = 5
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


def publish_cell(count: int) -> Cell:
    """One count of people, rounded to the nearest 5 or hidden."""
    if count < 0:
        raise ValueError("A count of people cannot be less than nought.")
    if count < THRESHOLD:
        return Cell(HIDDEN, Status.SUPPRESSED, None)
    rounded = STEP * ((count + STEP // 2) // STEP)
    return Cell(f"{rounded:,}", Status.OK, rounded)


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
