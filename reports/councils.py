"""Every council side by side, as each one's own page shows it to everybody. Words before ranks: no council has a place."""

import csv
import datetime as dt
import io
import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from inclusion.models import Council
from reports.choices import Comparison
from reports.disclosure import Cell
from reports.figures import data_version
from reports.keeping import kept
from reports.need import Need
from reports.open_data import cell, estimated, safe
from reports.places import place_at
from reports.ward_page import Place, listed, need_of_council

COLUMNS = (
    "council_code",
    "council_name",
    "counted_since",
    "adults_without_skills_estimate",
    "estimate_low",
    "estimate_high",
    "estimate_definition",
    "estimate_status",
    "people_helped",
    "people_helped_status",
    "reached_level",
    "reached_level_status",
    "sessions_held",
    "helped_of_those_without_percent",
)
ORDERS = ("council", "share", "helped", "reach", "sessions")


@dataclass(frozen=True)
class Standing:
    """One council's published figures. With no wards it has none; with no estimate it has no need."""

    council: Council
    since: dt.date | None = None
    helped: Cell | None = None
    reached: Cell | None = None
    sessions: int = 0
    need: Need | None = None
    measured: tuple[int | str | None, ...] = ()

    @property
    def definition(self) -> str:
        """What was measured and for which year. Nothing else is compared with it."""
        return str(self.measured[3] or "") if self.measured else ""


def side_by_side(now: dt.datetime) -> list[Standing]:
    """Every council, by name. Kept until the next event, or the next day."""
    today = timezone.localtime(now).date()
    return kept(
        f"wards:councils:{today}",
        str(data_version()),
        lambda: [standing(council, place_at(council, now)) for council in Council.objects.all()],
    )


def standing(council: Council, place: Place | None) -> Standing:
    if place is None:
        return Standing(council)
    counts = place.public()
    need = need_of_council(place.estimate, counts)
    return Standing(
        council,
        place.period.since,
        counts.helped.total,
        counts.reached.total,
        sum(counts.sessions.values()),
        need,
        estimated(place, need),
    )


def beside_the_network(rows: Sequence[Standing]) -> dict[int, Comparison]:
    """How each council stands to all those measured in the same way, by its id. One alone has nothing to stand beside.

    Higher or lower is said only when a council's whole likely range is above or below the share of them all.
    """
    alike: defaultdict[str, list[tuple[int, Need]]] = defaultdict(list)
    for row in rows:
        if row.need is not None:
            alike[row.definition].append((row.council.pk, row.need))
    return {
        council: compared(need, share_of([one for _, one in group]))
        for group in alike.values()
        if len(group) > 1
        for council, need in group
    }


def share_of(needs: Sequence[Need]) -> float:
    """The share of all their adults together who lack the skills. Rounding never puts it outside their own shares."""
    adults = sum(need.adults for need in needs)
    together = sum(need.share * need.adults for need in needs) / max(adults, 1)
    shares = [need.share for need in needs]
    return min(max(together, min(shares)), max(shares))


def compared(need: Need, share: float) -> Comparison:
    if need.low > share:
        return Comparison.HIGHER
    return Comparison.LOWER if need.high < share else Comparison.SIMILAR


def in_words(rows: Sequence[Standing], found: dict[int, Comparison]) -> str:
    """What the table says, for who reads no table."""
    if not found:
        return ""
    parts = []
    for comparison, words in ((Comparison.HIGHER, "more"), (Comparison.LOWER, "fewer")):
        names = [row.council.name for row in rows if found.get(row.council.pk) == comparison]
        if names:
            parts.append(f"We think {words} adults lack the skills in {listed(names)}.")
    rest = "The rest" if parts else "The councils"
    return " ".join([*parts, f"{rest} are too alike to tell apart."])


def sort_key(order: str) -> Callable[[Standing], tuple[float, str]]:
    """By name, or by a number with the most first, and those hidden or not known last."""

    def key(row: Standing) -> tuple[float, str]:
        number = number_of(row, order)
        return (-number if number is not None else math.inf, row.council.name)

    return key


def number_of(row: Standing, order: str) -> float | None:
    if order == "share":
        return row.need.share if row.need else None
    if order == "helped":
        return row.helped.value if row.helped else None
    if order == "reach":
        return row.need.reach if row.need else None
    return row.sessions if order == "sessions" and row.since else None


def councils_csv(rows: Sequence[Standing]) -> str:
    """A row for each council that has wards, as its own file says it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(line(row) for row in rows if row.since)
    return text.getvalue()


def line(row: Standing) -> list[object]:
    reach = None if row.need is None or row.need.reach is None else f"{row.need.reach:.1%}"[:-1]
    people = [*cell(row.helped), *cell(row.reached)] if row.helped and row.reached else []
    return [
        safe(row.council.code),
        safe(row.council.name),
        row.since,
        *row.measured,
        *people,
        row.sessions,
        reach,
    ]
