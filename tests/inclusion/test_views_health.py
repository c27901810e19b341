import datetime as dt
import subprocess
import sys

import pytest
from django.utils import timezone

from inclusion.models import Heartbeat

pytestmark = pytest.mark.django_db


def test_a_well_machine_says_so_in_words(client):
    Heartbeat.objects.create(part="work:here:1")

    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (
        200,
        {"database": "ok", "worker": "ok", "disk": "ok", "texts": "ok"},
    )


@pytest.mark.parametrize(
    ("age", "state"), [(None, "never seen"), (dt.timedelta(minutes=3), "late")]
)
def test_whoever_watches_is_told_that_texts_are_waiting(client, age, state):
    if age:
        Heartbeat.objects.create(part="work:here:1", at=timezone.now() - age)

    assert client.get("/healthz").json()["worker"] == state


def test_a_full_disk_is_said_before_it_hurts(client, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 1024})())

    assert client.get("/healthz").json()["disk"] == "nearly full"


def test_nobody_waits_while_a_new_worker_reads_in_the_code_of_every_page():
    look = "import sys, inclusion.wsgi; print('inclusion.views.field.app' in sys.modules)"

    said = subprocess.check_output([sys.executable, "-c", look], text=True)  # noqa: S603 -- our own words

    assert said == "True\n"
