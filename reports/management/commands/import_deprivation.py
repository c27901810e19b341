"""`import_deprivation FILE`: bring in an index of deprivation for small areas."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inclusion.management.reading.tables import read_table
from inclusion.rules.columns import LSOA_CODE
from inclusion.rules.files import BadFile
from reports.management.importing import ReleaseCommand
from reports.statistics.areas import areas_named
from reports.statistics.deprivation import deprivations
from reports.statistics.releases import keep_deprivations


class Command(ReleaseCommand):
    help = "Bring in an index of deprivation for each small area (LSOA)."

    def load(self, path: Path, options: dict[str, Any]) -> Iterator[str]:
        table = read_table(path, LSOA_CODE, "the small area's code", "LSOA21CD")
        published = self.published(path, options, areas_named(table.key))
        if published.year is None:
            raise BadFile("it does not say which year it is for", "give it as --year 2025")
        count = keep_deprivations(published=published, rows=deprivations(table), by=None)
        yield f"{published.name} ({published.year}): deprivation in {count:,} small areas."
