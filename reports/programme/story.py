"""A story in two figures, told so that nobody can call it spin: what was asked, of whom, and how sure it is.

Liverpool's campaign is told as "29 % to 17 %". Both are shares who had *never used* the internet, from a quarterly
labour force sample, a year apart, while the country's own share fell by 1.9 points; one quarter on it was said to be
46,000 people and not 61,000. With its definition and its likely range a figure like that can be printed; without them it cannot.
"""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

SURE = 1.96
DESIGN_EFFECT = 1.5


@dataclass(frozen=True)
class Figure:
    """One share that was published, 0 to 1, with its 95 % range. `country` is the whole country's at the same time."""

    survey: str
    measures: str
    on: dt.date
    share: float
    low: float
    high: float
    source: str
    country: float | None = None

    @property
    def series(self) -> tuple[str, str]:
        """Only figures of one survey that asks one thing make a story."""
        return self.survey, self.measures

    @property
    def words(self) -> str:
        return f"{self.share:.0%} ({100 * self.low:.0f} to {self.high:.0%})"

    @property
    def month(self) -> str:
        return f"{self.on:%B %Y}"


@dataclass(frozen=True)
class Story:
    """Figures of one series, oldest first."""

    figures: Sequence[Figure]

    @property
    def first(self) -> Figure:
        return self.figures[0]

    @property
    def last(self) -> Figure:
        return self.figures[-1]

    @property
    def words(self) -> str:
        """What it was and is, with both ranges."""
        first, last = self.first, self.last
        if len(self.figures) == 1:
            return f"{first.words} of adults {first.measures} in {first.month}. One figure tells of no change."
        return (
            f"{first.words} of adults {first.measures} in {first.month}, "
            f"and {last.words} in {last.month}."
        )

    @property
    def verdict(self) -> str:
        """Whether that is a change, or what chance alone could give."""
        if len(self.figures) == 1:
            return ""
        change = self.last.share - self.first.share
        if abs(change) <= chance_alone(self.first, self.last):
            return "The likely ranges are too wide to call that a change."
        which = "fall" if change < 0 else "rise"
        return f"That is a {which} of {100 * abs(change):.0f} points, more than chance alone would give."

    @property
    def beside(self) -> str:
        """What the whole country did meanwhile, where both figures say."""
        before, after = self.first.country, self.last.country
        if len(self.figures) == 1 or before is None or after is None:
            return ""
        return (
            f"In the whole country it went from {before:.0%} to {after:.0%} in the same time, "
            "so not all of it is the programme's doing."
        )


def stories(figures: Iterable[Figure]) -> list[Story]:
    """One story a series. What another survey asked, or the same survey asked in other words, is never joined on."""
    in_order = sorted(figures, key=lambda figure: (figure.series, figure.on))
    return [Story(list(some)) for _, some in groupby(in_order, key=lambda figure: figure.series)]


def chance_alone(first: Figure, last: Figure) -> float:
    """The largest difference, as a share, that two samples of the same people would show 95 times in 100."""
    return math.hypot((first.high - first.low) / 2, (last.high - last.low) / 2)


def range_of(share: float, asked: int, design_effect: float = DESIGN_EFFECT) -> tuple[float, float]:
    """The 95 % range of a share of so many people asked (Wilson 1927), who are worth fewer because homes cluster."""
    worth = asked / design_effect
    middle = (share + SURE**2 / (2 * worth)) / (1 + SURE**2 / worth)
    half = (
        SURE
        * math.sqrt(share * (1 - share) / worth + SURE**2 / (4 * worth**2))
        / (1 + SURE**2 / worth)
    )
    return max(middle - half, 0.0), min(middle + half, 1.0)
