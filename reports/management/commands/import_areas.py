"""`import_areas FILE`: bring in where small areas are, as outlines or as a look-up to wards."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inclusion.management.reading.boundaries import read_boundaries
from inclusion.management.reading.tables import read_table
from inclusion.rules.columns import LSOA_CODE, need_column
from reports.management.importing import ReleaseCommand
from reports.statistics.areas import areas_named
from reports.statistics.releases import keep_areas
from reports.statistics.small_areas import best_fitted, outlined

TABLES = (".csv", ".gz")


class Command(ReleaseCommand):
    help = (
        "Bring in where small areas (LSOAs) are: a map file of their outlines, or a CSV look-up that names the one "
        "ward each fits best. Outlines give far better estimates."
    )

    def load(self, path: Path, options: dict[str, Any]) -> Iterator[str]:
        if path.suffix.lower() in TABLES:
            table = read_table(path, LSOA_CODE, "the small area's code", "LSOA21CD")
            published = self.published(path, options, areas_named(table.key))
            count = keep_areas(published=published, rows=best_fitted(table), by=None)
            yield f"{published.name}: the best-fit ward of {count:,} small areas."
            yield "WARNING: best fit misses a city ward's adults by about a tenth. Use outlines if you can."
            return
        frame = read_boundaries(path)
        key = need_column(frame.columns, LSOA_CODE, "the small area's code", "LSOA21CD")
        published = self.published(path, options, areas_named(key))
        count = keep_areas(published=published, rows=outlined(frame), by=None)
        yield f"{published.name}: the outlines of {count:,} small areas."
