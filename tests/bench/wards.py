"""The ward page at 100,000 learners: newly made and kept, in one process; then served warm by gunicorn to `wrk`; and
everybody counted again in new wards, beside a bare geopandas join of as many points.

Each engine runs in a process and a database of its own. A page made or kept is beside a view that says one word; pages a
second are beside a small file of ours sent by the same two workers. `python -m tests.bench wards`.
"""

import os
import re
import shutil
import subprocess
import sys

from tests.bench.figures import Figure, beside, faster, report, seconds
from tests.bench.lists import on_a_database_of_its_own
from tests.bench.serving import as_the_demo, free_port, served

PAGE, FILE, BARE = "/wards/bench/", "/static/field/ids.js", "/bare/"
# SQLite looks up each person in turn and takes twice as long; a network of this size runs on PostgreSQL.
MOST_MS, LEAST_A_SECOND = {"postgresql": 150, "sqlite": 300}, 300
MOST_AGAIN_MS = 1_000


def rows() -> list[Figure]:
    return [figure for engine in ("sqlite", "postgresql") for figure in of(engine)]


def of(engine: str) -> list[Figure]:
    found = on_a_database_of_its_own(engine, "tests.bench.wards")
    what, bare = f"ward page, {engine}, {found['learners']:,.0f} learners", found["bare"]
    figures = [
        Figure(
            f"{what}, newly made", found["made"], "ms", "bare view", bare, limit=MOST_MS[engine]
        ),
        Figure(
            f"everybody counted again in new wards, {engine}",
            found["again"],
            "ms",
            "geopandas.sjoin within",
            found["join"],
            limit=MOST_AGAIN_MS,
        ),
        beside(f"{what}, kept", found["kept"], "ms", peer="bare view", peer_value=bare, limit=20),
    ]
    if "served" not in found:
        print(f"wards, {engine}: pages a second left out. {WHY_NOT[int(found['why_not'])]}")
        return figures
    served, file = found["served"], found["file"]
    name, limit = f"{what}, served warm by 2 workers", file / LEAST_A_SECOND
    return [
        *figures,
        faster(name, served, "pages/s", peer="static file", peer_value=file, limit=limit),
    ]


WHY_NOT = ("There is no wrk on this machine.", "Pack the static files first, as make bench does.")


def main() -> None:
    """In the child: fill the database, make the page again and again, then have it served."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclusion.settings")
    os.environ["DEMO"] = "1"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from tests.bench import wards_filling

    wards_filling.fill()
    found = in_the_process() | counted_again()
    if not shutil.which("wrk"):
        found["why_not"] = 0
    elif not (settings.STATIC_ROOT / "staticfiles.json").exists():
        found["why_not"] = 1
    else:
        found |= by_gunicorn()
    report(learners=wards_filling.LEARNERS, **found)


def in_the_process() -> dict[str, float]:
    """Milliseconds for the page newly made, the page kept, and a view that says one word."""
    from django.test import Client, override_settings

    client = Client()
    with override_settings(ROOT_URLCONF="tests.bench.wards_urls"):
        client.get(BARE)
        bare = seconds(lambda: client.get(BARE), repeats=20)
        make_anew(PAGE)
        return {
            "made": 1000 * seconds(lambda: make_anew(PAGE), repeats=10),
            "kept": 1000 * seconds(lambda: client.get(PAGE), repeats=20),
            "bare": 1000 * bare,
        }


def make_anew(page: str) -> None:
    """Have a page made with nothing kept of it. Used by the bench of weights too."""
    from django.core.cache import cache
    from django.test import Client

    from reports.keeping import AT_HAND

    cache.clear()
    AT_HAND.clear()
    assert Client().get(page).status_code == 200


def counted_again() -> dict[str, float]:
    """Milliseconds to count a council's people, certificates and sessions in wards they were never counted in."""
    import geopandas
    import numpy as np
    import shapely
    from django.utils import timezone

    from inclusion.models import Council
    from reports.figures import count_all, this_period
    from tests.bench import wards_filling

    council = Council.objects.get(slug="bench")
    wards, period = wards_filling.next_wards(council), this_period(timezone.now())
    squares = [shapely.box(n, 0, n + 1, 5) for n in range(wards_filling.WARDS)]
    dice = np.random.default_rng(1)
    homes = shapely.points(
        dice.uniform(0, len(squares), wards_filling.LEARNERS),
        dice.uniform(0, 5, wards_filling.LEARNERS),
    )
    areas = geopandas.GeoDataFrame(geometry=squares, crs=27700)
    points = geopandas.GeoDataFrame(geometry=homes, crs=27700)

    def join() -> None:
        geopandas.sjoin(points, areas, predicate="within").index_right.value_counts()

    return {
        "again": 1000 * seconds(lambda: count_all(council, wards, period)),
        "join": 1000 * seconds(join),
    }


def by_gunicorn() -> dict[str, float]:
    """Answers a second: the page from a warm cache, and a file by the same workers."""
    with served(as_the_demo(os.environ["DATABASE_URL"]), free_port()) as address:
        for each in (PAGE, FILE):
            a_second(f"{address}{each}", "1s")
        return {"served": a_second(f"{address}{PAGE}"), "file": a_second(f"{address}{FILE}")}


def a_second(address: str, duration: str = "5s") -> float:
    """What wrk counts. Every answer has to be a good one."""
    words = ["wrk", "--threads", "1", "--connections", "8", "--duration", duration]
    headers = ["--header", "Accept-Encoding: gzip"]
    done = subprocess.run([*words, *headers, address], check=True, capture_output=True, text=True)
    assert "Non-2xx" not in done.stdout, done.stdout
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1])


if __name__ == "__main__":
    sys.exit(main())
