"""`import_postcodes FILE`: bring in an edition of the nation's postcodes, and give each its ward."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from tqdm import tqdm

from inclusion.actions.placements import place_postcodes
from inclusion.actions.postcodes import Row, keep_postcodes
from inclusion.management.importing import ImportCommand
from inclusion.management.reading.postcodes import edition_of, read_postcodes
from inclusion.models import BoundarySet
from inclusion.rules.files import BadFile
from inclusion.rules.placing import fit_for_placing
from inclusion.rules.postcode_lists import PostcodeList, postcodes_in

AT_ONCE = 20_000


class Command(ImportCommand):
    help = "Bring in postcodes: Code-Point Open (zip or CSV), ONSPD (zip or CSV), or a table with the same columns."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--council",
            help="Only this council's, by GSS code. If the file does not say, all are its.",
        )
        parser.add_argument(
            "--edition", help="The month they are from, as 2025-10, if the file's name has none."
        )

    def load(self, path: Path, options: dict[str, Any]) -> Iterator[str]:
        edition = options["edition"] or edition_of(path) or ""
        if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", edition):
            raise BadFile("it does not say which month it is from", "give it as --edition 2025-10")
        table, first_row = read_postcodes(path)
        found = postcodes_in(table, options["council"], first_row)
        new = keep_postcodes(chunks=chunks(found), edition=edition)
        yield f"{len(found):,} postcodes of {edition}, {new:,} of them new."
        if found.unplaced:
            yield f"{found.unplaced:,} have no point on the British grid and were left out."
        sets = BoundarySet.objects.select_related("council").order_by("council", "in_force_from")
        fit = [each for each in sets if fit_for_placing(each.resolution_m)]
        for boundary_set in tqdm(fit, desc="Placing", disable=None, leave=False):
            count = place_postcodes(boundary_set=boundary_set)
            yield (
                f"{boundary_set}: {count.within:,} inside a ward, {count.nearest:,} take the nearest, "
                f"{count.nowhere:,} have none."
            )


def chunks(found: PostcodeList) -> Iterator[Sequence[Row]]:
    """Some thousands at a time, with a bar for those who watch."""
    for start in tqdm(range(0, len(found), AT_ONCE), desc="Keeping", disable=None, leave=False):
        columns = (found.codes, found.eastings, found.northings, found.councils)
        yield list(
            zip(*(column.slice(start, AT_ONCE).to_pylist() for column in columns), strict=True)
        )
