"""Does what waits to be done: owes reminders, issues certificates, sends texts. Run as many copies as you like.

Each copy goes round `settings.WORKER_JOBS`. A job that fails is logged and does not stop the others, and neither does
a database that goes away for a while. SIGTERM and Ctrl-C let the text in hand finish, and then it ends well.
"""

import datetime as dt
import logging
import os
import signal
import socket
import threading
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django.utils.module_loading import import_string

from inclusion.models import Heartbeat
from inclusion.rules.faults import in_short

Job = Callable[[dt.datetime], int]
logger = logging.getLogger("work")
IDLE_SECONDS = 1
BEAT_EVERY = dt.timedelta(seconds=15)
FORGET_AFTER = dt.timedelta(days=1)


class Command(BaseCommand):
    help = "Send texts and do the other jobs that wait, until told to stop. Any number of copies."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Go round once and end.")

    def handle(self, *args: Any, **options: Any) -> None:
        jobs = {path: import_string(path) for path in settings.WORKER_JOBS}
        if options["once"]:
            self.stdout.write(f"{go_round(jobs)} done")
            return
        stop = stop_when_asked()
        part = f"work:{socket.gethostname()[:24]}:{os.getpid()}"
        beaten_at = None
        self.stdout.write("Working. Ctrl-C ends it when the text in hand is done.")
        self.stdout.flush()
        while not stop.is_set():
            if beaten_at is None or timezone.now() - beaten_at > BEAT_EVERY:
                beaten_at = beat(part)
            if not go_round(jobs):
                stop.wait(IDLE_SECONDS)
        leave(part)


def stop_when_asked() -> threading.Event:
    """An event that SIGTERM and Ctrl-C set. Started from a thread, the caller's own ending is enough."""
    stop = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
    return stop


def go_round(jobs: dict[str, Job]) -> int:
    """Every job once. Returns how many things were done."""
    if not connection.in_atomic_block:
        close_old_connections()
    return sum(run(path, job) for path, job in jobs.items())


def run(path: str, job: Job) -> int:
    """One job. What goes wrong is logged by its kind alone: an error's own words may hold somebody's number."""
    try:
        return job(import_string(settings.WORKER_CLOCK)())
    except DatabaseError as problem:
        logger.warning("%s: the database did not answer (%s)", path, type(problem).__name__)
        if not connection.in_atomic_block:
            connection.close()
    except Exception as problem:  # noqa: BLE001 -- one job's fault must not stop the others
        logger.error("%s failed: %s", path, in_short(problem))
    return 0


def beat(part: str) -> dt.datetime | None:
    """Say that this copy is alive, and forget those not heard of for a day."""
    now = timezone.now()
    try:
        Heartbeat.objects.update_or_create(part=part, defaults={"at": now})
        Heartbeat.objects.filter(part__startswith="work:", at__lt=now - FORGET_AFTER).delete()
    except DatabaseError:
        connection.close()
        return None
    return now


def leave(part: str) -> None:
    """This copy ends on purpose, so nobody should wonder where it went."""
    try:
        Heartbeat.objects.filter(part=part).delete()
    except DatabaseError:
        connection.close()
