"""Choosing places so that most of those still to reach live within a walk of one (pure).

This is the maximal covering location problem of Church and ReVelle (1974). The choice itself is exact, by
`scipy.optimize.milp`. How sure we are of it comes from asking again with the need a little different each time; those
two hundred answers are greedy and then improved by swaps, since two hundred exact ones would keep people waiting.
"""

from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack

from reports.estimate.odds import Floats, Whole
from reports.siting.cover import Mask

DRAWS = 200
# Swaps stop helping after a round or two: five reached no more in 3,600 made-up towns.
ROUNDS = 2
# In a city one home in fifty is within a walk of a place; where more than one in ten is, whole tables multiply quicker.
DENSE = 0.1


def choose(near: Mask, need: Floats, count: int) -> list[int]:
    """Up to `count` places, those that reach most first. Places that would add nobody are left out.

    `near` is places x homes, `need` how many people each home stands for.
    """
    places, homes = near.shape
    count = min(count, places)
    if count < 1 or not (near @ need).any():
        return []
    reached_only_from_chosen = hstack([csr_array(-near.T.astype(float)), eye_array(homes)])
    no_more_than_count = csr_array(np.concatenate([np.ones(places), np.zeros(homes)])[None, :])
    found = milp(
        -np.concatenate([np.zeros(places), need]),
        integrality=np.concatenate([np.ones(places), np.zeros(homes)]),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(
            vstack([reached_only_from_chosen, no_more_than_count]),
            ub=np.concatenate([np.zeros(homes), [count]]),
        ),
    )
    return most_first(near, need, np.flatnonzero(found.x[:places] > 0.5))


def most_first(near: Mask, need: Floats, chosen: Whole) -> list[int]:
    """Chosen places in the order they add most people nobody before them reaches. Those that add none go."""
    left, order, still = need.astype(float).copy(), [], [int(place) for place in chosen]
    while still:
        adds = near[still] @ left
        best = int(np.argmax(adds))
        if adds[best] <= 0:
            break
        order.append(still.pop(best))
        left[near[order[-1]]] = 0
    return order


def how_often(near: Mask, draws: Floats, count: int) -> Whole:
    """In how many draws each place is chosen. `draws` is draws x homes; shape of the answer: places."""
    places = len(near)
    times = np.zeros(places, dtype=np.int64)
    count = min(count, places)
    if count < 1:
        return times
    chosen = _improved(near, draws, _greedy(near, draws, count))
    adds_someone = near @ draws.T > 0
    for column in chosen.T:
        rows = np.flatnonzero(adds_someone[column, np.arange(len(draws))])
        times += np.bincount(column[rows], minlength=places)
    return times


def _weights(near: Mask) -> Any:
    """Places x homes as numbers to multiply by: only those that are not nought, while few homes are near each place."""
    return csr_array(near.astype(np.float64)) if near.mean() < DENSE else near.astype(np.float64)


def _greedy(near: Mask, draws: Floats, count: int) -> Whole:
    """Draws x count: each time the place that adds most, in all draws at once."""
    heavy, left = _weights(near), draws.T.copy()
    chosen = np.empty((len(draws), count), dtype=np.int64)
    taken = np.zeros((len(near), len(draws)), dtype=bool)
    every = np.arange(len(draws))
    for turn in range(count):
        adds = heavy @ left
        adds[taken] = -1
        chosen[:, turn] = adds.argmax(axis=0)
        taken[chosen[:, turn], every] = True
        left[near[chosen[:, turn]].T] = 0
    return chosen


def _improved(near: Mask, draws: Floats, chosen: Whole) -> Whole:
    """Each chosen place in turn is given up for the best one instead, in all draws at once."""
    heavy, every = _weights(near), np.arange(len(draws))
    times_reached = sum(near[column].T.astype(np.int64) for column in chosen.T)
    for _ in range(ROUNDS):
        before = chosen.copy()
        for turn in range(chosen.shape[1]):
            times_reached -= near[chosen[:, turn]].T
            adds = heavy @ (draws.T * (times_reached == 0))
            for other in range(chosen.shape[1]):
                if other != turn:
                    adds[chosen[:, other], every] = -1
            # A swap must win, not tie: else a place would be given up for its twin.
            now = adds[chosen[:, turn], every]
            best = adds.argmax(axis=0)
            chosen[:, turn] = np.where(adds[best, every] > now, best, chosen[:, turn])
            times_reached += near[chosen[:, turn]].T
        if (before == chosen).all():
            break
    return chosen
