"""What new wards do to figures kept by the wards before them. Outlines in metres in, what to warn of out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from inclusion.rules.boundaries import WardOutline

# A piece under a fiftieth of the smaller ward: in a city, a street or two. Under a square metre it is a rounding.
SLIVER_SHARE, LEAST_M2 = 0.02, 1.0
# Lines less than this apart are the same line drawn twice; coarser files move theirs by as much as their detail.
SAME_WITHIN_M = 10.0
NAMED = 4


@dataclass(frozen=True)
class Changes:
    """Codes that mean other ground than before, codes that took the place of another on the same ground, and slivers."""

    reused: tuple[str, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()
    slivers: int = 0


def changes_between(
    before: Sequence[WardOutline], after: Sequence[WardOutline], detail_m: float
) -> Changes:
    """How one set's wards lie on another's. `detail_m` is the coarser of the two."""
    old, new = (shapely.from_wkb([ward.outline for ward in wards]) for wards in (before, after))
    here, there = shapely.STRtree(new).query(old, predicate="intersects")
    pieces = shapely.area(shapely.intersection(old[here], new[there]))
    smaller = np.minimum(shapely.area(old[here]), shapely.area(new[there]))
    slivers = (pieces > LEAST_M2) & (pieces < SLIVER_SHARE * smaller)
    new_of = {ward.code: outline for ward, outline in zip(after, new, strict=True)}
    old_codes = {ward.code for ward in before}
    return Changes(
        reused=tuple(
            ward.code
            for ward, outline in zip(before, old, strict=True)
            if ward.code in new_of and not same_ground(outline, new_of[ward.code], detail_m)
        ),
        replaced=tuple(
            (before[i].code, after[j].code)
            for i, j in zip(here, there, strict=True)
            if before[i].code not in new_of and after[j].code not in old_codes
            if same_ground(old[i], new[j], detail_m)
        ),
        slivers=int(slivers.sum()),
    )


def same_ground(one: Any, other: Any, detail_m: float) -> bool:
    """Whether two outlines differ by no more than how they were drawn: no part of the difference is wide."""
    difference = shapely.symmetric_difference(one, other)
    return bool(shapely.buffer(difference, -max(detail_m, SAME_WITHIN_M)).is_empty)


def warnings_of(changes: Changes, before: str) -> list[str]:
    """Each in a sentence or two, with what to do about it. `before` is what the earlier wards are called."""
    found = []
    if changes.reused:
        found.append(
            f"WARNING: {listed(changes.reused)} had other lines in {before}. "
            "Never join figures by code alone: use the code and the day."
        )
    if changes.replaced:
        pairs = [f"{old} is now {new}" for old, new in changes.replaced]
        found.append(
            f"WARNING: {listed(pairs)}, on the same ground as in {before}. "
            "Figures kept elsewhere under the old code need the new one."
        )
    if changes.slivers:
        one = changes.slivers == 1
        found.append(
            f"WARNING: {changes.slivers:,} sliver{'' if one else 's'} with a few homes each "
            f"{'lies' if one else 'lie'} between these wards and {before}. Never publish the same count on both: "
            "the one taken from the other would tell of those homes. Our own pages begin a new count."
        )
    return found


def listed(words: Sequence[str]) -> str:
    more = len(words) - NAMED
    return ", ".join(words[:NAMED]) + (f" and {more:,} more" if more > 0 else "")
