"""`import_survey FILE --council GSS`: bring in a council's own survey, which may move its estimate."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inclusion.management.reading.tables import read_table
from inclusion.rules.columns import WARD_CODE
from reports.estimating.surveys import keep_survey
from reports.management.importing import CouncilReleaseCommand
from reports.models import Estimate, Survey
from reports.statistics.surveys import survey


class Command(CouncilReleaseCommand):
    help = (
        "Bring in a survey of people picked at random or by quota (CSV: ward_code, sampling, definition, level, year, "
        "asked, without, and design_effect if it is known). Then run estimate."
    )
    licence = "As the council says"

    def load(self, path: Path, options: dict[str, Any]) -> Iterator[str]:
        boundary_set = self.wards(options)
        table = survey(read_table(path, WARD_CODE, "the ward's code", "ward_code"))
        kept = keep_survey(
            boundary_set=boundary_set,
            published=self.published(path, options),
            table=table,
            by=None,
        )
        asked = sum(one.asked for one in table.wards)
        yield (
            f"{kept.name}: {asked:,} people asked in {len(table.wards)} wards of {boundary_set.council.name} "
            f"({kept.get_sampling_display().lower()}, {kept.definition} {kept.year})."
        )
        yield what_follows(kept)


def what_follows(kept: Survey) -> str:
    """Whether it can move the estimate there is: only one of the very same skills."""
    estimate = Estimate.objects.current(kept.boundary_set)
    if estimate and (estimate.definition, estimate.level) != (kept.definition, kept.level):
        asked = f"{kept.definition} {kept.level}".strip()
        shown = f"{estimate.definition} {estimate.level}".strip()
        return f"It asked about {asked}, and the estimate is of {shown}. Those never join, so it moves nothing."
    return "Now run estimate, and it moves the wards it asked in. It makes a series of its own."
