"""When a text may go out. Times in, times out; the hours themselves are the core's."""

import datetime as dt

from inclusion.rules.reminders import EARLIEST, EARLIEST_AT_WEEKENDS, LONDON, is_waking_hour


def next_waking_moment(now: dt.datetime) -> dt.datetime:
    """Now, or the next time in the morning that texts may start. Right on the nights the clocks change."""
    if is_waking_hour(now):
        return now
    today = now.astimezone(LONDON).date()
    mornings = (_morning(today + dt.timedelta(days=n)) for n in range(2))
    return next(morning for morning in mornings if morning > now)


def _morning(day: dt.date) -> dt.datetime:
    earliest = EARLIEST_AT_WEEKENDS if day.weekday() >= 5 else EARLIEST
    return dt.datetime.combine(day, earliest, LONDON)
