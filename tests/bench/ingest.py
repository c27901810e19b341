"""Operations from phones per second through the real address, beside a bare bulk insert of as many receipts.

Twenty phones bring fifty operations each of an evening's work, of every kind, one phone after another in one process; the
bare rows go in by fifties too, each fifty on disk before the next. Then one phone comes back into signal with five hundred.
Each engine has a process and a database of its own. `python -m tests.bench ingest`.
"""

import json
import os
import sys
import time
import uuid

from tests.bench.figures import Figure, faster, report
from tests.bench.lists import on_a_database_of_its_own

PHONES, AT_ONCE, CAME, SKILLS = 20, 50, 20, 22
AT_LEAST = 200  # operations a second; the best figure we found published is 14.7, on twenty cores
BACK_IN_SIGNAL, AT_MOST = 10, 2000  # deliveries of fifty, and ms for them all


def rows() -> list[Figure]:
    return [figure for engine in ("sqlite", "postgresql") for figure in of(engine)]


def of(engine: str) -> list[Figure]:
    found = on_a_database_of_its_own(engine, "tests.bench.ingest")
    rate = found["ours"]
    return [
        faster(
            f"operations taken in, {engine}",
            rate,
            "a second",
            peer="bare receipts",
            peer_value=found["bare"],
        ),
        Figure(f"one operation, {engine}", 1000 / rate, "ms", limit=1000 / AT_LEAST),
        Figure(f"500 back in signal, {engine}", found["back"], "ms", limit=AT_MOST),
    ]


def measure() -> None:
    """In the child: fill the database, bring every phone's batch, and then insert as many bare rows."""
    import django

    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclusion.settings")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.DEBUG = False
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    hall = Hall()
    phones = [hall.phone() for _ in range(PHONES)]
    ours = timed(lambda: [phone.bring(hall.evening(phone.author)) for phone in phones])
    back = hall.phone()
    evenings = [hall.evening(back.author) for _ in range(BACK_IN_SIGNAL)]
    waited = timed(lambda: [back.bring(evening) for evening in evenings])
    bare = timed(lambda: [bare_receipts(phone.author) for phone in phones])
    many = PHONES * AT_ONCE
    report(ours=many / ours, bare=many / bare, back=waited * 1000)


def timed(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def bare_receipts(author) -> None:
    """What any store of operations must do at the least."""
    from inclusion.models import Receipt

    Receipt.objects.bulk_create(
        Receipt(kind="bare", author=author, delivered_by=author, sha256="0" * 64, status="accepted")
        for _ in range(AT_ONCE)
    )


class Hall:
    """A centre with its people, and evenings there as phones tell of them."""

    def __init__(self):
        from tests.factories import CentreFactory, LearnerFactory, TaskFactory

        self.centre = CentreFactory()
        owner = self.centre.organisation
        self.people = LearnerFactory.create_batch(CAME, organisation=owner)
        self.tasks = [TaskFactory() for _ in range(3)]

    def phone(self):
        return Phone(self.centre.organisation)

    def evening(self, author):
        """Fifty operations: a session with two newcomers, who came, what they did, and four things put right."""
        from inclusion.models import Learner, Session
        from tests.inclusion import phones

        log = phones.logged(author, self.centre)
        new = [phones.newcomer(author, self.centre) for _ in range(2)]
        session = Session(pk=log["body"]["session"], version=1)
        people = [*(Learner(pk=one["body"]["learner"]) for one in new), *self.people][:CAME]
        came = [phones.came(author, session, who) for who in people]
        seen = [
            phones.did(author, session, people[i % CAME], self.tasks[i % 3]) for i in range(SKILLS)
        ]
        note = {"session": session.pk, "words": "Bring the big keyboard.", "base": 1}
        goal = {"learner": people[0].pk, "base": 1, "fields": {"goal": "See the bank online"}}
        return [
            log,
            *new,
            *came,
            *seen,
            phones.not_after_all(author, came[-1]),
            phones.not_after_all(author, seen[-1]),
            phones.heads(author, session, 3),
            phones.operation(author, "note.set", note),
            phones.operation(author, "learner.change", goal),
        ]


class Phone:
    """A signed-in phone."""

    def __init__(self, owner):
        from tests.clients import HouseClient
        from tests.factories import volunteer

        self.author, self.device, self.client = volunteer(owner), str(uuid.uuid4()), HouseClient()
        self.client.force_login(self.author)
        self.client.get("/field/me/")  # a phone always asks first

    def bring(self, operations):
        assert len(operations) == AT_ONCE
        body = json.dumps({"device": self.device, "ops": operations})
        answer = self.client.post("/field/sync/", body, content_type="application/json")
        assert {one["status"] for one in answer.json()["receipts"]} == {"accepted"}, answer.content


if __name__ == "__main__":
    sys.exit(measure())
