"""Reading dates and times the way people write them. Typed words in, a day or a time out, or a plain reason."""

import datetime as dt
import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = re.compile(r"^(\d{1,2})\D+(\d{1,2})(?:\D+(\d{2}|\d{4}))?$")
WORDS = re.compile(r"^(?:[a-z]+ )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})(?: (\d{2}|\d{4}))?$")
ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
TIME = re.compile(r"^(\d{1,2})(?:[:. ]?(\d{2}))? ?(am|pm)?$")


class NotADate(ValueError):
    """Why a date could not be read, in words for the person who typed it."""


class NotATime(ValueError):
    """Why a time could not be read, in words for the person who typed it."""


def read_day(typed: str, today: dt.date) -> dt.date:
    """The day meant by 27 3 2026, 27/3/26, 27 March or 2026-03-27: day before month, this year if none is given.

    Raises NotADate with a sentence to show beside the field.
    """
    text = re.sub(r"[,\s]+", " ", typed.strip().lower())
    iso, numbers, words = ISO.match(text), NUMBERS.match(text), WORDS.match(text)
    try:
        if iso:
            return dt.date(*(int(part) for part in iso.groups()))
        if numbers:
            return dt.date(full_year(numbers[3], today), int(numbers[2]), int(numbers[1]))
        if words:
            month = MONTHS.index(words[2][:3]) + 1
            return dt.date(full_year(words[3], today), month, int(words[1]))
    except ValueError as problem:
        raise NotADate("There is no such day. We need a date like 27 3 2026.") from problem
    raise NotADate("We need a date like 27 3 2026.")


def full_year(typed: str | None, today: dt.date) -> int:
    """26 is 2026; nothing is this year."""
    if not typed:
        return today.year
    return int(typed) + 2000 if len(typed) == 2 else int(typed)


def read_time(typed: str) -> dt.time:
    """The time meant by 10am, 2.30pm, 14:30 or 9. Raises NotATime with a sentence to show beside the field."""
    shape = TIME.match(re.sub(r"\s+", " ", typed.strip().lower()))
    reason = NotATime("We need a time like 10am or 14:30.")
    if shape is None:
        raise reason
    hour, minute, half = int(shape[1]), int(shape[2] or 0), shape[3]
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        raise reason
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return dt.time(hour, minute)
