"""Places people can come to, for the map: where each is, what was held there, and what is still to come.

Sessions are public events, so their numbers are exact.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from inclusion.choices import SessionState
from inclusion.models import BoundarySet, Centre, Session
from reports.figures import Period


@dataclass(frozen=True)
class OpenPlace:
    """One centre that is open to everybody. `ward` is an id; east and north are metres."""

    name: str
    ward: int
    east: int
    north: int
    held: int
    coming: int


@dataclass(frozen=True)
class InWard:
    """How many places a ward has, and how many sessions are still to come at them."""

    places: int = 0
    coming: int = 0


NOWHERE_TO_COME = InWard()


def open_places(wards: BoundarySet, period: Period) -> list[OpenPlace]:
    """Every place in these wards, by name. Three queries, however many."""
    placements = "postcode__placements"
    placed = FilteredRelation(placements, condition=Q(**{f"{placements}__boundary_set": wards}))
    centres = (
        Centre.objects.open_to_the_public().annotate(placed=placed).filter(placed__isnull=False)
    )
    point = ("postcode__easting", "postcode__northing")
    rows = list(centres.annotate(ward=F("placed__ward")).values_list("pk", "name", "ward", *point))
    at = Session.objects.filter(centre__in=[row[0] for row in rows])
    held = number_at(
        at.filter(state=SessionState.HELD, starts_at__gte=period.starts, starts_at__lt=period.until)
    )
    coming = number_at(at.open_to_the_public().still_to_come(period.until))
    return [
        OpenPlace(name, ward, east, north, held.get(pk, 0), coming.get(pk, 0))
        for pk, name, ward, east, north in rows
    ]


def number_at(sessions: QuerySet[Session]) -> dict[int, int]:
    counted: Any = sessions.order_by().values("centre").annotate(number=Count("pk"))
    return dict(counted.values_list("centre", "number"))


def by_ward(places: Sequence[OpenPlace]) -> dict[int, InWard]:
    found: defaultdict[int, InWard] = defaultdict(InWard)
    for place in places:
        before = found[place.ward]
        found[place.ward] = InWard(before.places + 1, before.coming + place.coming)
    return found
