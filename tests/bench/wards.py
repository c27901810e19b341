"""The ward page at 100,000 learners, kept and newly made, beside a view that says one word through the same middleware.

Uses a database of its own on whichever engine DATABASE_URL names: run once for each.
"""

import datetime as dt
import random

import shapely
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone

from inclusion.choices import SessionState
from inclusion.models import Attendance, Learner
from inclusion.permissions import public
from tests.bench.figures import Figure, beside, seconds
from tests.factories import (
    BoundarySetFactory,
    CentreFactory,
    CouncilFactory,
    OrganisationFactory,
    PostcodeFactory,
    SessionFactory,
    WardFactory,
)

LEARNERS, WARDS, SESSIONS, VISITS = 100_000, 26, 400, 2
PAGE = "/wards/bench/"


@public
def bare(request):
    return HttpResponse("Hello")


urlpatterns = [path("bare/", bare)]


def fill() -> None:
    """One council, 26 wards, a hundred thousand people who came twice each."""
    dice = random.Random(1)
    wards = BoundarySetFactory(council=CouncilFactory(slug="bench"))
    organisation = OrganisationFactory(council=wards.council)
    postcodes = [
        PostcodeFactory(
            ward=WardFactory(
                boundary_set=wards,
                outline=shapely.to_wkb(shapely.box(n, 0, n + 1, 5)),
                name=f"Ward {n:02}",
            )
        )
        for n in range(WARDS)
    ]
    centre = CentreFactory(organisation=organisation, postcode=postcodes[0])
    began = timezone.now() - dt.timedelta(days=30)
    sessions = [
        SessionFactory(centre=centre, starts_at=began, state=SessionState.HELD)
        for _ in range(SESSIONS)
    ]
    learners = Learner.objects.bulk_create(
        (
            Learner(organisation=organisation, first_name="Jean", postcode=dice.choice(postcodes))
            for _ in range(LEARNERS)
        ),
        batch_size=5_000,
    )
    Attendance.objects.bulk_create(
        (
            Attendance(session=session, learner=learner)
            for learner in learners
            for session in dice.sample(sessions, VISITS)
        ),
        batch_size=5_000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def newly_made(client: Client) -> None:
    cache.clear()
    client.get(PAGE)


def rows() -> list[Figure]:
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        call_command("createcachetable", verbosity=0)
        fill()
        client = Client()
        made = seconds(lambda: newly_made(client))
        kept = seconds(lambda: client.get(PAGE), repeats=20)
        with override_settings(ROOT_URLCONF="tests.bench.wards"):
            one_word = seconds(lambda: client.get("/bare/"), repeats=20)
    finally:
        connection.creation.destroy_test_db(str(name), verbosity=0)
    what, peer = f"ward page, {connection.vendor}, {LEARNERS:,} learners", "bare view"
    return [
        beside(f"{what}, kept", kept * 1000, "ms", peer=peer, peer_value=one_word * 1000, limit=20),
        beside(f"{what}, newly made", made * 1000, "ms", peer=peer, peer_value=one_word * 1000),
    ]
