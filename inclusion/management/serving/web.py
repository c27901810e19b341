"""The web server, gunicorn, inside a process of ours."""

import http.client
import os
import time
from collections.abc import Callable
from typing import Any

from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connection
from gunicorn.app.base import BaseApplication

from inclusion.management.serving.addresses import ANYWHERE

THREADS, WORKERS_ON_POSTGRES = 8, "2"
ANSWERS_WITHIN_SECONDS = 30.0


class Web(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our own settings and nothing from a command line."""

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        for name, value in {
            "bind": f"{ANYWHERE}:{self.port}",
            "worker_class": "gthread",
            "threads": THREADS,
            "workers": workers(),
            "graceful_timeout": 10,
            "timeout": 120,
            "loglevel": "warning",
            "control_socket_disable": True,
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """Made in each worker, after the fork, and found by its name in settings."""
        return get_internal_wsgi_application()


def workers() -> int:
    """One on SQLite, where a single writer is the limit; WEB_CONCURRENCY on PostgreSQL."""
    if connection.vendor == "sqlite":
        return 1
    return int(os.environ.get("WEB_CONCURRENCY", WORKERS_ON_POSTGRES))


def wait_until_it_answers(port: int, has_ended: Callable[[], bool]) -> bool:
    """Whether the pages open before long."""
    until = time.monotonic() + ANSWERS_WITHIN_SECONDS
    while time.monotonic() < until and not has_ended():
        if answers(port):
            return True
        time.sleep(0.05)
    return False


def answers(port: int) -> bool:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asking.request("GET", "/healthz")
        return asking.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        asking.close()
