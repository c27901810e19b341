"""When to remind someone of a session. Times in, times out."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
# No law sets hours for texts in the UK; not before 8 (9 at weekends) and not after 8 in the evening is common practice.
EARLIEST, EARLIEST_AT_WEEKENDS, LATEST = dt.time(8), dt.time(9), dt.time(20)
REMIND_AT = dt.time(10)
SHORTEST_NOTICE = dt.timedelta(hours=2)


@dataclass(frozen=True)
class Window:
    """From when to tell someone, and after when there is no point."""

    due_at: dt.datetime
    useful_until: dt.datetime


def reminder_window(starts_at: dt.datetime, now: dt.datetime) -> Window | None:
    """10am the day before, or now if that has passed; none at all in the last two hours."""
    useful_until = starts_at - SHORTEST_NOTICE
    day_before = starts_at.astimezone(LONDON).date() - dt.timedelta(days=1)
    due_at = max(now, dt.datetime.combine(day_before, REMIND_AT, LONDON))
    return Window(due_at, useful_until) if due_at < useful_until else None


def morning_after(moment: dt.datetime) -> dt.datetime:
    """10am the day after: late enough for the register to be in, soon enough to remember."""
    next_day = moment.astimezone(LONDON).date() + dt.timedelta(days=1)
    return dt.datetime.combine(next_day, REMIND_AT, LONDON)


def is_waking_hour(moment: dt.datetime) -> bool:
    """Whether a text may be sent now. Replies to somebody who has just texted us do not ask."""
    local = moment.astimezone(LONDON)
    earliest = EARLIEST_AT_WEEKENDS if local.weekday() >= 5 else EARLIEST
    return earliest <= local.time() < LATEST
