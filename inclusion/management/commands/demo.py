"""Make a demonstration: a made-up council, or a real one's wards, with two years of a made-up programme."""

import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from inclusion.management.demo.again import clear_away
from inclusion.management.demo.stage import NoDemo, Wish, already_dressed, set_up
from inclusion.management.serving.preparing import prepare_the_database

SEED = 2015


class Command(BaseCommand):
    help = "Make a demonstration to look at. Run it twice and the second time changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--council",
            metavar="GSS",
            default="",
            help="Dress this imported council's wards instead of making up Ashmere.",
        )
        parser.add_argument(
            "--seed", type=int, default=SEED, help="Another number makes other people."
        )
        parser.add_argument(
            "--again",
            action="store_true",
            help="Empty this database and make the demonstration anew, told from today. Stop `make run` first.",
        )
        parser.add_argument(
            "--scale", type=float, default=1.0, help="0.1 makes a tenth of the people, for tests."
        )

    def handle(
        self, *args: Any, council: str, seed: int, scale: float, again: bool, **options: Any
    ) -> None:
        if again:
            self.clear_away()
        here = already_dressed(council)
        if here:
            self.stdout.write(
                f"The demonstration in {here.name} is already there. Nothing changed."
            )
            return
        call_command("createcachetable", verbosity=0)  # saving a page of the website clears a cache
        wish = Wish(council, seed, scale, shows_progress=sys.stderr.isatty())
        try:
            dressed = set_up(wish, timezone.now())
        except NoDemo as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"{dressed.name} is ready. Everything in it is marked as a demonstration."
        )

    def clear_away(self) -> None:
        prepare_the_database()
        try:
            clear_away()
        except NoDemo as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write("The old demonstration is gone. Making it again, told from today.")
        prepare_the_database()
