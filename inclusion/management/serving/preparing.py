"""What must be so before the pages open: tables, the cache's table, and a demonstration to look at."""

import io
import sys
from collections.abc import Callable
from typing import Never

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from tqdm import tqdm

from inclusion.management.demo.again import last_day
from inclusion.models import Council, Membership
from inclusion.rules.clock import day

Say = Callable[[str], None]


class Ticks(io.StringIO):
    """Listens to `migrate` and moves a progress bar on by one for each change it makes."""

    def __init__(self, bar: "tqdm[Never]") -> None:
        super().__init__()
        self.bar = bar

    def write(self, text: str) -> int:
        self.bar.update(text.count("Applying "))
        return len(text)


def prepare_the_database() -> None:
    """Bring the tables up to date. When they are, this takes no time. Raises CommandError."""
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as problem:
        raise CommandError(
            "The database does not answer. Start it, or take DATABASE_URL away to use a file."
        ) from problem
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        with tqdm(
            total=len(waiting), desc="        tables", leave=False, disable=not sys.stderr.isatty()
        ) as bar:
            call_command("migrate", verbosity=1, interactive=False, stdout=Ticks(bar))
    call_command("createcachetable", verbosity=0)


def prepare_the_demonstration(say: Say) -> None:
    """Make the demo if this machine is for that and has none. A real council's database is left alone."""
    if not settings.DEMO:
        return
    if Council.objects.filter(is_demonstration=True).exists():
        say_if_it_is_old(say)
        return
    try:
        call_command("demo", stdout=io.StringIO())
    except CommandError as problem:
        say(f"        {problem}")


def say_if_it_is_old(say: Say) -> None:
    """The demo is told from the day it was made. When all of it is past, say how to make it anew."""
    last = last_day()
    if last and last < timezone.localdate():
        say(f"        Its last session was on {day(last, timezone.localdate())}. {MAKE_IT_AGAIN}")


def people_to_be() -> list[tuple[str, str, str]]:
    """Who a visitor of the demo can sign in as: name, role and where. The first of each role in each place."""
    found: dict[tuple[str, int | None], tuple[str, str, str]] = {}
    rows = Membership.objects.of_demonstrations().select_related("user", "organisation", "council")
    for membership in rows.order_by("pk"):
        found.setdefault(
            (membership.role, membership.organisation_id),
            (
                membership.user.get_full_name(),
                membership.get_role_display(),
                str(membership.organisation or membership.council),
            ),
        )
    return list(found.values())[:MOST_PEOPLE]


MOST_PEOPLE = 7
MAKE_IT_AGAIN = "To make it again for today, stop this and type: make again"
