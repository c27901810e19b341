"""What every test shares: the settings of a small machine, and nothing clever."""

import math

import pytest
from hypothesis import settings as hypothesis_settings

from inclusion.views import demonstration
from reports import keeping
from tests.clients import HouseClient

# A busy machine is not a broken rule.
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")


@pytest.fixture
def client():
    """Django's client; whoever it signs in has passed the second lock as well."""
    return HouseClient()


@pytest.fixture(autouse=True)
def _plain_settings(settings, tmp_path):
    """No hashed file names, mail kept in memory, uploads in a folder of the test's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MEDIA_ROOT = tmp_path
    keeping.AT_HAND.clear()
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": str(tmp_path),
        }
    }


@pytest.fixture(autouse=True)
def _no_demonstration(monkeypatch):
    """The mark's once-a-minute lookup rests, so that no page's query count depends on the minute."""
    monkeypatch.setattr(demonstration, "LAST", demonstration.Answer(stands_until=math.inf))
