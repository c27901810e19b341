"""Our settings with our peers' queues beside them, for `python -m tests.bench outbox` alone."""

from inclusion.settings import *  # noqa: F403, TID251 -- a bench's own settings start from ours
from inclusion.settings import INSTALLED_APPS  # noqa: TID251

INSTALLED_APPS = [*INSTALLED_APPS, "django_tasks_db", "procrastinate.contrib.django"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
