"""What every part of the demo is handed. Each package dresses its own part: `settings.DEMO_PARTS`."""

import datetime as dt
import random
from dataclasses import dataclass

from inclusion.models import Council


@dataclass(frozen=True)
class World:
    """The council being dressed, the dice, and the moment it is all told from.

    Parts run in the order of `settings.DEMO_PARTS`; a later one reads what an earlier one stored.
    """

    council: Council
    dice: random.Random
    now: dt.datetime
