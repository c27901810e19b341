"""`import_population FILE`: bring in people by age for small areas."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inclusion.management.reading.tables import read_table
from inclusion.rules.columns import LSOA_CODE
from reports.management.importing import ReleaseCommand
from reports.statistics.areas import areas_named
from reports.statistics.population import populations
from reports.statistics.releases import keep_populations


class Command(ReleaseCommand):
    help = "Bring in people by age for each small area (LSOA), such as a census table from Nomis or the ONS."

    def load(self, path: Path, options: dict[str, Any]) -> Iterator[str]:
        table = read_table(path, LSOA_CODE, "the small area's code", "LSOA21CD")
        published = self.published(path, options, areas_named(table.key))
        count = keep_populations(published=published, rows=populations(table), by=None)
        yield f"{published.name}: people by age in {count:,} small areas."
