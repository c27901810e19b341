"""When a place is open, read from the words on its page. Words in, hours of the week out."""

import datetime as dt
import re
from dataclasses import dataclass

from inclusion.rules.dates import NotATime, read_time

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EVERY_DAY = frozenset(range(7))
# "Monday to Friday, 9:30am to 5pm": days, then hours. A part with no days of its own goes on from the one before.
HOURS = re.compile(
    r"(?P<days>\D*?)[\s,:]*\b(?P<opens>\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)?|noon)\s*(?:to|-)\s*"
    r"(?P<closes>\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)?|noon)",
    re.IGNORECASE,
)
# Sessions are never suggested for a bank holiday on purpose; nobody needs the words to know.
HOLIDAYS = re.compile(r"closed (?:on )?(?:bank|public) holidays", re.IGNORECASE)
LEADING = re.compile(r"^(?:[\s,;:.&]|\band\b)+")
EVERY = ("every day", "daily", "all week", "7 days a week")


@dataclass(frozen=True)
class Hours:
    """One stretch of one day of the week. Monday is 0."""

    weekday: int
    opens: dt.time
    closes: dt.time


def read_opening(words: str) -> tuple[Hours, ...]:
    """Every stretch the words tell of, in order of the week; none where we cannot be sure of them.

    `Monday to Friday, 9:30am to 5pm; Saturdays 10am to 1pm` is six stretches.
    """
    found: list[Hours] = []
    days: frozenset[int] = frozenset()
    words = rest = HOLIDAYS.sub("", words.replace("\N{EN DASH}", "-"))
    for match in HOURS.finditer(words):
        rest = rest.replace(match[0], "", 1)
        said = LEADING.sub("", match["days"].lower()).strip(" ,;:.")
        days = _days(said) if said else days
        try:
            opens, closes = read_time(match["opens"]), read_time(match["closes"])
        except NotATime:
            return ()
        if not days or closes <= opens:
            return ()
        found.extend(Hours(day, opens, closes) for day in days)
    if re.search(r"[a-z0-9]", rest, re.IGNORECASE):
        return ()  # something is said that we have not understood: "closed on the first Monday"
    return tuple(sorted(found, key=lambda hours: (hours.weekday, hours.opens)))


def is_open(hours: tuple[Hours, ...], weekday: int, starts: dt.time, ends: dt.time) -> bool:
    """Whether one stretch holds the whole of a time on a day of the week."""
    return any(
        one.weekday == weekday and one.opens <= starts and ends <= one.closes for one in hours
    )


def _days(said: str) -> frozenset[int]:
    if said in EVERY:
        return EVERY_DAY
    named: set[int] = set()
    for part in re.split(r",|&|\band\b", said):
        ends = [_day(word) for word in re.split(r"\bto\b|-", part.strip())]
        if None in ends or len(ends) > 2:
            return frozenset()
        first, last = ends[0] or 0, ends[-1] or 0
        named.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return frozenset(named)


def _day(word: str) -> int | None:
    """Monday, Mondays or Mon; Thurs as well as Thu."""
    name = word.strip().lower().removesuffix("s")
    if len(name) < 3:
        return None
    return next((n for n, day in enumerate(DAYS) if day.startswith(name)), None)
