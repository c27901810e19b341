"""`import_rates FILE`: bring in published shares of people with and without digital skills."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inclusion.management.reading.tables import read_table
from reports.management.importing import ReleaseCommand
from reports.statistics.rates import DEFINITION, rates
from reports.statistics.releases import keep_rates


class Command(ReleaseCommand):
    help = "Bring in published digital skills rates, one row each, with its definition and source."
    licence = "As each source says"

    def load(self, path: Path, options: dict[str, Any]) -> Iterator[str]:
        table = read_table(path, DEFINITION, "the definition", DEFINITION)
        published = self.published(path, options)
        count = keep_rates(published=published, rows=rates(table), by=None)
        yield f"{published.name}: {count:,} published rates."
