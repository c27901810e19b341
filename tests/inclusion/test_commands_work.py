"""The worker: goes round its jobs, outlives their faults, and stops when asked."""
# ruff: noqa: S603 -- it starts our own manage.py

import io
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from inclusion.management.commands import work
from inclusion.models import Heartbeat
from sms.models import Message
from tests.sms.factories import reminder_owed

ROOT = Path(__file__).parents[2]


def broken(now):
    raise ValueError("somebody's number, +447700900101")


def cut_off(now):
    raise OperationalError("server closed the connection")


def fine(now):
    return 3


@pytest.mark.django_db
def test_one_round_does_what_waits():
    reminder_owed(now=timezone.now())
    call_command("work", "--once", stdout=io.StringIO())
    assert Message.objects.count() == 1


def test_a_job_that_fails_does_not_stop_the_others_and_gives_nothing_away(caplog, db):
    with caplog.at_level(logging.INFO):
        assert work.go_round({"broken": broken, "fine": fine}) == 3
    assert "broken failed: ValueError" in caplog.text
    assert "900101" not in caplog.text


def test_a_database_that_goes_away_is_waited_for(caplog, db):
    assert work.go_round({"cut off": cut_off, "fine": fine}) == 3
    assert "the database did not answer" in caplog.text


@pytest.mark.django_db
def test_a_copy_says_it_is_alive_and_leaves_when_it_ends():
    work.beat("work:here:1")
    assert Heartbeat.objects.filter(part="work:here:1").exists()
    work.leave("work:here:1")
    assert not Heartbeat.objects.exists()


def test_it_stops_well_when_asked(tmp_path):
    """A real process, on a database of its own."""
    environment = {
        **os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'work.sqlite3'}", "DEBUG": "1",
    }  # fmt: skip
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
    subprocess.run([*manage, "createcachetable"], cwd=ROOT, env=environment, check=True)
    worker = subprocess.Popen(
        [*manage, "work"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert worker.stdout.readline().startswith(b"Working.")
    worker.send_signal(signal.SIGTERM)
    _, errors = worker.communicate(timeout=60)
    assert (worker.returncode, b"failed" in errors) == (0, False)
