"""What others counted, in the wards of today: kept as they gave it, and shared out where their wards were others.

For the council's own people only: nobody has made these numbers safe to publish.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from inclusion.actions.events import record
from inclusion.models import BoundarySet, PostcodeWard, User
from reports.models import PartnerCount, PartnerCounts
from reports.reallocating import NOWHERE, reallocated
from reports.statistics.releases import Published
from reports.statistics.totals import WardTotal
from reports.statistics.wards import keys_of_wards
from reports.ward_page import Place


@dataclass(frozen=True)
class Column:
    """One table of somebody else's, as today's wards show it. `people` is by ward id."""

    counts: PartnerCounts
    is_reallocated: bool
    people: Mapping[int, float]

    def shown(self, ward: int) -> str:
        """A count, or about so many where it was shared out."""
        people = round(self.people.get(ward, 0))
        return f"about {people:,}" if self.is_reallocated else f"{people:,}"


@dataclass(frozen=True)
class Partners:
    """Every table, and one line a ward with a cell for each; the last line is of people in none of these wards."""

    columns: list[Column]
    lines: list[tuple[str, list[str]]]

    @property
    def has_shared_out(self) -> bool:
        return any(column.is_reallocated for column in self.columns)


def partners_of(place: Place) -> Partners | None:
    """Nothing where nobody gave us any. Four queries, however many tables."""
    tables = list(
        PartnerCounts.objects.filter(boundary_set__council=place.council).select_related(
            "boundary_set"
        )
    )
    if not tables:
        return None
    columns = columns_of(tables, place.boundary_set)
    lines = [(ward.name, [column.shown(ward.pk) for column in columns]) for ward in place.wards]
    if any(column.people.get(NOWHERE) for column in columns):
        lines.append(("In none of these wards", [column.shown(NOWHERE) for column in columns]))
    return Partners(columns, lines)


def columns_of(tables: list[PartnerCounts], today: BoundarySet) -> list[Column]:
    totals: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for row in PartnerCount.objects.filter(counts__in=tables):
        totals[row.counts_id][row.ward_id] = row.people
    ward_of: defaultdict[int, dict[str, int]] = defaultdict(dict)
    sets = {today.pk, *(table.boundary_set_id for table in tables)}
    placed = PostcodeWard.objects.filter(boundary_set__in=sets)
    for boundary_set, postcode, ward in placed.values_list("boundary_set", "postcode", "ward"):
        ward_of[boundary_set][postcode] = ward
    return [
        Column(table, False, totals[table.pk])
        if table.boundary_set_id == today.pk
        else Column(
            table,
            True,
            reallocated(totals[table.pk], ward_of[table.boundary_set_id], ward_of[today.pk]),
        )
        for table in tables
    ]


@transaction.atomic
def keep_partner_counts(
    *,
    boundary_set: BoundarySet,
    published: Published,
    totals: list[WardTotal],
    by: User | None,
) -> PartnerCounts:
    """The same name again takes its place. Raises BadFile for a ward that is not in the set."""
    wards = keys_of_wards(
        boundary_set,
        totals,
        unless=f"not among {boundary_set}",
        remedy="use the codes of those wards, or say after --on a day when its own were in force",
    )
    kept, _ = PartnerCounts.objects.update_or_create(
        boundary_set=boundary_set,
        name=published.name,
        defaults={
            "source": published.source,
            "licence": published.licence,
            "imported_at": timezone.now(),
        },
    )
    kept.wards.all().delete()
    PartnerCount.objects.bulk_create(
        PartnerCount(counts=kept, ward_id=wards[one.code], people=one.people) for one in totals
    )
    record("keep_partner_counts", kept, by=by, wards=len(totals))
    return kept
