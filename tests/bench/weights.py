"""What a ward page weighs on its way to a phone, packed as our own server packs it: the page, then all it asks for.

Newcastle, and the largest council in the official lines of December 2020: it has most wards, and most lines to draw. The
heaviest layer of each is beside the same wards as packed GeoJSON from a bare geopandas, which is what a map drawn by a
script would fetch. Then how long each takes newly made, with nothing kept. `python -m tests.bench weights`.
"""

import gzip
import os
import random
import re
import sys
import urllib.request

import geopandas
import shapely

from tests.bench.figures import Figure, Skip, report, seconds
from tests.bench.lists import on_a_database_of_its_own
from tests.bench.serving import as_the_demo, free_port, served
from tests.bench.wards import make_anew
from tests.realdata import SHARED, real

NEWCASTLE, MOST_KB, MOST_FOR_ANY_KB, MOST_FIRST_VISIT_KB = "E08000021", 10, 25, 40
PEOPLE_A_WARD, MOST_MS = 60, 150
ASKED_FOR = re.compile(
    r'<(?:link rel="(?:stylesheet|icon)"|script)[^>]*(?:href|src)="(/static/[^"]+)"'
)


def rows() -> list[Figure]:
    if not SHARED.is_dir():
        raise Skip("The real open data is not on this machine (../shared/data).")
    found = on_a_database_of_its_own("sqlite", "tests.bench.weights")
    limits = {"Newcastle": MOST_KB, "the largest council": MOST_FOR_ANY_KB}
    pages = [
        # Nobody gains from being lighter than the lines alone: the ratio is for reading and the limit is in kilobytes.
        Figure(
            f"ward page of {which}, {found[f'{which} wards']:.0f} wards, packed",
            found[f"{which} page"], "KB", "GeoJSON of the lines", found[f"{which} lines"], limit=limit,
        )
        for which, limit in limits.items()
    ]  # fmt: skip
    made = [
        Figure(
            f"ward page of {which}, newly made",
            found[f"{which} made"], "ms", "GeoJSON of the lines", found[f"{which} lines made"], limit=MOST_MS,
        )
        for which in limits
    ]  # fmt: skip
    first = found["Newcastle page"] + found["styles"]
    return [
        *pages,
        *made,
        Figure("first visit to Newcastle's, with styles", first, "KB", limit=MOST_FIRST_VISIT_KB),
    ]


def main() -> None:
    """In the child: two real councils with people and an estimate, served, and fetched as a phone would."""
    import django

    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclusion.settings")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        sys.exit("Pack the static files first, as make bench does.")
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    wards = geopandas.read_parquet(real("wards_uk_2020-12_bgc.parquet")).to_crs(27700)
    found = {}
    chosen = two_of(wards)
    for slug, frame in chosen.items():
        fill(slug.lower().replace(" ", "-"), frame)
    with served(as_the_demo(os.environ["DATABASE_URL"]), free_port()) as address:
        for slug, frame in chosen.items():
            path = f"/wards/{slug.lower().replace(' ', '-')}/"
            page = heaviest_of(address + path)
            found |= {
                f"{slug} page": len(page) / 1000,
                f"{slug} lines": len(lines_of(frame)) / 1000,
                f"{slug} wards": len(frame),
                f"{slug} made": 1000 * seconds(lambda at=path: make_anew(at), repeats=10),
                f"{slug} lines made": 1000 * seconds(lambda of=frame: lines_of(of)),
            }
            if slug == "Newcastle":
                asked = set(ASKED_FOR.findall(gzip.decompress(page).decode()))
                found["styles"] = sum(len(fetched(address + one)) for one in asked) / 1000
    report(**found)


def two_of(wards):
    councils = dict(tuple(wards.groupby("lad_code")))
    largest = max(councils, key=lambda code: len(councils[code]))
    return {"Newcastle": councils[NEWCASTLE], "the largest council": councils[largest]}


def fill(slug, frame):
    """Wards as they are, with up to so many people helped in each, and an estimate of which no two are the same."""
    from inclusion.models import Attendance, Learner, Ward
    from tests.factories import (
        BoundarySetFactory,
        CentreFactory,
        CouncilFactory,
        OrganisationFactory,
        PostcodeFactory,
    )
    from tests.reports.factories import estimate_of

    dice = random.Random(1)
    council = CouncilFactory(slug=slug, name=frame.lad_name.iloc[0])
    wards = BoundarySetFactory(council=council)
    Ward.objects.bulk_create(
        Ward(boundary_set=wards, code=code, name=name, outline=shapely.to_wkb(outline))
        for code, name, outline in zip(
            frame.ward_code, frame.ward_name, frame.geometry, strict=True
        )
    )
    organisation = OrganisationFactory(council=council)
    homes = [PostcodeFactory(ward=ward) for ward in wards.wards.all()]
    learners = Learner.objects.bulk_create(
        Learner(
            organisation=organisation,
            first_name="Jean",
            card_code=f"{council.pk:03}{n:05}",
            postcode=home,
        )
        for n, home in enumerate(dice.choices(homes, k=PEOPLE_A_WARD * len(homes)))
    )
    session = held_at(CentreFactory(organisation=organisation, postcode=homes[0]))
    Attendance.objects.bulk_create(
        Attendance(session=session, learner=learner) for learner in learners
    )
    estimate_of(wards, **{name: dice.uniform(0.11, 0.39) for name in frame.ward_name})


def held_at(centre):
    from django.utils import timezone

    from inclusion.choices import SessionState
    from tests.factories import SessionFactory

    return SessionFactory(centre=centre, starts_at=timezone.now(), state=SessionState.HELD)


def heaviest_of(address):
    from reports.layers import LAYERS

    return max((fetched(f"{address}?show={name}") for name in LAYERS), key=len)


def lines_of(frame):
    """The same wards as a bare geopandas makes them for a map in the browser, packed."""
    text = frame[["ward_code", "ward_name", "geometry"]].to_crs(4326).to_json()
    return gzip.compress(text.encode(), 9)


def fetched(address):
    """What comes over the wire."""
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked) as answer:
        return answer.read()


if __name__ == "__main__":
    main()
