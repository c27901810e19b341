"""How the need might be, given how sure we are of each ward's share. Arrays in, arrays out (pure)."""

import numpy as np

from reports.estimate.odds import Floats, Whole
from reports.estimate.ranges import worth_of


def draws_of(need: Floats, ward: Whole, share: Floats, spread: float, count: int) -> Floats:
    """Draws x homes: each home's need, moved as the share of its ward is.

    `ward` is the position of each home's ward in `share`. A ward's share is drawn as in the estimate, from a beta worth
    as many interviews as the model is (notes on the method page). The same call gives the same draws.
    """
    dice = np.random.default_rng(len(need) * 1_000 + len(share))
    inside = np.clip(share, 1e-3, 1 - 1e-3)
    worth = worth_of(inside, spread)
    drawn = dice.beta(worth * inside, worth * (1 - inside), (count, len(share)))
    moved: Floats = need * (drawn / inside)[:, ward]
    return moved
