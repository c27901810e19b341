"""Asking how a session was: when, how often, and what the answers come to. Times and counts in, words' worth out."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from inclusion.rules.reminders import LONDON, morning_after

WORST, BEST = 1, 5
# Nobody is asked more often than this, however often they come.
ASK_AGAIN_AFTER = dt.timedelta(weeks=4)
ASK_AT, SAME_DAY_UNTIL = dt.time(18), dt.time(17)
# One answer moves an average of fewer than these by a whole step or more.
FEWEST_FOR_AN_AVERAGE = 5


def ask_from(ended_at: dt.datetime) -> dt.datetime:
    """6 in the evening of a session that ended by 5; 10 the morning after one that ended later."""
    local = ended_at.astimezone(LONDON)
    if local.time() > SAME_DAY_UNTIL:
        return morning_after(ended_at)
    return dt.datetime.combine(local.date(), ASK_AT, LONDON)


@dataclass(frozen=True)
class Summary:
    """How often we asked, and how many gave each score."""

    asked: int
    scores: Mapping[int, int]

    @property
    def answers(self) -> int:
        return sum(self.scores.values())

    @property
    def average(self) -> Decimal | None:
        """To one place after the point, halves up; None while it would say more of chance than of the sessions."""
        if self.answers < FEWEST_FOR_AN_AVERAGE:
            return None
        total = sum(score * people for score, people in self.scores.items())
        return (Decimal(total) / self.answers).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def spread(self) -> list[tuple[int, int]]:
        """Each score, best first, and how many gave it."""
        return [(score, self.scores.get(score, 0)) for score in range(BEST, WORST - 1, -1)]
