"""How sure we are. Each draw is one council as it might be; what is true in most draws is what we say."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from reports.estimate.ages import BandRates
from reports.estimate.odds import Floats, log_odds, share_of
from reports.estimate.settings import Settings
from reports.estimate.surveys import Answers

RANGE = (2.5, 97.5)
# Higher or lower is said when it is true in nine draws of ten on that side: an 80 % interval of the difference.
SURE = 0.9
WORST = 5


@dataclass(frozen=True)
class WardShares:
    """For each ward: the share without the skills, its 95 % range, and how it stands to its council.

    `council` is the council's own share, and the low and high ends of its range.
    """

    share: Floats
    low: Floats
    high: Floats
    chance_higher: Floats
    chance_worst_fifth: Floats
    council: tuple[float, float, float]


@dataclass(frozen=True)
class Wards:
    """Adults in each ward by band, and how many of them lack the skills (both wards x bands)."""

    adults: Floats
    without: Floats

    @property
    def shares(self) -> Floats:
        """Shape: wards. A ward where nobody lives has 0."""
        shares: Floats = self.without.sum(axis=1) / np.maximum(self.adults.sum(axis=1), 1)
        return shares


def ranges(
    wards: Wards,
    rates: BandRates,
    settings: Settings,
    *,
    seed: int,
    surveys: Mapping[int, Answers] | None = None,
) -> WardShares:
    """The same seed gives the same answer. `surveys` is by position of the ward."""
    dice = np.random.default_rng(seed)
    modelled = with_other_rates(wards, rates, settings, dice)
    drawn, best = with_spread(modelled, wards.shares, settings.spread, surveys or {}, dice)
    weights = wards.adults.sum(axis=1)
    council = drawn @ weights / max(weights.sum(), 1)
    low, high = np.percentile(drawn, RANGE, axis=0)
    return WardShares(
        best,
        np.minimum(low, best),
        np.maximum(high, best),
        (drawn > council[:, None]).mean(axis=0),
        chance_of_worst_fifth(drawn),
        (float(best @ weights / max(weights.sum(), 1)), *edges(council)),
    )


def with_other_rates(
    wards: Wards, rates: BandRates, settings: Settings, dice: np.random.Generator
) -> Floats:
    """Draws x wards, had the survey happened to ask other people. Bands from one published figure move together."""
    moved = np.zeros((settings.draws, len(rates.share)))
    for figure in np.unique(rates.figure):
        bands = rates.figure == figure
        share = float(np.clip(rates.share[bands][0], 0.001, 0.999))
        asked = max(
            settings.asked * float(rates.of_adults[bands].sum()) / settings.design_effect, 1
        )
        drawn = dice.beta(asked * share, asked * (1 - share), settings.draws)
        moved[:, bands] = (log_odds(drawn) - log_odds(np.array(share)))[:, None]
    now = log_odds(wards.without / np.maximum(wards.adults, 1e-9))
    total: Floats = np.zeros((settings.draws, len(wards.adults)))
    for band in range(len(rates.share)):
        total += wards.adults[:, band] * share_of(now[:, band] + moved[:, band, None])
    total /= np.maximum(wards.adults.sum(axis=1), 1)
    return total


def with_spread(
    modelled: Floats,
    best: Floats,
    spread: float,
    surveys: Mapping[int, Answers],
    dice: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Draws with what the model cannot see added, and the best shares, both moved by what people said when asked."""
    worth = worth_of(modelled, spread)
    without, having = worth * modelled, worth * (1 - modelled)
    best_worth = worth_of(best, spread)
    best = best.copy()
    for ward, answers in surveys.items():
        without[:, ward] += answers.without
        having[:, ward] += answers.having
        counted = best_worth[ward] * best[ward] + answers.without
        best[ward] = counted / (best_worth[ward] + answers.without + answers.having)
    return dice.beta(np.maximum(without, 1e-9), np.maximum(having, 1e-9)), best


def worth_of(share: Floats, spread: float) -> Floats:
    """How many random interviews a modelled share is worth: about 50 where it is 0.2 and the spread 0.35."""
    inside = np.clip(share, 0.001, 0.999)
    return np.maximum(1 / (inside * (1 - inside) * spread**2) - 1, 1e-3)


def edges(drawn: Floats) -> tuple[float, float]:
    low, high = np.percentile(drawn, RANGE)
    return float(low), float(high)


def chance_of_worst_fifth(drawn: Floats) -> Floats:
    """In how many draws each ward is among the fifth of the council with the largest shares."""
    wards = drawn.shape[1]
    worst = -(-wards // WORST)
    order = np.argsort(-drawn, axis=1)[:, :worst]
    return np.bincount(order.ravel(), minlength=wards) / len(drawn)
