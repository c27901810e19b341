"""Several workers at once, and workers that are killed: every text goes once."""
# ruff: noqa: S603 -- it starts our own manage.py

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from sms import dispatch
from tests.sms import twilio_server
from tests.sms.factories import NOON, MessageFactory

ROOT = Path(__file__).parents[2]
MAKE_TEXTS = """
import datetime as dt
from django.utils import timezone
from tests.sms.factories import MessageFactory
now = timezone.now()
MessageFactory.create_batch(12, not_before=now, useful_until=now + dt.timedelta(days=1))
"""


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_hold_the_same_text():
    if connection.vendor == "sqlite":
        pytest.skip("threads cannot share a database in memory; the processes below do SQLite")
    MessageFactory.create_batch(60)
    held, together = [], threading.Barrier(3)

    def worker(name):
        together.wait()
        while going := dispatch.take(name, dispatch.gateway(), NOON, 8).going:
            held.extend(message.pk for message in going)
        connection.close()

    threads = [threading.Thread(target=worker, args=(f"worker {n}",)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(held), len(set(held))) == (60, 60)


@pytest.mark.django_db
def test_the_database_itself_forbids_two_in_flight_to_one_number():
    both = MessageFactory.create_batch(2, address="+447700900101")
    with pytest.raises(IntegrityError), transaction.atomic():
        dispatch.begin(both, "me", NOON)


@pytest.fixture
def machine(tmp_path):
    """A database of its own and a Twilio of ours, for real worker processes."""
    server = twilio_server.started()
    environment = {
        **os.environ, "DEBUG": "1", "DATABASE_URL": f"sqlite:///{tmp_path / 'texts.sqlite3'}",
        "TWILIO_ACCOUNT_SID": twilio_server.ACCOUNT, "TWILIO_AUTH_TOKEN": "12345",
        "TWILIO_FROM": "+447700900000", "TWILIO_API_BASE_URL": server.address,
    }  # fmt: skip

    def manage(*words, **options):
        return subprocess.Popen(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, **options
        )

    for words in (("migrate", "-v0"), ("createcachetable",), ("shell", "-v0", "-c", MAKE_TEXTS)):
        assert manage(*words).wait() == 0
    yield server, manage
    server.shutdown()
    server.server_close()


def wait_until(true, seconds=90):
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.05)
    assert true()


def test_a_worker_killed_in_the_middle_of_a_send_sends_nothing_twice(machine):
    """Killed while Twilio has the text and has not answered; two more workers then do the rest."""
    server, manage = machine
    server.script = ["accept", "accept", "hang-but-keep"]
    killed = manage("work")
    wait_until(lambda: len(server.created) == 3)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    others = [manage("work", "--once") for _ in range(2)]
    assert [other.wait() for other in others] == [0, 0]
    # What the killed worker held but had not begun is free again when its lease runs out.
    texted = [message["to"] for message in server.created]
    assert len(texted) == len(set(texted)) >= 3


def test_workers_killed_again_and_again_lose_no_text_and_send_none_twice():
    """A short one of the story that `python -m tests.kills` tells, on whichever engine these tests are on."""
    words = ["-m", "tests.kills", "--kills", "3", "--texts", "90", "--workers", "2"]
    said = subprocess.check_output(
        [sys.executable, *words], cwd=ROOT, stderr=subprocess.DEVNULL, text=True
    )

    told = json.loads(said)
    assert told.pop("once_unknown") > 0
    assert told == {
        "kills": 3, "texts": 90, "accepted": 90, "lost": 0, "twice": 0, "twice_and_never_unknown": 0,
    }  # fmt: skip
