"""What the commands that bring in figures share: a release's name, year, source and licence, and whose wards it is of."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from inclusion.management.importing import ImportCommand
from inclusion.models import BoundarySet, Council
from inclusion.rules.files import BadFile
from reports.figures import boundary_set_on
from reports.statistics.releases import Published

OPEN_GOVERNMENT_LICENCE = "Open Government Licence v3.0"


class ReleaseCommand(ImportCommand):
    """A command that brings in one release. The same name again replaces it."""

    licence = OPEN_GOVERNMENT_LICENCE

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--release", help='What it is called, such as "Census 2021". Its file name otherwise.'
        )
        parser.add_argument("--year", type=int, help="The year it is for, if its name has none.")
        parser.add_argument("--source", help="Where it is from, in words. Its file name otherwise.")
        parser.add_argument("--licence", default=self.licence)

    def published(self, path: Path, options: dict[str, Any], areas: str = "") -> Published:
        """What the person said, or else what the file's name says."""
        name = options["release"] or path.name.split(".")[0]
        year = re.search(r"(?:19|20)\d\d", name) or re.search(r"20\d\d", path.name)
        return Published(
            name=name[:100],
            year=options["year"] or (int(year[0]) if year else None),
            source=(options["source"] or path.name)[:300],
            licence=options["licence"][:100],
            areas=areas,
        )


class CouncilReleaseCommand(ReleaseCommand):
    """One that is of a council's wards, those in force on a day."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--council", required=True, help="Its GSS code, such as E08000021.")
        parser.add_argument(
            "--on",
            type=dt.date.fromisoformat,
            help="A day its wards were in force. Today otherwise.",
        )

    def wards(self, options: dict[str, Any]) -> BoundarySet:
        """Raises BadFile when we have none of that day."""
        code, day = options["council"], options["on"] or timezone.localdate()
        council = Council.objects.filter(code=code).first()
        found = boundary_set_on(council, day) if council else None
        if found is None:
            raise BadFile(
                f"we have no wards of {code} in force on {day:%-d %B %Y}", "use import_wards"
            )
        return found
