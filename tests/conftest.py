"""What every test shares: the settings of a small machine, and nothing clever."""

import pytest


@pytest.fixture(autouse=True)
def _plain_settings(settings, tmp_path):
    """No hashed file names, mail kept in memory, uploads in a folder of the test's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MEDIA_ROOT = tmp_path
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": str(tmp_path),
        }
    }
