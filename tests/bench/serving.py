"""gunicorn as the README starts it, on a port of its own, for as long as a bench needs it."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

WORKERS, THREADS = 2, 2


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def as_the_demo(database: str) -> dict[str, str]:
    """An environment like the demo's: Django's own DEBUG is off, so files are packed as in production."""
    return os.environ | {"DATABASE_URL": database, "DEBUG": "1", "DEMO": "1"}


@contextlib.contextmanager
def served(environment: dict[str, str], port: int) -> Iterator[str]:
    """The server with two workers. Its address is given; it ends with the bench."""
    words = [
        "-m",
        "gunicorn",
        "inclusion.wsgi",
        "--workers",
        f"{WORKERS}",
        "--threads",
        f"{THREADS}",
    ]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, *words, "--bind", f"127.0.0.1:{port}", "--log-level", "error"],
        env=environment,
    )
    for _ in range(200):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{address}/healthz").close()
            break
        time.sleep(0.1)
    try:
        yield address
    finally:
        server.terminate()
        server.wait()
