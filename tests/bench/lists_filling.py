"""A database with many learners in one organisation: half came this month, a quarter reached the level."""

import datetime as dt

from django.db import connection
from django.utils import timezone

from inclusion.models import Attendance, Evidence, Learner
from inclusion.views.desk.learners import SEARCH
from tests.clients import HouseClient
from tests.factories import (
    CentreFactory,
    FrameworkFactory,
    OrganisationFactory,
    SessionFactory,
    TaskFactory,
    coordinator,
)

BATCH = 2000


def fill(learners: int, first_names: int) -> tuple[HouseClient, str]:
    """Make everything. Returns a signed-in browser and the id of the learner halfway down the list."""
    library = OrganisationFactory()
    people = make_learners(library, learners, first_names)
    make_history(library, people)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = HouseClient()
    client.force_login(coordinator(library))
    session = client.session
    session[SEARCH] = "Name7"
    session.save()
    ordered = Learner.objects.values_list("pk", flat=True)
    return client, str(ordered[learners // 2])


def make_learners(library, learners, first_names):
    centres = CentreFactory.create_batch(20, organisation=library)
    long_ago = timezone.now() - dt.timedelta(days=200)
    return Learner.objects.bulk_create(
        (
            Learner(
                organisation=library,
                centre=centres[n % 20],
                first_name=f"Name{n * 7919 % first_names}",
                initial="ABCDEFGHJKLM"[n % 12],
                added_at=long_ago,
            )
            for n in range(learners)
        ),
        batch_size=BATCH,
    )


def make_history(library, people):
    """A visit each, and one or two tasks of two done alone."""
    now = timezone.now()
    recent, old = (
        SessionFactory(centre__organisation=library, starts_at=now - dt.timedelta(days=days))
        for days in (7, 90)
    )
    tasks = TaskFactory.create_batch(2, framework=FrameworkFactory(tasks_for_the_level=2))
    Attendance.objects.bulk_create(
        (Attendance(session=[old, recent][n % 2], learner=who) for n, who in enumerate(people)),
        batch_size=BATCH,
    )
    Evidence.objects.bulk_create(
        (
            Evidence(
                learner=who, task=task, help_given="alone", rater="observed", seen_on=now.date()
            )
            for n, who in enumerate(people)
            for task in (tasks if n % 4 == 0 else tasks[:1])
        ),
        batch_size=BATCH,
    )
