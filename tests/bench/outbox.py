"""How fast one worker sends, through Twilio's real client to a pretend Twilio, beside the same through our peers' queues.

Every text of ours is a reminder to somebody who agreed and holds a place, so that each is checked again before it goes.
Each run has a process and a database of its own. `python -m tests.bench outbox`.
"""

import datetime as dt
import os
import sys
import threading
import time

from tests.bench.figures import Figure, beside, faster, report
from tests.bench.lists import on_a_database_of_its_own
from tests.bench.texting import people, pretend_twilio, texts_that_came, use

TEXTS = int(os.environ.get("BENCH_TEXTS", "3000"))
BULK, REPLIES = int(os.environ.get("BENCH_BULK", "10000")), 20
LATENCIES = {0: 300, 100: 250}  # ms at the provider: texts a second that issue 4 asks for
PEERS = {"sqlite": ("django-tasks",), "postgresql": ("django-tasks", "procrastinate")}
LONGEST_DELAY = 2.0


def rows() -> list[Figure]:
    found = [one for engine in PEERS for ms in LATENCIES for one in rate(engine, ms)]
    return found + [one for engine in PEERS for one in delay(engine)]


def child(engine: str, *words: object) -> dict:
    return on_a_database_of_its_own(engine, "tests.bench.outbox", *map(str, words))


def rate(engine: str, ms: int) -> list[Figure]:
    ours = child(engine, "ours", ms, TEXTS)["rate"]
    name = f"texts sent by one worker, {ms} ms at the provider, {engine}"
    figures = [Figure(f"{name}, one text", 1000 / ours, "ms", limit=1000 / LATENCIES[ms])]
    for peer in PEERS[engine]:
        few = TEXTS // 3 if not ms else 100 if peer == "django-tasks" else 600
        theirs = child(engine, peer, ms, few)["rate"]
        figures.append(faster(name, ours, "a second", peer=peer, peer_value=theirs, limit=1.0))
    return figures


def delay(engine: str) -> list[Figure]:
    found = child(engine, "delay", 100, BULK)
    name = f"reply behind {BULK:,} bulk texts, {engine}"
    return [
        Figure(f"{name}, slowest of {REPLIES}", found["slowest"], "s", limit=LONGEST_DELAY),
        beside(f"{name}, median", found["median"], "s", peer="the call itself", peer_value=0.1),
    ]


def measure(what: str, latency: str, count: str) -> None:
    """In the child."""
    with pretend_twilio(float(latency)) as address:
        os.environ |= use(address) | {"DJANGO_SETTINGS_MODULE": "tests.bench.peers_settings"}
        set_up()
        {"ours": ours, "delay": behind_bulk}.get(what, theirs)(what, address, int(count))


def set_up() -> None:
    import logging

    import django

    os.environ.setdefault("DEBUG", "1")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.DEBUG = False
    logging.disable(logging.INFO)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def noon() -> dt.datetime:
    """Noon today, whatever the time: a bench at night is not to wait for the morning."""
    from django.utils import timezone

    return timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)


def texts(count: int) -> list:
    """So many reminders, several to each number, put in the outbox as a text to a group is."""
    from inclusion.choices import NoticeState
    from inclusion.models import Notice
    from sms.choices import Priority, TextKind
    from sms.models import Message
    from tests.factories import NoticeFactory
    from tests.sms.factories import MessageFactory

    session, learners = people()
    to = [learners[n % len(learners)] for n in range(count)]
    notices = Notice.objects.bulk_create(
        NoticeFactory.build(
            learner=who,
            session=session,
            key=f"bench:{n}",
            state=NoticeState.SETTLED,
            settled_at=noon(),
        )
        for n, who in enumerate(to)
    )
    texts = [
        MessageFactory.build(
            kind=TextKind.NOTICE, notice=notice, learner=notice.learner, address=notice.learner.phone,
            body=f"Bulk {n}", not_before=noon(), priority=Priority.BULK,
        )
        for n, notice in enumerate(notices)
    ]  # fmt: skip
    Message.objects.put_many(texts)
    return texts


def ours(what: str, address: str, count: int) -> None:
    from sms import dispatch

    texts(count)
    began = time.perf_counter()
    while dispatch.send_due(noon()):
        pass
    took = time.perf_counter() - began
    came = [words for words, _ in texts_that_came(address)]
    assert len(came) == len(set(came)) == count, (len(came), len(set(came)), count)
    report(rate=count / took)


def theirs(what: str, address: str, count: int) -> None:
    from tests.bench import peers

    ids = [message.pk for message in texts(count)]
    name = what.replace("-", "_")
    getattr(peers, f"queue_{name}")(ids)
    began = time.perf_counter()
    getattr(peers, f"run_{name}")()
    took = time.perf_counter() - began
    assert len(texts_that_came(address)) == count
    report(rate=count / took)


def behind_bulk(what: str, address: str, count: int) -> None:
    """Replies put in the outbox while one worker has its hands full of bulk, doing its other jobs too."""
    from tests.sms.factories import MessageFactory

    texts(count)
    stop = threading.Event()
    worker = threading.Thread(target=work, args=(stop,))
    worker.start()
    put = {}
    for n in range(REPLIES):
        time.sleep(0.37)
        put[f"Reply {n}"] = time.time()
        MessageFactory(
            priority=3, body=f"Reply {n}", not_before=noon(), address=f"+4477009009{n:02}"
        )
    time.sleep(LONGEST_DELAY)
    stop.set()
    worker.join()
    came = dict(texts_that_came(address))
    assert sum(words.startswith("Bulk") for words in came) < count, (
        "the bulk was done too soon to tell"
    )
    delays = sorted(came[words] - at for words, at in put.items())
    report(slowest=delays[-1], median=delays[len(delays) // 2])


def work(stop: threading.Event) -> None:
    """What `manage.py work` does, at noon."""
    from django.conf import settings
    from django.db import connection
    from django.utils.module_loading import import_string

    jobs = [import_string(path) for path in settings.WORKER_JOBS]
    while not stop.is_set():
        for job in jobs:
            job(noon())
    connection.close()


if __name__ == "__main__":
    sys.exit(measure(*sys.argv[1:]))
