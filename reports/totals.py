"""A council's published figures in three numbers, for pages elsewhere on the website."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from inclusion.models import Council
from reports.disclosure import Cell
from reports.figures import boundary_set_on, public_period
from reports.ward_page import Place


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
    wards = boundary_set_on(council, timezone.localtime(now).date()) if council else None
    if council is None or wards is None:
        return None
    period = public_period(wards, now)
    counts = Place(council, wards, period).public()
    return Totals(
        council, period.words, counts.helped.total, sum(counts.sessions.values()), counts.children
    )
