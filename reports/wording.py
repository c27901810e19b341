"""The words on a certificate, fixed on the day it is issued. Facts in, words out."""

import datetime as dt
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any, Self

from reports.choices import Award


@dataclass(frozen=True)
class Wording:
    """Everything printed but the serial and the code. Kept as JSON, so a reprint says what the first one said."""

    name: str
    award: str
    title: str
    can_do: str
    tasks: list[str]
    place: str
    council: str
    seen_by: str
    when: str
    issued: str
    is_demonstration: bool

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        return cls(**kept)

    def kept(self) -> dict[str, Any]:
        return asdict(self)


def written(name: str) -> str:
    """A name in one Unicode form (NFC), so that the same name is always the same letters."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


def can_do(award: Award, tasks: int) -> str:
    """The sentence above the list."""
    if award is Award.LEVEL:
        return f"can do these {number(tasks)} things online, with no help"
    return f"made these {number(tasks)} projects in code"


def seen_by(people: int, organisation: str) -> str:
    """3 volunteers of Ashmere Libraries. Nobody is named."""
    if people == 0:
        return f"the team of {organisation}"
    return f"{number(people)} volunteer{'' if people == 1 else 's'} of {organisation}"


def between(first: dt.date, last: dt.date) -> str:
    """3 March to 20 November 2026, or just the day."""
    if first == last:
        return long_day(last)
    start = f"{first.day} {first:%B}" if first.year == last.year else long_day(first)
    return f"{start} to {long_day(last)}"


def long_day(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def number(count: int) -> str:
    """Small numbers as words."""
    words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    return words[count] if count < len(words) else str(count)
