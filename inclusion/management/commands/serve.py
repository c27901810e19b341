"""Run everything in the foreground: the database made ready, the demo, the web server and the worker. `make run`."""

import os
import signal
import time
from typing import Any, NoReturn

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from inclusion.management.serving.addresses import address_on_the_network, port_is_free
from inclusion.management.serving.children import LOOK_EVERY_SECONDS, STOPPING, Child
from inclusion.management.serving.preparing import (
    people_to_be,
    prepare_the_database,
    prepare_the_demonstration,
)
from inclusion.management.serving.web import Web, wait_until_it_answers

# A worker that keeps falling over is picked up again no more often than this.
PICK_UP_EVERY_SECONDS = 5.0


class Command(BaseCommand):
    help = "Run everything in the foreground, until Ctrl-C. PORT says where; 8000 unless it does."
    requires_system_checks = []  # `make check` has made them; a second start should be quick

    def handle(self, *args: Any, **options: Any) -> None:
        for number in STOPPING:
            signal.signal(number, leave)
        port = wanted_port()
        web = Child("The web server", Web(port).run)
        worker = Child("The worker", lambda: call_command("work"))
        try:
            self.prepare()
            self.open(port, web, worker)
            self.watch(web, worker)
        except KeyboardInterrupt:
            self.say("\nStopping. What is being saved is finished first.")
        finally:
            for number in STOPPING:
                signal.signal(number, signal.SIG_IGN)
            web.stop()
            worker.stop()
        self.say("Stopped.")

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def prepare(self) -> None:
        self.say("1 of 3  Getting the database ready")
        prepare_the_database()
        self.say("2 of 3  Setting out the demonstration")
        prepare_the_demonstration(self.say)

    def open(self, port: int, web: Child, worker: Child) -> None:
        """Start both, wait for the first page, and say where everything is."""
        self.say("3 of 3  Opening the pages")
        people = people_to_be()
        web.start()
        worker.start()
        if not wait_until_it_answers(port, web.has_ended):
            raise CommandError("The web server did not start. The lines above say why.")
        self.say(f"\nFootbridge is open:  http://127.0.0.1:{port}/")
        nearby = address_on_the_network()
        if nearby:
            self.say(f"On a phone near you:  http://{nearby}:{port}/")
        if people:
            self.say(f"\nSign in as anyone, with one click:  http://127.0.0.1:{port}/start/")
        for name, role, place in people:
            self.say(f"  {name:<16} {role}, {place}")
        self.say("\nCtrl-C stops everything.")

    def watch(self, web: Child, worker: Child) -> NoReturn:
        """Stay until told to stop. The worker is picked up whenever it falls."""
        while True:
            if web.has_ended():
                raise CommandError("The web server ended by itself. The lines above say why.")
            if worker.has_ended() and time.monotonic() - worker.started_at > PICK_UP_EVERY_SECONDS:
                self.say("The worker stopped by itself. Starting it again; no text is lost.")
                worker.start()
            time.sleep(LOOK_EVERY_SECONDS)


def leave(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def wanted_port() -> int:
    """The port in PORT, if it is a port and nobody has it. Raises CommandError."""
    written = os.environ.get("PORT", "8000")
    if not written.isdecimal() or not 0 < int(written) < 65536:
        raise CommandError("PORT must be a number from 1 to 65535, such as 8000.")
    if not port_is_free(int(written)):
        raise CommandError(
            f"Port {written} is already in use. Choose another: PORT={int(written) + 1} make run"
        )
    return int(written)
