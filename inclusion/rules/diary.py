"""Days and moments in a diary: weeks, months, and London's clock."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def moment(day: dt.date, time: dt.time) -> dt.datetime:
    """A day and a time in London, summer time or winter."""
    return dt.datetime.combine(day, time, LONDON)


def weekly(first: dt.date, times: int) -> list[dt.date]:
    """The same weekday, again and again: `times` days from `first` on."""
    return [first + dt.timedelta(weeks=n) for n in range(times)]


def month_of(typed: str) -> tuple[dt.date, dt.date] | None:
    """2026-03 as its first day and the first day of the month after. None if it is not a month."""
    shape = re.fullmatch(r"([0-9]{4})-([0-9]{2})", typed)
    try:
        first = dt.date(int(shape[1]), int(shape[2]), 1) if shape else None
    except ValueError:
        return None
    return (first, month_after(first)) if first and first.year < dt.MAXYEAR else None


def month_after(day: dt.date) -> dt.date:
    """The first day of the next month."""
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
