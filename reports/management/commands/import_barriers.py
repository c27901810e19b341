"""`import_barriers FILE --council GSS`: bring in the rivers and big roads nobody can walk across."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from inclusion.management.importing import ImportCommand
from inclusion.management.reading.boundaries import read_boundaries
from inclusion.models import Council
from reports.siting.barriers import keep_barriers, lines_of


class Command(ImportCommand):
    help = (
        "Bring in lines nobody can walk across, such as rivers and motorways, with a gap at each bridge (GeoJSON, "
        "GeoPackage, shapefile, zip or parquet). They take the place of any the council has."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--council", required=True, help="The council's GSS code, such as E08000021."
        )

    def load(self, path: Path, options: dict[str, Any]) -> Iterator[str]:
        council = Council.objects.filter(code=options["council"]).first()
        if council is None:
            raise CommandError(
                f"We have no council {options['council']} yet. Bring in its wards with import_wards first."
            )
        count = keep_barriers(council=council, lines=lines_of(read_boundaries(path)), by=None)
        yield f"{council}: {count:,} lines that nobody can walk across."
