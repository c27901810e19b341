"""What a council lead asks: how many sessions, when, and what people need to get in. And when a place could do it (pure)."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from inclusion.rules.diary import moment
from inclusion.rules.opening import is_open, read_opening

# A place that is shut on the day asked for may be open on another of the week.
DAYS_TO_TRY = 7
MOST_SESSIONS = 12
Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True)
class Question:
    """`needs` are names of the access fields of a Centre that must be there. `minutes` is how far people may walk."""

    sessions: int
    minutes: int
    first: dt.date
    starts: dt.time
    ends: dt.time
    weekday: int | None = None
    needs: frozenset[str] = frozenset()

    @property
    def days(self) -> list[dt.date]:
        """The days to try, in order."""
        week = [self.first + dt.timedelta(days=n) for n in range(DAYS_TO_TRY)]
        return [day for day in week if self.weekday in (None, day.weekday())]


def slot(question: Question, opening: str, busy: Collection[Span]) -> Span | str:
    """The first time in the week a place could hold the session, or why it cannot, in words."""
    hours = read_opening(opening)
    if not hours:
        return "we do not know when it is open"
    open_days = [
        day
        for day in question.days
        if is_open(hours, day.weekday(), question.starts, question.ends)
    ]
    if not open_days:
        return "it is not open then"
    for day in open_days:
        span = moment(day, question.starts), moment(day, question.ends)
        if not clashes(span, busy):
            return span
    return "something is on there then"


def clashes(span: Span, busy: Collection[Span]) -> bool:
    """Whether two things would be on at once. One may end as the other starts."""
    return any(span[0] < ends and starts < span[1] for starts, ends in busy)


def lacking(question: Question, has: Collection[str], names: Sequence[tuple[str, str]]) -> str:
    """Why a place will not do for the people asked about, in words, or nothing. `names`: pairs of a field and its words."""
    missing = [words for name, words in names if name in question.needs and name not in has]
    return f"it has no {' or '.join(missing)}" if missing else ""
