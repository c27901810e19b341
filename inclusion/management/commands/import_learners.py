"""`import_learners FILE --organisation SLUG`: add the learners on an organisation's list."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from tqdm import tqdm

from inclusion.actions.learner_lists import add_listed_learners
from inclusion.management.importing import ImportCommand
from inclusion.management.reading.tables import read_table
from inclusion.models import Organisation, Postcode
from inclusion.rules.files import BadFile
from inclusion.rules.learner_lists import (
    COLUMNS,
    FIRST_NAME,
    ListedLearner,
    Refused,
    learners,
    postcodes_asked,
    unknown_columns,
)
from inclusion.rules.tables import Table

LOOK_UP_AT_ONCE = 500


class Command(ImportCommand):
    help = f"Add the learners on a list (CSV with columns {', '.join(COLUMNS)}; only first_name is needed)."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--organisation", required=True, help="Its short name in addresses.")

    def load(self, path: Path, options: dict[str, Any]) -> Iterator[str]:
        organisation = Organisation.objects.filter(slug=options["organisation"]).first()
        if organisation is None:
            slugs = ", ".join(Organisation.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"We have no such organisation. There are: {slugs}.")
        table = read_table(path, FIRST_NAME, "the first name", FIRST_NAME)
        listed = usable(path, table, organisation.slug)
        new = add_listed_learners(
            organisation=organisation,
            listed=tqdm(listed, desc="Adding", disable=None, leave=False),  # type: ignore[arg-type]
            by=None,
        )
        same = len(table.rows) - new
        yield f"{organisation}: {len(table.rows):,} rows, {new:,} new learners, {same:,} we had already."


def usable(path: Path, table: Table, organisation: str) -> list[ListedLearner]:
    """Every row, or one error that names each row that cannot be used."""
    if unknown := unknown_columns(table):
        raise BadFile(
            f"it has a column we do not know, {', '.join(unknown)}",
            f"call it one of {', '.join(COLUMNS)}, or take it out",
        )
    if not table.rows:
        raise BadFile("it has no learners in it", "add one row for each")
    answers = list(learners(table, organisation, held(postcodes_asked(table))))
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    if refused:
        lines = "\n".join(f"  row {one.row}: {one.reason}." for one in refused)
        raise CommandError(
            f"{path.name}: {len(refused)} of {len(answers)} rows cannot be used, so none was added.\n{lines}"
        )
    return [answer for answer in answers if isinstance(answer, ListedLearner)]


def held(postcodes: set[str]) -> set[str]:
    """Those of them we hold, asked for some hundreds at a time."""
    asked = sorted(postcodes)
    some = (asked[n : n + LOOK_UP_AT_ONCE] for n in range(0, len(asked), LOOK_UP_AT_ONCE))
    return {
        code
        for codes in some
        for code in Postcode.objects.filter(pk__in=codes).values_list("code", flat=True)
    }
