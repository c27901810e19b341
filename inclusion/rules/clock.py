"""How times and dates are written: 10am to 11:30am, Friday 27 March. All times are London's already."""

import datetime as dt


def clock(time: dt.datetime | dt.time) -> str:
    """10am, 11:30am, noon is 12pm."""
    hour, half = time.hour % 12 or 12, "am" if time.hour < 12 else "pm"
    return f"{hour}:{time.minute:02}{half}" if time.minute else f"{hour}{half}"


def span(starts: dt.datetime, ends: dt.datetime) -> str:
    """10am to 11:30am."""
    return f"{clock(starts)} to {clock(ends)}"


def day(date: dt.date, today: dt.date) -> str:
    """Friday 27 March; with the year when it is not the year of `today`."""
    return f"{date:%A} {date.day} {date:%B}" + ("" if date.year == today.year else f" {date.year}")


def day_and_clock(moment: dt.datetime, today: dt.date) -> str:
    """Friday 27 March, 10am."""
    return f"{day(moment.date(), today)}, {clock(moment)}"
