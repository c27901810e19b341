"""Somebody who adds up and takes away everything we publish, to narrow what we hide.

Every number on a page is a range that the true count lies in, and every total is a range their sum lies in. Whole numbers
are tried by `scipy.optimize.milp`, so that what comes out is what anybody could work out, however clever.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

MORE_THAN_ANY = 1_000


@dataclass
class Attack:
    """What was seen: a range for each count by its name, and ranges for sums of them."""

    ranges: dict = field(default_factory=dict)
    sums: list = field(default_factory=list)

    def see(self, name, cell):
        """A number on a page. One seen twice has to be the same."""
        seen = range_of(cell)
        assert self.ranges.setdefault(name, seen) == seen, f"{name} is two things on two pages"

    def see_table(self, what, cells, total):
        """A table of different people, and their total where it is shown."""
        for key, cell in cells.items():
            self.see((what, key), cell)
        if isinstance(total, int):
            self.add({(what, key): 1 for key in cells}, *range_of(total))

    def see_series(self, key, cells):
        """One ward's quarters. Nobody came at another time: the worst that an attacker can know."""
        quarters = [("quarter", key, number) for number, _ in enumerate(cells)]
        for quarter, cell in zip(quarters, cells, strict=True):
            self.see(quarter, cell)
            self.add({("helped", key): 1, quarter: -1}, 0, MORE_THAN_ANY)
        if quarters:
            self.add({("helped", key): -1} | dict.fromkeys(quarters, 1), 0, MORE_THAN_ANY)

    def see_around(self, what, more, fewer):
        """Two numbers beside a table: people who hold everybody in it, and some of its people."""
        table = [name for name in self.ranges if name[0] == what]
        for name, shown, sign in (("assessed", more, 1), ("retained", fewer, -1)):
            if shown is not None:
                self.see((name,), shown)
                self.add({(name,): sign} | dict.fromkeys(table, -sign), 0, MORE_THAN_ANY)

    def see_among(self, part, whole):
        """A table of some of the people in each cell of another, as anybody would think."""
        for what, *key in list(self.ranges):
            if what == part:
                self.add({(whole, *key): 1, (part, *key): -1}, 0, MORE_THAN_ANY)

    def see_below(self, name, whole):
        """One count of people who are all in a table."""
        if (name,) in self.ranges:
            table = [one for one in self.ranges if one[0] == whole]
            self.add({(name,): -1} | dict.fromkeys(table, 1), 0, MORE_THAN_ANY)

    def add(self, times, least, most):
        self.sums.append((times, least, most))

    @property
    def hidden(self):
        return [name for name, seen in self.ranges.items() if seen == (0, 9)]

    def narrowed(self):
        """Hidden counts that somebody can say more of than "0 to 9", with what they can say."""
        found = {name: (self.end(name, 1), self.end(name, -1)) for name in self.hidden}
        return {name: ends for name, ends in found.items() if ends != (0, 9)}

    def end(self, name, sign):
        """The least (1) or the most (-1) one count can be."""
        names = list(self.ranges)
        rows = np.array([[times.get(one, 0) for one in names] for times, _, _ in self.sums])
        least, most = zip(*self.ranges.values(), strict=True)
        limits = [LinearConstraint(rows, *ends(self.sums))] if self.sums else []
        answer = milp(
            [sign * (one == name) for one in names],
            integrality=1,
            bounds=Bounds(least, most),
            constraints=limits,
        )
        assert answer.success, "No world looks like this: the attack knows something untrue."
        return round(sign * answer.fun)


def ends(sums):
    return [least for _, least, _ in sums], [most for _, _, most in sums]


def range_of(cell):
    """From a rounded number, or from anything else that stands for a hidden one."""
    return (max(10, cell - 2), cell + 2) if isinstance(cell, int) else (0, 9)
