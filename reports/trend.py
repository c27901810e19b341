"""People helped in one ward, quarter by quarter, as everybody may see them.

Only the whole quarters of the page's own time, so that no quarter is watched while it grows. The financial year's
quarters are the calendar's: from April, July, October and January.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import TruncQuarter
from django.utils import timezone

from inclusion.models import Learner, Ward
from reports.charts import Bar, Part, bars
from reports.disclosure import THRESHOLD, Cell, publish_series
from reports.figures import came_in
from reports.keeping import kept
from reports.ward_page import Place


@dataclass(frozen=True)
class Quarter:
    """One quarter, by its first day, and how many different people came in it."""

    starts: dt.date
    helped: Cell

    @property
    def words(self) -> str:
        """April to June 2025."""
        last = next_quarter(self.starts) - dt.timedelta(days=1)
        return f"{self.starts:%B} to {last:%B %Y}"


@dataclass(frozen=True)
class Trend:
    """Quarters in order, or none where they would give somebody away."""

    quarters: tuple[Quarter, ...] = ()

    @property
    def bars(self) -> list[Bar]:
        return bars(
            [
                Part(
                    one.helped.value,
                    "few" if one.helped.is_hidden else one.helped.shown,
                    (f"{one.starts:%b}", f"{one.starts:%Y}"),
                    less_than=THRESHOLD - 1,
                )
                for one in self.quarters
            ]
        )


def trend_of(place: Place, ward: Ward) -> Trend:
    """Kept until the next event."""
    return kept(
        f"wards:trend:{place.name}:{ward.pk}", place.version, lambda: published(place, ward)
    )


def published(place: Place, ward: Ward) -> Trend:
    starts = whole_quarters(place.period.since, timezone.localtime(place.period.until).date())
    counted = count_by_quarter(place, ward)
    helped = place.public().helped
    cells = publish_series([counted.get(start, 0) for start in starts], helped, ward.pk) or []
    return Trend(tuple(Quarter(*pair) for pair in zip(starts, cells, strict=False)))


def count_by_quarter(place: Place, ward: Ward) -> dict[dt.date, int]:
    """Different adults of a ward who came at least once in each quarter. The same people `figures.helped` counts."""
    ours = Learner.objects.current().filter(
        organisation__council=place.council, postcode__placements__ward=ward
    )
    rows = (
        came_in(place.period)
        .filter(learner__in=ours)
        .order_by()
        .annotate(quarter=TruncQuarter("session__starts_at"))
        .values("quarter")
        .annotate(people=Count("learner", distinct=True))
    )
    return {row["quarter"].date(): row["people"] for row in rows}


def whole_quarters(since: dt.date, today: dt.date) -> list[dt.date]:
    """The first day of each quarter that began on `since` or later and is over."""
    start = since.replace(month=3 * ((since.month - 1) // 3) + 1, day=1)
    found = []
    while next_quarter(start) <= today:
        if start >= since:
            found.append(start)
        start = next_quarter(start)
    return found


def next_quarter(start: dt.date) -> dt.date:
    return (start + dt.timedelta(days=93)).replace(day=1)
