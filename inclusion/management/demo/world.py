"""What every part of the demo is handed. Each package dresses its own part: `settings.DEMO_PARTS`."""

import datetime as dt
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from inclusion.models import Council
from inclusion.rules.cards import GROUP, LETTERS


def quietly(doing: str) -> None:
    """Where nobody watches, nothing is said."""


@dataclass(frozen=True)
class World:
    """The council being dressed, the dice, and the moment it is all told from.

    Parts run in the order of `settings.DEMO_PARTS`; a later one reads what an earlier one stored. Only the day of
    `now` counts, never the hour, so that one day's demo is the same all day. `scale` 1 is the whole programme;
    tests ask for less. `say` shows what is being done, where somebody is watching.
    """

    council: Council
    dice: random.Random
    now: dt.datetime
    scale: float = 1.0
    say: Callable[[str], None] = quietly

    @property
    def today(self) -> dt.date:
        """The day it is told from, by London time."""
        return timezone.localtime(self.now).date()

    def moment(self, day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
        """That hour of that day, by London time."""
        return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))

    def new_id(self) -> uuid.UUID:
        """A random id from the dice, so that it is the same each time."""
        return uuid.UUID(int=self.dice.getrandbits(128), version=4)

    def new_card_code(self) -> str:
        """A pocket card's code from the dice."""
        letters = "".join(self.dice.choices(LETTERS, k=2 * GROUP))
        return f"{letters[:GROUP]}-{letters[GROUP:]}"

    def some(self, whole: int, least: int = 1) -> int:
        """How many of something to make at this scale."""
        return max(least, round(whole * self.scale))
