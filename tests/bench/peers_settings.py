"""Our settings with our peers' queues beside them, for the benches `outbox` and `webhook` alone."""

import os

from inclusion.settings import *  # noqa: F403, TID251 -- a bench's own settings start from ours
from inclusion.settings import DATABASES, INSTALLED_APPS  # noqa: TID251

# Procrastinate is for PostgreSQL alone.
ON_POSTGRES = DATABASES["default"]["ENGINE"].endswith("postgresql")
PEERS = ["django_tasks_db", "procrastinate.contrib.django"][: 1 + ON_POSTGRES]
INSTALLED_APPS = [*INSTALLED_APPS, *PEERS]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
if "BENCH_PEER" in os.environ:
    ROOT_URLCONF = "tests.bench.peers_urls"
