"""Texts coming in: signed, stored, read and answered in the outbox, by gunicorn on two workers, beside the same road through
our peers' queues, where the request only queues the text and a worker reads it afterwards.

Everybody texts NEXT and then takes the first date, so half the texts book a place. `python -m tests.bench webhook`.
"""

import asyncio
import datetime as dt
import os
import sys
import time
from urllib.parse import urlencode

from tests.bench.figures import Figure, beside, faster, report
from tests.bench.lists import on_a_database_of_its_own
from tests.bench.serving import free_port, served
from tests.bench.texting import people, use

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "600"))
AT_ONCE = 8
PEERS = {"postgresql": ("django-tasks", "procrastinate")}
# What issue 4 asks for on two cores with PostgreSQL.
WANTED, LONGEST = 400.0, 150.0
PUBLIC, PATH = "https://footbridge.example", "/sms/twilio/inbound/"


def rows() -> list[Figure]:
    ours = on_a_database_of_its_own("postgresql", "tests.bench.webhook", "ours")
    name = "texts in, read and answered, postgresql"
    figures = [
        Figure(f"{name}, one text", 1000 / ours["rate"], "ms", limit=1000 / WANTED),
        beside(f"{name}, p99", ours["p99"], "ms", peer="limit", peer_value=LONGEST, limit=1.0),
        Figure(f"{name}, median", ours["median"], "ms"),
    ]
    for peer in PEERS["postgresql"]:
        theirs = on_a_database_of_its_own("postgresql", "tests.bench.webhook", peer)["rate"]
        figures.append(
            faster(name, ours["rate"], "a second", peer=peer, peer_value=theirs, limit=1.0)
        )
    return figures


def measure(what: str) -> None:
    """In the child: a database with people and dates, the server, and so many texts."""
    from tests.bench.outbox import set_up

    port = free_port()
    os.environ |= use("http://127.0.0.1:9") | {
        "PUBLIC_BASE_URL": PUBLIC,
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "tests.bench.peers_settings",
    }
    if what != "ours":
        os.environ["BENCH_PEER"] = what
    set_up()
    rounds = texts()
    with served(dict(os.environ), port):
        began = time.perf_counter()
        took = [one for texts_ in rounds for one in asyncio.run(post_all(port, texts_))]
        if what != "ours":
            from tests.bench import peers

            getattr(peers, f"run_{what.replace('-', '_')}")()
        spent = time.perf_counter() - began
    check()
    took.sort()
    report(
        rate=len(took) / spent,
        median=took[len(took) // 2] * 1000,
        p99=took[int(len(took) * 0.99)] * 1000,
    )


def texts() -> list[list[bytes]]:
    """Signed requests: NEXT from everybody, then 1 from everybody."""
    from django.utils import timezone

    from tests.factories import SessionFactory

    session, learners = people(PEOPLE)
    for days in range(2, 5):
        SessionFactory(
            centre=session.centre,
            places=PEOPLE,
            starts_at=timezone.now() + dt.timedelta(days=days),
        )
    return [
        [request(f"{place}{n:05}", learner.phone, words) for n, learner in enumerate(learners)]
        for place, words in enumerate(("NEXT", "1"))
    ]


def request(n: str, phone: str, words: str) -> bytes:
    from twilio.request_validator import RequestValidator

    from tests.sms.provider import Values, a_text

    form = a_text(MessageSid=f"SM{n:>032}", From=phone, Body=words)
    signature = RequestValidator("12345").compute_signature(
        PUBLIC + PATH, Values({name: [value] for name, value in form.items()})
    )
    body = urlencode(form).encode()
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: footbridge.example\r\nX-Twilio-Signature: {signature}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def post_all(port: int, requests: list[bytes]) -> list[float]:
    """Send them on so many lines at once, and say how long each took, in seconds."""
    waiting, took = iter(requests), []

    async def line() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for each in waiting:
            began = time.perf_counter()
            writer.write(each)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
            await reader.readexactly(length)
            took.append(time.perf_counter() - began)
            if b"connection: close" in head.lower():
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()

    await asyncio.gather(*(line() for _ in range(AT_ONCE)))
    return took


def check() -> None:
    """Everybody was offered dates and has the place they took."""
    from inclusion.choices import Channel
    from inclusion.models import Booking
    from sms.models import Message

    assert Booking.objects.filter(channel=Channel.TEXT).count() == PEOPLE
    assert Message.objects.filter(kind="answer").count() == 2 * PEOPLE


if __name__ == "__main__":
    sys.exit(measure(*sys.argv[1:]))
