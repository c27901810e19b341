"""`import_totals FILE --council GSS`: bring in what others counted ward by ward, with no records behind it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone

from inclusion.management.reading.tables import read_table
from inclusion.rules.columns import WARD_CODE
from reports.figures import boundary_set_on
from reports.management.importing import CouncilReleaseCommand
from reports.partners import keep_partner_counts
from reports.statistics.totals import ward_totals


class Command(CouncilReleaseCommand):
    help = "Bring in totals somebody else counted (CSV: ward_code, people). Shown at the desk, and never added to ours."
    licence = "For the council's own use"

    def load(self, path: Path, options: dict[str, Any]) -> Iterator[str]:
        boundary_set = self.wards(options)
        totals = ward_totals(read_table(path, WARD_CODE, "the ward's code", "ward_code"))
        kept = keep_partner_counts(
            boundary_set=boundary_set,
            published=self.published(path, options),
            totals=totals,
            by=None,
        )
        people = sum(one.people for one in totals)
        yield f"{kept.name}: {people:,} people in {len(totals)} of {boundary_set}."
        if boundary_set != boundary_set_on(boundary_set.council, timezone.localdate()):
            yield "Those wards are not in force today, so the desk shares them out by postcode and says so."
