"""National shares by age, tilted by how few qualifications a small area has. National shares stay exactly what they were."""

import numpy as np

from reports.estimate.odds import Floats, log_odds, share_of

HALVINGS = 50
WIDEST = 12.0


def standardised(measure: Floats) -> Floats:
    """So that the country's areas have mean 0 and standard deviation 1. Areas with no figure (NaN) get the mean."""
    spread = float(np.nanstd(measure))
    if np.isnan(spread) or spread == 0:
        return np.zeros_like(measure)
    return np.nan_to_num((measure - np.nanmean(measure)) / spread, nan=0.0)


def area_shares(people: Floats, rates: Floats, skills: Floats, slope: float) -> Floats:
    """The share without the skills in each area and band: log-odds = log-odds(rate) + c + slope x skills.

    `people` is areas x bands, `rates` bands, `skills` areas (standardised). c is found for each band so that the
    country's share in that band is exactly its rate (benchmarking).
    """
    tilted = log_odds(rates) + slope * skills[:, None]
    low, high = np.full(len(rates), -WIDEST), np.full(len(rates), WIDEST)
    everybody = np.maximum(people.sum(axis=0), 1)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        reached = (people * share_of(tilted + middle)).sum(axis=0) / everybody
        low, high = np.where(reached < rates, middle, low), np.where(reached < rates, high, middle)
    return share_of(tilted + (low + high) / 2)
