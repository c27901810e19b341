"""A machine set up for real starts only when it is safe, and says what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REAL = {
    "SECRET_KEY": "a-long-and-random-value-made-only-for-this-one-test-0123456789",
    "PUBLIC_BASE_URL": "https://footbridge.example.gov.uk",
    "DATABASE_URL": "sqlite:///:memory:",
}


def check(*options, **changes):
    """Run the checks as production does, in a process of their own."""
    safe = {name: value for name, value in (REAL | changes).items() if value is not None}
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "manage.py", "check", *options],
        cwd=ROOT, env=keep | safe, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_production_settings_pass_djangos_own_inspection():
    done = check("--deploy", "--fail-level", "WARNING")

    assert (done.returncode, "WARNINGS" in done.stderr) == (0, False)
    assert "Set EMAIL_URL" in done.stderr


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"DEMO": "1"}, "DEMO lets anyone sign in as anyone"),
        ({"SECRET_KEY": None}, "SECRET_KEY is missing"),
        ({"PUBLIC_BASE_URL": "http://footbridge.example.gov.uk"}, "starting with https://"),
        ({"TWILIO_ACCOUNT_SID": "AC1"}, "Texts are half set up: set TWILIO_AUTH_TOKEN"),
    ],
)
def test_what_is_missing_or_unsafe_stops_the_start_with_a_sentence(changes, words):
    done = check("--fail-level", "WARNING", **changes)

    assert done.returncode != 0
    assert words in done.stderr


def test_cookies_in_production_travel_only_over_https():
    code = (
        "import django; django.setup(); from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.DEBUG)"
    )
    done = subprocess.run(  # noqa: S603 -- our own code
        [sys.executable, "-c", code],
        cwd=ROOT, env=REAL | {"DJANGO_SETTINGS_MODULE": "inclusion.settings"},
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip

    assert done.stdout.split() == ["True", "True", "True", "False"]
