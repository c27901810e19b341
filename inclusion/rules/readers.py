"""How one field of what a phone says is read: a value as it came in, a value we can keep or plain words why not out."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from inclusion.choices import ConsentPurpose
from inclusion.rules.contact import NotAMobile, mobile_number
from inclusion.rules.postcodes import tidy_postcode

MOST_HEADS = 500
SCHOOL_YEARS = range(4, 10)  # Code Club is for children of 9 to 13
Read = Callable[[Any], Any]
LONGEST_KEY = 20  # Python itself refuses to read a number of thousands of digits


class NotClear(ValueError):
    """An operation we can't take, in words for the person who wrote it, with the field to look at."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.words, self.field = words, field


def an_id(value: Any) -> UUID:
    try:
        return UUID(value)
    except (ValueError, TypeError, AttributeError) as problem:
        raise NotClear("This is not whole. Open it again and save it.") from problem


def a_key(value: Any) -> int:
    """A row's number, which phones may hold as text."""
    is_text = isinstance(value, str) and value.isdecimal() and len(value) < LONGEST_KEY
    number = int(value) if is_text else value
    if isinstance(number, bool) or not isinstance(number, int) or not 0 < number < 2**62:
        raise NotClear("This is not whole. Open it again and save it.")
    return number


def a_count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise NotClear("We need a number of people, like 2.")
    if not 0 <= value <= MOST_HEADS:
        raise NotClear(f"We need a number of people from 0 to {MOST_HEADS}.")
    return value


def a_version(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise NotClear("This is not whole. Open it again and save it.")
    return value


def a_moment(value: Any) -> dt.datetime:
    """An ISO date and time with its zone."""
    try:
        moment = dt.datetime.fromisoformat(value)
        is_sure = moment.utcoffset() is not None and 1970 < moment.astimezone(dt.UTC).year < 9000
    except (ValueError, TypeError, OverflowError):
        is_sure = False
    if not is_sure:
        raise NotClear("We need a day and a time.")
    return moment.astimezone(dt.UTC)


def words(most: int, *, is_needed: bool = False, refusal: str = "") -> Read:
    """Text of at most `most` letters."""

    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise NotClear("We need words here.")
        text = value.replace("\r\n", "\n").strip()
        if len(text) > most:
            raise NotClear(f"Keep it under {most:,} letters.")
        if is_needed and not text:
            raise NotClear(refusal)
        return text

    return read


def one_of(choices: Any, refusal: str, *, may_be_empty: bool = False) -> Read:
    """One value of a closed list."""

    def read(value: Any) -> Any:
        if may_be_empty and value == "":
            return ""
        if not isinstance(value, str) or value not in choices:
            raise NotClear(refusal)
        return choices(value)

    return read


def a_person_kind(value: Any) -> str:
    if value not in ("learner", "child"):
        raise NotClear("This is not whole. Open it again and save it.")
    return str(value)


def a_mobile(value: Any) -> str:
    typed = words(24)(value)
    try:
        return mobile_number(typed) if typed else ""
    except NotAMobile as problem:
        raise NotClear(str(problem)) from problem


def a_postcode(value: Any) -> str:
    typed = words(12)(value)
    code = tidy_postcode(typed)
    if typed and not code:
        raise NotClear("We need a postcode like NE1 4ST.")
    return code


def a_school_year(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value not in SCHOOL_YEARS:
        raise NotClear("Choose a school year.")
    return value


def yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise NotClear("Choose yes or not yet.")
    return value


def purposes(value: Any) -> list[ConsentPurpose]:
    """What they agreed to. Without a record there is nothing to keep."""
    agreed: list[Any] = value if isinstance(value, list) else [None]
    if not all(isinstance(each, str) and each in ConsentPurpose for each in agreed):
        raise NotClear("We don't know one of those agreements.")
    if ConsentPurpose.RECORD not in agreed:
        raise NotClear("We can only keep a record of people who agree. Count them without a name.")
    return [ConsentPurpose(purpose) for purpose in agreed]


def maybe(read: Read) -> Read:
    """Nothing is an answer too."""
    return lambda value: None if value in (None, "") else read(value)
