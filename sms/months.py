"""A month as the budget knows it: from midnight to midnight in London, whatever the clocks do. Pure."""

import datetime as dt
import re
from dataclasses import dataclass

from inclusion.rules.reminders import LONDON

WRITTEN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True)
class Month:
    """One month, by its first day."""

    first: dt.date

    @property
    def begins_at(self) -> dt.datetime:
        return dt.datetime.combine(self.first, dt.time.min, LONDON)

    @property
    def ends_at(self) -> dt.datetime:
        return self.next.begins_at

    @property
    def next(self) -> "Month":
        return Month((self.first + dt.timedelta(days=31)).replace(day=1))

    @property
    def previous(self) -> "Month":
        return Month((self.first - dt.timedelta(days=1)).replace(day=1))

    @property
    def code(self) -> str:
        """As it stands in an address: 2026-11."""
        return f"{self.first:%Y-%m}"

    def __str__(self) -> str:
        return f"{self.first:%B %Y}"


def month_of(moment: dt.datetime) -> Month:
    return Month(moment.astimezone(LONDON).date().replace(day=1))


def read_month(code: str) -> Month | None:
    """2026-11. None if it is no month."""
    found = WRITTEN.fullmatch(code)
    return Month(dt.date(int(found[1]), int(found[2]), 1)) if found else None
