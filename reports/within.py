"""Counts of some of the people in each cell of a published table, as they may stand beside it. Pure.

Anybody would think that whoever reached the level came to us first. Who knows that can say more than each table says alone:
of two totals nearly alike, nearly everybody who came must have reached it. So the total of a part is left out wherever it
would shut out something that could be, and for all totals alike where leaving it out would tell which ones were meant.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic

from reports.disclosure import (
    NOT_SHOWN,
    STEP,
    THRESHOLD,
    Cell,
    Key,
    Published,
    Status,
    could_be,
    could_be_cell,
    least_beside_total,
    publish,
)

# How far from the least and the most it can be a total is still able to shut something out.
NEAR = 4 * THRESHOLD


def publish_within(counts: Mapping[Key, int], table: Published[Key]) -> Published[Key]:
    """Counts of some of the people in each cell of a table. Never a total where the table has none."""
    part = publish(counts)
    if part.total.value is None or part_may_have_total(part, table):
        return part
    return Published(part.cells, Cell(NOT_SHOWN, Status.SUPPRESSED, None))


def part_may_have_total(part: Published[Key], table: Published[Key]) -> bool:
    if part.total.value is None or table.total.value is None:
        return False
    within = Within(part, table)
    return not within.shuts_out(*could_be(part.total.value)) and within.tells_nothing_left_out


@dataclass(frozen=True)
class Within(Generic[Key]):
    """A table whose total is shown, and the cells of a part of it."""

    part: Published[Key]
    table: Published[Key]

    @cached_property
    def inside(self) -> dict[Key, tuple[int, int]]:
        return {key: could_be_cell(cell) for key, cell in self.part.cells.items()}

    @cached_property
    def around(self) -> dict[Key, tuple[int, int]]:
        return {key: could_be_cell(cell) for key, cell in self.table.cells.items()}

    @cached_property
    def least(self) -> int:
        """The fewest people the part can hold."""
        return sum(low for low, _ in self.inside.values())

    def most(self, key: Key, people: int, start: int) -> int:
        """The most people it can hold, with so many of them in one cell, and at least `start` in that cell of the table.

        What the table's total leaves room for goes where the part can have more.
        """
        start = max(start, self.around[key][0])
        others = [(self.inside[one][1], *ends) for one, ends in self.around.items() if one != key]
        sure = sum(min(most, low) for most, low, _ in others)
        more = sum(max(0, min(most, high) - low) for most, low, high in others)
        room = could_be(self.table.total.value or 0)[1] - start - sum(low for _, low, _ in others)
        return people + sure + min(room, more)

    @cached_property
    def could_be_so(self) -> list[tuple[int, int]]:
        """The least and most people in all with each thing that has to stay possible: every number from 0 to 9 where one
        is hidden, and the least each shown cell of the table can stand for.
        """
        hidden = [
            (self.least + people, self.most(key, people, people))
            for key, cell in self.part.cells.items()
            if cell.is_hidden
            for people in range(THRESHOLD)
        ]
        least = {
            key: least_beside_total(self.table, key)
            for key, cell in self.table.cells.items()
            if not cell.is_hidden
        }
        shown = [
            (self.least, self.most(key, min(self.inside[key][1], start), start))
            for key, start in least.items()
        ]
        return hidden + shown

    def shuts_out(self, least: int, most: int) -> bool:
        """Whether a total of so many leaves something no longer possible."""
        return any(low > most or high < least for low, high in self.could_be_so)

    @property
    def tells_nothing_left_out(self) -> bool:
        """Whether everything stays possible where the total is left out, to somebody who knows when we do that."""
        left_out = [ends for ends in self.near_totals() if self.shuts_out(*ends)]
        return not left_out or all(
            any(low <= most and high >= least for least, most in left_out)
            for low, high in self.could_be_so
        )

    def near_totals(self) -> Iterator[tuple[int, int]]:
        """What each total near either end would stand for, and what none at all does."""
        greatest = max(high for _, high in self.could_be_so)
        if self.least < THRESHOLD:
            yield 0, THRESHOLD - 1
        for total in range(STEP * (THRESHOLD // STEP), greatest + STEP, STEP):
            least, most = could_be(total)
            is_near = total < self.least + NEAR or total > greatest - NEAR
            if is_near and self.least <= most and least <= greatest:
                yield least, most
