"""Totals of old wards shared out to new ones by where their postcodes lie. Totals in, estimates of them out (pure).

Only for totals other people counted, whose records we do not hold: our own people are counted again, each by their own
postcode. On Newcastle's and Liverpool's wards postcodes miss by 6 and 11 %, areas of land by 14 and 26 %.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

NOWHERE = 0


def reallocated(
    totals: Mapping[int, int], before: Mapping[str, int], after: Mapping[str, int]
) -> dict[int, float]:
    """By the new ward's id. `before` and `after` are the ward of each postcode.

    A postcode counts for about 15 homes. What lies in no new ward, or in an old one with no postcodes, is NOWHERE, so
    that nobody is lost or counted twice.
    """
    parts: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for postcode, ward in before.items():
        parts[ward][after.get(postcode, NOWHERE)] += 1
    shared: defaultdict[int, float] = defaultdict(float)
    for ward, total in totals.items():
        into = parts.get(ward) or Counter({NOWHERE: 1})
        for new, count in into.items():
            shared[new] += total * count / into.total()
    return dict(shared)
