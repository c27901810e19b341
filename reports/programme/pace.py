"""How a target is getting on, and how fast it has to go from here. Days and counts in, words out."""

import datetime as dt
import math
from dataclasses import dataclass

from inclusion.rules.clock import day
from reports.choices import Pace

DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Progress:
    """So many people from one day to another, both included; and how many there are `today`."""

    people: int
    done: int
    starts_on: dt.date
    ends_on: dt.date
    today: dt.date

    @property
    def pace(self) -> Pace:
        """On pace means at least as many as a steady walk from nothing to the whole would have by now."""
        if self.done >= self.people:
            return Pace.REACHED
        if self.today > self.ends_on:
            return Pace.MISSED
        if self.today < self.starts_on:
            return Pace.TO_COME
        return Pace.ON_PACE if self.done >= self.people * self.part_gone else Pace.BEHIND

    @property
    def part_gone(self) -> float:
        """0 to 1: how much of its time is behind it. The days before today count, today does not."""
        whole = (self.ends_on - self.starts_on).days + 1
        return min(max((self.today - self.starts_on).days / whole, 0.0), 1.0)

    @property
    def needed(self) -> int:
        """People a month from today, or from its first day if that is to come, rounded up."""
        first = max(self.today, self.starts_on)
        months = ((self.ends_on - first).days + 1) / DAYS_A_MONTH
        left = max(self.people - self.done, 0)
        return math.ceil(left / max(months, 1 / DAYS_A_MONTH)) if months >= 1 else left

    @property
    def so_far(self) -> int:
        """People a month until now. In its first month that is the people there are."""
        months = max((self.today - self.starts_on).days / DAYS_A_MONTH, 1.0)
        return round(self.done / months)

    @property
    def words(self) -> str:
        """One or two sentences, such as: 240 of 500 so far, about 32 a month. It needs 26 a month from now."""
        done = f"{self.done:,} of {self.people:,}"
        if self.pace is Pace.REACHED:
            return f"{done}."
        if self.pace is Pace.MISSED:
            return f"It ended with {done}."
        if self.pace is Pace.TO_COME:
            return f"It starts on {day(self.starts_on, self.today)}, and needs {self.needed:,} a month."
        return f"{done} so far, about {self.so_far:,} a month. {self.needs}"

    @property
    def needs(self) -> str:
        left = (self.ends_on - self.today).days + 1
        if left < DAYS_A_MONTH:
            return (
                f"It needs {self.needed:,} more in the {left} day{'' if left == 1 else 's'} left."
            )
        return f"It needs {self.needed:,} a month from now."
