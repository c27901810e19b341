import datetime as dt

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
