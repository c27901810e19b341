"""Operations from phones per second through the real address, beside a bare bulk insert of the same rows.

Twenty phones of fifty ticks each, sent in one process by one client after another. Each engine has a process and a
database of its own. `python -m tests.bench ingest`.
"""

import json
import os
import sys
import time
import uuid

from tests.bench.figures import Figure, faster, report
from tests.bench.lists import on_a_database_of_its_own

PHONES, TICKS = 20, 50
AT_LEAST = 200  # operations a second; the best figure we found published is 14.7, on twenty cores


def rows() -> list[Figure]:
    return [figure for engine in ("sqlite", "postgresql") for figure in of(engine)]


def of(engine: str) -> list[Figure]:
    found = on_a_database_of_its_own(engine, "tests.bench.ingest")
    rate, bare = found["ours"], found["bare"]
    return [
        faster(
            f"operations taken in, {engine}",
            rate,
            "a second",
            peer="bare bulk_create",
            peer_value=bare,
        ),
        Figure(f"one operation, {engine}", 1000 / rate, "ms", limit=1000 / AT_LEAST),
    ]


def measure() -> None:
    """In the child: fill the database, bring every phone's batch, and then insert as many bare rows."""
    import django  # noqa: PLC0415 -- after the child's DATABASE_URL is set

    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclusion.settings")
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    settings.DEBUG = False
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from inclusion.models import Attendance  # noqa: PLC0415
    from tests.factories import LearnerFactory, SessionFactory, volunteer  # noqa: PLC0415

    session = SessionFactory()
    owner = session.centre.organisation
    people = LearnerFactory.create_batch(TICKS, organisation=owner)
    posts = [
        delivery(volunteer(owner), SessionFactory(centre=session.centre), people)
        for _ in range(PHONES)
    ]
    began = time.perf_counter()
    for client, body in posts:
        answer = client.post("/field/sync/", body, content_type="application/json")
        assert {one["status"] for one in answer.json()["receipts"]} == {"accepted"}
    ours = time.perf_counter() - began
    assert Attendance.objects.count() == PHONES * TICKS
    Attendance.objects.all().delete()
    sessions = SessionFactory.create_batch(PHONES, centre=session.centre)
    began = time.perf_counter()
    for one in sessions:
        Attendance.objects.bulk_create(Attendance(session=one, learner=who) for who in people)
    bare = time.perf_counter() - began
    report(ours=PHONES * TICKS / ours, bare=PHONES * TICKS / bare)


def delivery(author, session, people):
    """A signed-in phone and what it brings."""
    from tests.clients import HouseClient  # noqa: PLC0415
    from tests.inclusion.phones import came  # noqa: PLC0415

    client = HouseClient()
    client.force_login(author)
    client.get("/field/me/")  # a phone always asks first
    body = {"device": str(uuid.uuid4()), "ops": [came(author, session, who) for who in people]}
    return client, json.dumps(body)


if __name__ == "__main__":
    sys.exit(measure())
