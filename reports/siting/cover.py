"""Who could walk to which place. Points, places and lines nobody can cross in; yes or no for each pair out (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from reports.estimate.odds import Floats, Whole

Mask = np.ndarray[Any, np.dtype[np.bool_]]
# As the crow flies, in metres, a stand-in for a walk of that many minutes at 4.8 km an hour: 80 m a minute.
METRES_A_MINUTE = 80
WALKS = (5, 10, 15, 20)


@dataclass(frozen=True)
class Spots:
    """Points on the British National Grid, in metres."""

    east: Floats | Whole
    north: Floats | Whole

    def __len__(self) -> int:
        return len(self.east)


def reach(places: Spots, homes: Spots, *, minutes: int, barriers: Sequence[Any] = ()) -> Mask:
    """Places x homes: whether the straight way is short enough and crosses no barrier.

    A barrier is a line such as a river or a motorway. Where there is a bridge, leave a gap in the line.
    """
    away = np.hypot(
        np.subtract.outer(places.east, homes.east), np.subtract.outer(places.north, homes.north)
    )
    near: Mask = away <= minutes * METRES_A_MINUTE
    if len(barriers):
        _cut(near, places, homes, barriers)
    return near


def _cut(near: Mask, places: Spots, homes: Spots, barriers: Sequence[Any]) -> None:
    """Take out the pairs with a barrier between them."""
    rows, columns = np.nonzero(near)
    ends = [
        np.column_stack([places.east[rows], places.north[rows]]),
        np.column_stack([homes.east[columns], homes.north[columns]]),
    ]
    ways = shapely.linestrings(np.stack(ends, axis=1).astype(float))
    crossing, _ = shapely.STRtree(barriers).query(ways, predicate="intersects").reshape(2, -1)
    near[rows[crossing], columns[crossing]] = False
