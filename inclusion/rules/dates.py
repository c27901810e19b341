"""Reading days and times the way people type them. Typed words in; a day, a time or a plain reason out."""

import datetime as dt
import re

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WORDS_FOR_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
WORDS_FOR_TIMES = {"noon": dt.time(12), "midday": dt.time(12)}
WANTED_DAY = "We need a date like 27 3 2026."
WANTED_TIME = "We need a time like 10am or 14:30."
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
TIME = re.compile(r"(\d{1,2})(?:[:. ]?(\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.ASCII)
NIGHT_HOURS = range(1, 7)


class NotADate(ValueError):
    """Why something typed is not a day, in words for whoever typed it."""


class NotATime(ValueError):
    """Why something typed is not a time, in words for whoever typed it."""


def read_day(typed: str, today: dt.date, *, is_to_come: bool = False) -> dt.date:
    """27 3 2026, 27/3/26, 27 March, Friday 27th March 2026, 2026-03-27, today, tomorrow. Day before month.

    With no year it is this year's, or with `is_to_come` the next such day from `today`. Raises NotADate.
    """
    words = typed.strip().lower()
    if words in WORDS_FOR_DAYS:
        return today + dt.timedelta(days=WORDS_FOR_DAYS[words])
    if iso := ISO.fullmatch(words):
        return calendar_day(int(iso[3]), int(iso[2]), int(iso[1]))
    parts = re.findall(r"[a-z]+|[0-9]+", re.sub(r"(?<=[0-9])(st|nd|rd|th)\b", "", words))
    weekday = parts.pop(0) if parts and read_name(parts[0], WEEKDAYS) is not None else ""
    if len(parts) not in (2, 3) or not parts[0].isdigit():
        raise NotADate(WANTED_DAY)
    number, month = int(parts[0]), read_month(parts[1])
    if len(parts) == 2 and is_to_come:
        day = next_such_day(number, month, today)
    else:
        day = calendar_day(number, month, read_year(parts[2]) if parts[2:] else today.year)
    check_weekday(day, weekday)
    return day


def read_name(typed: str, names: list[str]) -> int | None:
    """Where a name stands in a list, from its first three letters or more. None if it is not there."""
    return next(
        (n for n, name in enumerate(names) if len(typed) >= 3 and name.startswith(typed)), None
    )


def read_month(typed: str) -> int:
    if typed.isdigit():
        return int(typed)
    found = read_name(typed, MONTHS)
    if found is None:
        raise NotADate(WANTED_DAY)
    return found + 1


def read_year(typed: str) -> int:
    """2026, or 26 for short."""
    if not typed.isdigit() or len(typed) not in (2, 4):
        raise NotADate(f"The year needs 4 numbers. {WANTED_DAY}")
    return int(typed) + (2000 if len(typed) == 2 else 0)


def calendar_day(number: int, month: int, year: int) -> dt.date:
    try:
        return dt.date(year, month, number)
    except (ValueError, OverflowError) as problem:
        raise NotADate(f"There is no such day. {WANTED_DAY}") from problem


def next_such_day(number: int, month: int, today: dt.date) -> dt.date:
    """The next day with that number and month. 29 February waits for a leap year."""
    for year in range(today.year, min(today.year + 9, dt.MAXYEAR + 1)):
        try:
            day = dt.date(year, month, number)
        except (ValueError, OverflowError):
            continue
        if day >= today:
            return day
    raise NotADate(f"There is no such day. {WANTED_DAY}")


def check_weekday(day: dt.date, typed: str) -> None:
    """Somebody who types Monday 27 March means one of the two, and only they know which."""
    if typed and read_name(typed, WEEKDAYS) != day.weekday():
        raise NotADate(f"{day.day} {day:%B} {day.year} is a {day:%A}. Which did you mean?")


def read_time(typed: str) -> dt.time:
    """10am, 10.30 am, 2:30pm, 14:30, 1430, 9, noon. Raises NotATime, which asks when am or pm is not clear."""
    words = typed.strip().lower()
    if words in WORDS_FOR_TIMES:
        return WORDS_FOR_TIMES[words]
    shape = TIME.fullmatch(words)
    if shape is None:
        raise NotATime(WANTED_TIME)
    hour, minute = int(shape[1]), int(shape[2] or 0)
    if not shape[3] and hour in NIGHT_HOURS and len(shape[1]) == 1:
        raise NotATime(f"Is that {words}am or {words}pm?")
    if shape[3] and not 1 <= hour <= 12:
        raise NotATime(WANTED_TIME)
    if shape[3]:
        hour = hour % 12 + (12 if shape[3] == "p" else 0)
    if hour > 23 or minute > 59:
        raise NotATime(WANTED_TIME)
    return dt.time(hour, minute)
