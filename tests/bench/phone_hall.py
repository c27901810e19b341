"""A database for the phone's bench: one volunteer, a class of fifteen, and a way in. Prints the cookie as JSON."""

import datetime as dt
import json
import os

PEOPLE = 15
# As many as one volunteer might know, so that the roster is no toy.
REGISTER = 120


def build() -> None:
    """In the child: one hall, a class that has begun with fifteen booked, and last week's, which is already saved."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclusion.settings")
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.utils import timezone

    from inclusion.choices import FrameworkKind
    from tests.factories import (
        BookingFactory,
        CentreFactory,
        FrameworkFactory,
        LearnerFactory,
        SessionFactory,
        TaskFactory,
        volunteer,
    )

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    hall = CentreFactory(name="Market Library", places=30)
    framework = FrameworkFactory(kind=FrameworkKind.ADULT_SKILLS)
    for number in range(1, 9):
        TaskFactory(framework=framework, number=number, short_name=f"Skill {number}")
    amy = volunteer(hall.organisation)
    now = timezone.now()
    lesson, before = (
        SessionFactory(
            centre=hall, topic="First steps", starts_at=now - ago, ends_at=now - ago + dt.timedelta(hours=2)
        )
        for ago in (dt.timedelta(minutes=20), dt.timedelta(days=7))
    )  # fmt: skip
    before.team.add(amy)
    for number in range(REGISTER):
        learner = LearnerFactory(
            organisation=hall.organisation, centre=hall, first_name=f"Learner{number:03}"
        )
        if number < PEOPLE:
            BookingFactory(session=lesson, learner=learner)
    session = SessionStore()
    session[SESSION_KEY] = str(amy.pk)
    session[BACKEND_SESSION_KEY] = "inclusion.views.accounts.adapter.CodesOnly"
    session[HASH_SESSION_KEY] = amy.get_session_auth_hash()
    session.create()
    print(json.dumps({"cookie": session.session_key, "author": amy.pk, "centre": hall.pk}))


if __name__ == "__main__":
    build()
