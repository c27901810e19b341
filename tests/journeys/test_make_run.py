"""The one command a stranger types: everything starts, says where it is, and stops when told."""

import http.client
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from inclusion.rules.demonstration import ASHMERE_CODE

ROOT = Path(__file__).parents[2]
LONGEST_START_SECONDS = 120

pytestmark = pytest.mark.skipif(
    "sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="makes its own SQLite file"
)


def free_port():
    with closing(socket.socket()) as ours:
        ours.bind(("127.0.0.1", 0))
        return ours.getsockname()[1]


def serve(database, port, **more):
    """`make run`'s last step, without the demo unless asked for: its own tests make that."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "DEBUG": "1",
        "PORT": str(port),
        **more,
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def read_until_open(process):
    lines = []
    while lines[-1:] != ["Ctrl-C stops everything.\n"] and (line := process.stdout.readline()):
        lines.append(line)
    return lines


def children_of(pid):
    """Process ids, the oldest first."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def healthz(port):
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with closing(asking):
        asking.request("GET", "/healthz")
        return asking.getresponse().status


@pytest.fixture(scope="module")
def database(tmp_path_factory, django_db_setup, django_db_blocker):
    """A file with every table and no row: a copy of the tests' own database before anything is in it."""
    path = tmp_path_factory.mktemp("serve") / "footbridge.sqlite3"
    with django_db_blocker.unblock(), closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    return path


@pytest.mark.parametrize("farewell", [signal.SIGINT, signal.SIGTERM])
def test_it_opens_says_where_it_is_and_stops_cleanly(database, farewell):
    port = free_port()
    process = serve(database, port)
    opening = read_until_open(process)
    status = healthz(port)
    process.send_signal(farewell)
    farewells, _ = process.communicate(timeout=30)
    assert f"Footbridge is open:  http://127.0.0.1:{port}/\n" in opening
    assert status == 200
    assert farewells.endswith("Stopped.\n")
    assert "Traceback" not in farewells
    assert process.returncode == 0
    with pytest.raises(ConnectionRefusedError):
        healthz(port)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="finds the worker through /proc")
def test_a_worker_that_dies_is_started_again(database):
    process = serve(database, free_port())
    read_until_open(process)
    _web, worker = children_of(process.pid)
    os.kill(worker, signal.SIGKILL)
    said = process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert said == "The worker stopped by itself. Starting it again; no text is lost.\n"
    assert process.returncode == 0


def test_a_port_somebody_has_is_named_in_one_sentence(database):
    with closing(socket.socket()) as theirs:
        theirs.bind(("127.0.0.1", 0))
        theirs.listen()
        port = theirs.getsockname()[1]
        process = serve(database, port)
        words, _ = process.communicate(timeout=LONGEST_START_SECONDS)
    assert words == (
        f"CommandError: Port {port} is already in use. Choose another: PORT={port + 1} make run\n"
    )
    assert process.returncode == 1


def test_a_port_that_is_no_port_is_refused(database):
    words, _ = serve(database, "soon").communicate(timeout=LONGEST_START_SECONDS)
    assert words == "CommandError: PORT must be a number from 1 to 65535, such as 8000.\n"


def test_a_demo_made_again_leaves_nothing_of_the_old_one(database, tmp_path):
    path = tmp_path / "old.sqlite3"
    shutil.copy(database, path)
    with closing(sqlite3.connect(path)) as old, old:
        old.execute(
            "INSERT INTO inclusion_council (code, name, slug, colour, is_demonstration)"
            " VALUES (?, ?, ?, ?, ?)",
            (ASHMERE_CODE, "Old Ashmere", "old-ashmere", "", True),
        )
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{path}", "DEBUG": "1", "DEMO": "1"}
    subprocess.run(
        [sys.executable, "manage.py", "demo", "--again", "--scale", "0.02"],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    with closing(sqlite3.connect(path)) as new:
        councils = new.execute("SELECT name FROM inclusion_council").fetchall()
        sessions = new.execute("SELECT count(*) FROM inclusion_session").fetchone()
    assert councils == [("Ashmere",)]
    assert sessions > (100,)
