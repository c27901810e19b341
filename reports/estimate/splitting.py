"""How much of each small area lies in each ward. The lines of the two are drawn by different people and cross."""

from dataclasses import dataclass

import numpy as np

from reports.estimate.odds import Floats, Whole


@dataclass(frozen=True)
class Split:
    """Area `area[i]` has the part `part[i]` of its people in ward `ward[i]`. Positions, not codes.

    Parts of one area add up to 1, or to less where some of its postcodes lie in another council.
    """

    area: Whole
    ward: Whole
    part: Floats


def by_postcodes(area: Whole, ward: Whole) -> Split:
    """From each postcode's area and ward. Postcodes stand for homes, about 15 each. A ward of -1 is another council's."""
    wards = int(ward.max(initial=-1)) + 1
    in_area = np.bincount(area, minlength=int(area.max(initial=-1)) + 1)
    inside = ward >= 0
    pairs, count = np.unique(area[inside] * max(wards, 1) + ward[inside], return_counts=True)
    areas, its_wards = np.divmod(pairs, max(wards, 1))
    return Split(areas, its_wards, count / in_area[areas])


def middles(split: Split, area: Whole, ward: Whole, points: Floats) -> Floats:
    """The middle of the homes in each part, in metres: parts x 2. `points` are the postcodes `by_postcodes` was given."""
    wards = int(ward.max(initial=-1)) + 1
    inside = ward >= 0
    part = np.searchsorted(
        split.area * max(wards, 1) + split.ward, area[inside] * max(wards, 1) + ward[inside]
    )
    count = np.bincount(part, minlength=len(split.area))
    sums = [np.bincount(part, weights=axis, minlength=len(count)) for axis in points[inside].T]
    return np.column_stack(sums) / count[:, None]


def best_fit(area: Whole, ward: Whole) -> Split:
    """Each area wholly in the one ward a look-up names. Wrong by 8 to 14 % of a city ward's adults: a stand-in only."""
    return Split(area, ward, np.ones(len(area)))


def into_wards(split: Split, amounts: Floats, wards: int) -> Floats:
    """Amounts of areas (areas x bands) added up by ward (wards x bands)."""
    parts = amounts[split.area] * split.part[:, None]
    return np.stack(
        [np.bincount(split.ward, weights=column, minlength=wards) for column in parts.T], axis=1
    )
