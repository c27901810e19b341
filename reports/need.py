"""What we say of a ward's need: estimate, range and words, beside counts as they may be shown. Numbers in, words out."""

from dataclasses import dataclass

from reports.choices import Comparison
from reports.disclosure import Cell

# An estimate of people is never more exact than this.
NEAREST = 50
NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Need:
    """One ward's, or a council's. Shares are 0 to 1; `helped` and `reached` are counts as shown, so nothing here tells
    more of a hidden count than they do."""

    adults: int
    share: float
    low: float
    high: float
    helped: Cell
    reached: Cell
    comparison: Comparison = Comparison.SIMILAR
    chance_worst_fifth: float = 0.0

    @property
    def people(self) -> int:
        """How many adults lack the skills, to the nearest 50."""
        return nearest(self.share * self.adults)

    @property
    def about(self) -> str:
        return f"about {percent(self.share)}"

    @property
    def range(self) -> str:
        return f"{percent(self.low)[:-1]} to {percent(self.high)}"

    @property
    def people_range(self) -> str:
        return f"{nearest(self.low * self.adults):,} to {nearest(self.high * self.adults):,}"

    @property
    def worst_fifth(self) -> str:
        """In words and times in a hundred, since a number of per cent here would be read as the share."""
        return f"{chance(self.chance_worst_fifth)}, {times_in_100(self.chance_worst_fifth)}"

    @property
    def reach(self) -> float | None:
        """People helped for each adult who lacks the skills, or None where the count is hidden."""
        return None if self.helped.value is None else self.helped.value / max(self.people, NEAREST)

    @property
    def reach_words(self) -> str:
        return NOT_KNOWN if self.reach is None else f"{self.reach:.1%}"

    @property
    def reach_range(self) -> str:
        """More people in need means a smaller reach."""
        if self.helped.value is None:
            return NOT_KNOWN
        ends = (
            self.helped.value / max(end * self.adults, NEAREST) for end in (self.high, self.low)
        )
        least, most = (min(end, 1.0) for end in ends)
        return f"{100 * least:.1f} to {most:.1%}"

    @property
    def left(self) -> int:
        """Adults still to help: need less those who reached the level, never less than none."""
        return max(nearest(self.people - (self.reached.value or 0)), 0)


def percent(share: float) -> str:
    return f"{share:.0%}"


def nearest(people: float) -> int:
    return round(people / NEAREST) * NEAREST


def chance(likely: float) -> str:
    """How sure, in words people use."""
    if likely >= 0.8:
        return "very likely"
    if likely >= 0.5:
        return "likely"
    return "perhaps" if likely >= 0.2 else "unlikely"


def times_in_100(likely: float) -> str:
    """Never none and never all, since no model is that sure."""
    return f"{min(max(round(100 * likely), 1), 99)} in 100"
