"""A council's published figures in three numbers, for pages elsewhere on the website."""

import datetime as dt
from dataclasses import dataclass

from inclusion.models import Council
from reports.disclosure import Cell
from reports.places import place_at


@dataclass(frozen=True)
class Totals:
    """Fit for everybody: the same numbers as at the top of the council's ward page."""

    council: Council
    since: str
    helped: Cell
    sessions: int
    children: Cell


def published_totals(slug: str, now: dt.datetime) -> Totals | None:
    """One council's totals, or None where there is no such council or it has no wards yet."""
    council = Council.objects.filter(slug=slug).first()
    place = place_at(council, now) if council else None
    if council is None or place is None:
        return None
    counts = place.public()
    return Totals(
        council,
        place.period.words,
        counts.helped.total,
        sum(counts.sessions.values()),
        counts.children,
    )
