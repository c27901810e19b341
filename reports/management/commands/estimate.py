"""`estimate --council GSS` or `--all`: work out how many adults lack the skills in each ward."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from inclusion.models import Council
from inclusion.rules.files import BadFile
from reports.estimate.settings import Settings
from reports.estimating.country import Country, load_country
from reports.estimating.keeping import estimate_council
from reports.figures import boundary_set_on
from reports.models import Estimate


class Command(BaseCommand):
    help = (
        "Estimate how many adults lack the skills in each ward, from the newest population, deprivation and rates "
        "brought in, for the wards in force today."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--council", metavar="GSS", help="One council, such as E08000021.")
        which.add_argument("--all", action="store_true", help="Every council here.")
        parser.add_argument(
            "--definition", default="", help='Such as "EDS Foundation". The newest otherwise.'
        )
        parser.add_argument("--year", type=int, help="The year of the skills survey.")
        parser.add_argument(
            "--slope", type=float, default=Settings.slope, help="How steep; see the method page."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        councils = Council.objects.all()
        if not options["all"]:
            councils = councils.filter(code=options["council"])
        if not councils:
            raise CommandError(
                "There is no such council here. Bring in its wards with import_wards."
            )
        try:
            country = load_country(
                Settings(slope=options["slope"]), options["definition"], options["year"]
            )
        except BadFile as problem:
            raise CommandError(
                f"No estimate was made: {problem.problem}; {problem.remedy}."
            ) from problem
        for council in tqdm(list(councils), "Estimating", disable=None, leave=False):
            self.one(council, country, is_only=not options["all"])

    def one(self, council: Council, country: Country, *, is_only: bool) -> None:
        """One council's estimate in a line, or why it has none. Of many, one without does not stop the rest."""
        boundary_set = boundary_set_on(council, timezone.localdate())
        try:
            if boundary_set is None:
                raise BadFile(f"{council.name} has no wards in force today", "use import_wards")
            estimate = estimate_council(boundary_set=boundary_set, country=country, by=None)
        except BadFile as problem:
            sentence = f"{council.name} has no estimate: {problem.problem}; {problem.remedy}."
            if is_only:
                raise CommandError(sentence) from problem
            self.stderr.write(sentence)
            return
        self.stdout.write(said(council, estimate))


def said(council: Council, estimate: Estimate) -> str:
    wards = estimate.wards.order_by("share")
    lowest, highest = wards[0], wards.reverse()[0]
    return (
        f"{council.name}: {estimate.share:.1%} of {estimate.adults:,} adults lack the skills "
        f"(likely {estimate.low:.0%} to {estimate.high:.0%}; wards {lowest.share:.0%} to {highest.share:.0%}; "
        f"{estimate.definition} {estimate.year}, {estimate.get_splitting_display().lower()})."
    )
