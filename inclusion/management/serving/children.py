"""Child processes, forked from one that has already loaded everything, so that each starts at once."""

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connections

PATIENCE_SECONDS, LOOK_EVERY_SECONDS = 20.0, 0.1


@dataclass
class Child:
    """One long-running part: what it is called, and what it does until told to stop."""

    name: str
    work: Callable[[], object]
    pid: int = 0
    started_at: float = field(default=0.0)

    def start(self) -> None:
        """Fork. The child leaves our group, so that Ctrl-C reaches only us and we can stop it in order.

        Signals wait until the fork is over: Python drops what a handler raises while it forks, and a Ctrl-C with it.
        """
        connections.close_all()
        sys.stdout.flush()
        self.started_at = time.monotonic()
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        self.pid = os.fork()
        if self.pid == 0:
            self.live()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)

    def live(self) -> None:
        """In the child: do the work, and go without waking anything of the parent's."""
        code = 1
        try:
            os.setpgid(0, 0)
            for number in STOPPING:
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
            self.work()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException as problem:  # noqa: BLE001 -- the last stop before the process ends
            sys.stderr.write(f"{self.name} ended: {type(problem).__name__}: {problem}\n")
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def has_ended(self) -> bool:
        """Whether it is gone. Never waits."""
        if self.pid:
            gone, _ = os.waitpid(self.pid, os.WNOHANG)
            self.pid = 0 if gone else self.pid
        return self.pid == 0

    def stop(self) -> None:
        """Ask it to finish what it is doing; after a while, insist."""
        if self.has_ended():
            return
        os.kill(self.pid, signal.SIGTERM)
        until = time.monotonic() + PATIENCE_SECONDS
        while not self.has_ended() and time.monotonic() < until:
            time.sleep(LOOK_EVERY_SECONDS)
        if not self.has_ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = 0


STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
