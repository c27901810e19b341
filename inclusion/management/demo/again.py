"""Making the demonstration anew, when the days it was told from are past. Only ever in a database that is all made up."""

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from inclusion.management.demo.ashmere import COUNCIL_CODE
from inclusion.management.demo.stage import NoDemo
from inclusion.models import Council, Session, User


def last_day() -> dt.date | None:
    """The day of the newest made-up session, or nothing where there is no demonstration."""
    made_up = Session.objects.filter(centre__organisation__council__is_demonstration=True)
    newest = made_up.order_by("-starts_at").values_list("starts_at", flat=True).first()
    return timezone.localtime(newest).date() if newest else None


def clear_away() -> None:
    """Empty the whole database, tables and all, so that it can be begun again. Raises NoDemo, and then nothing is lost."""
    refuse_to_empty_what_is_real()
    if connection.vendor == "sqlite":
        drop_file(connection.settings_dict["NAME"])
    else:
        drop_tables()


def refuse_to_empty_what_is_real() -> None:
    """Everything here must have been made up by us: no real council, no imported wards, nobody's own account."""
    if not settings.DEMO:
        raise NoDemo("Only a demonstration can be made again. Set DEBUG=1 and DEMO=1.")
    for council in Council.objects.exclude(code=COUNCIL_CODE, is_demonstration=True):
        raise NoDemo(
            f"This database holds the wards of {council.name}, which making it again would lose. "
            "Give the new demonstration a database of its own: set DATABASE_URL."
        )
    if User.objects.filter(is_superuser=True).exists():
        raise NoDemo(
            "Somebody real looks after this database. Give the demonstration one of its own."
        )


def drop_file(name: str) -> None:
    """SQLite keeps a database in one file, and what is not yet in it in two beside it."""
    connection.close()
    for end in ("", "-wal", "-shm"):
        Path(f"{name}{end}").unlink(missing_ok=True)


def drop_tables() -> None:
    """PostgreSQL: every table of this database, with what hangs on them."""
    tables = connection.introspection.table_names()
    quoted = ", ".join(connection.ops.quote_name(table) for table in tables)
    if tables:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {quoted} CASCADE")
