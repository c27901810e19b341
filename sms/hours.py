"""When a text may go out. Times in, times out; the hours themselves are the core's."""

import datetime as dt

from inclusion.rules.reminders import EARLIEST, EARLIEST_AT_WEEKENDS, LATEST, LONDON, is_waking_hour


def next_waking_moment(now: dt.datetime) -> dt.datetime:
    """Now, or the next time in the morning that texts may start. Right on the nights the clocks change."""
    if is_waking_hour(now):
        return now
    today = now.astimezone(LONDON).date()
    mornings = (_morning(today + dt.timedelta(days=n)) for n in range(2))
    return next(morning for morning in mornings if morning > now)


def spread(count: int, begins: dt.datetime, hours: int) -> list[dt.datetime]:
    """So many moments, evenly over so many waking hours from then on. With 0 hours all are the first waking moment."""
    step = dt.timedelta(hours=hours) / max(count, 1)
    moments = [next_waking_moment(begins)][:count]
    while len(moments) < count:
        moments.append(later_awake(moments[-1], step))
    return moments


def later_awake(moment: dt.datetime, wait: dt.timedelta) -> dt.datetime:
    """After so much waking time. A night between does not count."""
    moment = next_waking_moment(moment).astimezone(dt.UTC)
    evening = dt.datetime.combine(moment.astimezone(LONDON).date(), LATEST, LONDON)
    left = evening.astimezone(dt.UTC) - moment
    return moment + wait if wait < left else later_awake(evening, wait - left)


def _morning(day: dt.date) -> dt.datetime:
    earliest = EARLIEST_AT_WEEKENDS if day.weekday() >= 5 else EARLIEST
    return dt.datetime.combine(day, earliest, LONDON)
