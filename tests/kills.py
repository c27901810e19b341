"""Workers that are killed in the middle of sending, again and again: is any text lost, does any go twice?

`python -m tests.kills --kills 50 --texts 2000 --workers 4`, on the engine of DATABASE_URL: a PostgreSQL server, where it
makes a database of its own and takes it away, or a folder for SQLite. Prints what came of it as JSON. `make test` tells
a short one on both.
"""

import argparse
import contextlib
import email.utils
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.sms import twilio_server

ROOT = Path(__file__).parents[1]
PHONES = 990  # of the numbers Ofcom keeps for stories
START, REST = 60, 2  # seconds at most for a worker to begin, and between two kills
ROUNDS = 40


def main() -> None:
    said = argparse.ArgumentParser()
    said.add_argument("--kills", type=int, default=50)
    said.add_argument("--texts", type=int, default=2000)
    said.add_argument("--workers", type=int, default=4)
    said.add_argument("--seed", type=int, default=2026)
    wanted = said.parse_args()
    with database() as address, twilio_server.at_work() as twilio:
        twilio.date = lambda: email.utils.formatdate(usegmt=True)
        twilio.seconds = 0.1
        begin(address, twilio.address)
        numbered = owe(wanted.texts)
        kill_workers(wanted, twilio)
        finish()
        print(json.dumps({"kills": wanted.kills, **verdict(numbered, twilio)}))


@contextlib.contextmanager
def database() -> Iterator[str]:
    """A database of our own beside the one in DATABASE_URL."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/texts.sqlite3"
        return
    import psycopg

    name = f"kills_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield f"{given.rpartition('/')[0]}/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def begin(address: str, provider: str) -> None:
    """This process and every worker: the same database, and a provider of ours."""
    os.environ |= {
        "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "inclusion.settings", "DATABASE_URL": address,
        "TWILIO_ACCOUNT_SID": twilio_server.ACCOUNT, "TWILIO_AUTH_TOKEN": "12345", "TWILIO_FROM": "+447700900000",
        "TWILIO_API_BASE_URL": provider, "TWILIO_PARTS_PER_SECOND": "0",
    }  # fmt: skip
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def owe(texts: int) -> dict[str, uuid.UUID]:
    """Texts that may go now, two or more to a phone, each with words of its own. The words, and whose they are."""
    import datetime as dt

    from django.utils import timezone

    from sms.choices import Priority
    from sms.models import Message
    from tests.sms.factories import MessageFactory

    now = timezone.now()
    owed = Message.objects.bulk_create(
        MessageFactory.build(
            address=f"+44770090{number % PHONES + 1:04}", body=f"Text {number}", key=f"kills:{number}",
            priority=Priority.REPLY,
            not_before=now, queued_at=now, useful_until=now + dt.timedelta(days=2),
        )
        for number in range(texts)
    )  # fmt: skip
    return {message.body: message.pk for message in owed}


def kill_workers(wanted: argparse.Namespace, twilio: twilio_server.PretendTwilio) -> None:
    """So many at work at once. Each that is killed, the one that worked longest, has another in its place.

    A kill comes when so many texts have gone, however slow the machine is, so that it finds somebody in the middle of one.
    """
    chance = random.Random(wanted.seed)
    working = [work() for _ in range(wanted.workers)]
    wait_for(twilio, 1, START)
    for kill in range(1, wanted.kills + 1):
        wait_for(twilio, kill * wanted.texts // (wanted.kills + 1), REST)
        time.sleep(chance.uniform(0, twilio.seconds))
        victim = working.pop(0)
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        working.append(work())
    for worker in working:
        worker.send_signal(signal.SIGKILL)
        worker.wait()


def work() -> subprocess.Popen[bytes]:
    """A worker as on any machine. What it says to whoever started it is not ours to print."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "work"], cwd=ROOT, stdout=subprocess.DEVNULL
    )


def wait_for(twilio: twilio_server.PretendTwilio, many: int, patience: float) -> None:
    """Until so many texts have reached the provider, or `patience` seconds are over: what a kill left may rest a while."""
    until = time.monotonic() + patience
    while len(twilio.created) < many and time.monotonic() < until:
        time.sleep(0.01)


def finish() -> None:
    """The rest of the work, as the clock goes on: leases run out, and the provider is asked what it has."""
    import datetime as dt

    from django.utils import timezone

    from sms.choices import IN_FLIGHT, MessageState
    from sms.dispatch import send_due
    from sms.models import Message

    for number in range(ROUNDS):
        send_due(timezone.now() + dt.timedelta(minutes=3 * number))
        if not Message.objects.filter(state__in=[*IN_FLIGHT, MessageState.QUEUED]).exists():
            return


def verdict(owed: dict[str, uuid.UUID], twilio: twilio_server.PretendTwilio) -> dict[str, int]:
    """What the provider got, beside what our rows say of it."""
    from sms.choices import MessageState
    from sms.models import Message

    got = Counter(message["body"] for message in twilio.created)
    unsure = set(Message.objects.exclude(unsure_at=None).values_list("body", flat=True))
    accepted = Message.objects.filter(state=MessageState.ACCEPTED).count()
    return {
        "texts": len(owed),
        "accepted": accepted,
        "lost": sum(not got[words] for words in owed),
        "twice": sum(many > 1 for many in got.values()),
        "twice_and_never_unknown": sum(got[words] > 1 and words not in unsure for words in owed),
        "once_unknown": len(unsure),
    }


if __name__ == "__main__":
    main()
