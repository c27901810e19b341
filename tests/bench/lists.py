"""The learner list at 100,000 learners, beside a bare Django view that signs in, runs one query and draws one row.

Each engine runs in a process and a database of its own. `python -m tests.bench lists`.
"""

import os
import statistics
import sys
import tempfile
import time

from tests.bench.figures import Figure, Skip, beside, in_a_process_of_its_own, report

LEARNERS = int(os.environ.get("BENCH_LEARNERS", "100000"))
REQUESTS = 100
FIRST_NAMES = 400
POSTGRES = os.environ.get("POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
PAGES = ("first page", "halfway", "not seen for 4 weeks", "reached the level", "found by name")
# A list page draws 25 rows from six queries; the bare view draws one row from one. Finding a name whatever its capitals
# reads the index from the start until it has a page, so a name late in the alphabet costs most: 85 ms when measured.
LIMIT, LIMIT_FOR_FINDING = 15.0, 100.0


def rows() -> list[Figure]:
    """Median and p95 of each page on each engine."""
    return [figure for engine in ("sqlite", "postgresql") for figure in of(engine)]


def of(engine: str) -> list[Figure]:
    found = on_a_database_of_its_own(engine, "tests.bench.lists")
    return [
        beside(
            f"learner list, {page}, {engine}, {which}",
            found[f"{page} {which}"],
            "ms",
            peer="bare view",
            peer_value=found[f"bare {which}"],
            limit=limit_of(page) if which == "median" else None,
        )
        for page in PAGES
        for which in ("median", "p95")
    ]


def limit_of(page: str) -> float:
    return LIMIT_FOR_FINDING if page == "found by name" else LIMIT


def on_a_database_of_its_own(engine: str, module: str, *words: str) -> dict:
    """What a bench module reports from a process whose database nobody else has. Used by other benches too."""
    before = os.environ.get("DATABASE_URL")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = (
            f"sqlite:///{folder}/bench.sqlite3" if engine == "sqlite" else new_postgres(module)
        )
        try:
            return in_a_process_of_its_own(module, *words)
        finally:
            os.environ.pop("DATABASE_URL")
            if before is not None:
                os.environ["DATABASE_URL"] = before


def new_postgres(module: str = "lists") -> str:
    """An empty database beside the one we are told of, one for each bench, made anew each time."""
    name = f"bench_{module.rpartition('.')[2]}"
    import psycopg

    try:
        with psycopg.connect(POSTGRES, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name}")
    except psycopg.OperationalError as problem:
        raise Skip(f"No PostgreSQL at {POSTGRES}.") from problem
    return POSTGRES.rpartition("/")[0] + f"/{name}"


def measure() -> None:
    """In the child: fill the database, ask for each page many times, and report milliseconds."""
    import django

    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclusion.settings")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.DEBUG = False
    settings.ROOT_URLCONF = "tests.bench.lists_urls"
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    call_command("migrate", verbosity=0)
    from tests.bench import lists_filling

    client, halfway = lists_filling.fill(LEARNERS, FIRST_NAMES)
    asks = {
        "bare": "/bare/",
        "first page": "/desk/learners/",
        "halfway": f"/desk/learners/?after={halfway}",
        "not seen for 4 weeks": "/desk/learners/?away=yes",
        "reached the level": "/desk/learners/?level=yes",
        "found by name": "/desk/learners/?searching=yes",
    }
    found = {}
    for name, address in asks.items():
        milliseconds(client, address)  # the first draws nothing from a cache
        times = sorted(milliseconds(client, address) for _ in range(REQUESTS))
        found[f"{name} median"] = statistics.median(times)
        found[f"{name} p95"] = times[int(len(times) * 0.95)]
    report(**found)


def milliseconds(client, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address)
    took = (time.perf_counter() - began) * 1000
    assert answer.status_code == 200, (address, answer.status_code)
    return took


if __name__ == "__main__":
    sys.exit(measure())
