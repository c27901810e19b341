"""What the benches of the text channel share: a pretend Twilio in a process of its own, and people to text.

`python -m tests.bench.texting LATENCY_MS` answers every create after so long, on a free port that it prints.
"""

import asyncio
import contextlib
import datetime as dt
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from urllib.parse import parse_qs

ACCOUNT = "AC" + "a" * 32
# What Twilio lists to a worker that asks what its texts cost, before any has a price.
NO_PRICES = {"messages": [], "calls": [], "next_page_uri": None, "page_size": 50}
NUMBERS = 1000  # Ofcom keeps 07700 900000 to 900999 for stories


class Answering(asyncio.Protocol):
    """Reads just enough HTTP to answer a create, a list, and our own question of when each text came."""

    came: list[tuple[str, float]] = []
    latency = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport, self.buffer = transport, b""

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while True:
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            length = next(
                (
                    int(line[15:])
                    for line in head.split(b"\r\n")
                    if line.lower().startswith(b"content-length:")
                ),
                0,
            )
            if len(rest) < length:
                return
            self.buffer = rest[length:]
            self.handle(head, rest[:length])

    def handle(self, head: bytes, body: bytes) -> None:
        if head.startswith(b"GET"):
            self.reply(200, self.came if head.startswith(b"GET /came") else NO_PRICES)
            return
        form = parse_qs(body.decode())
        self.came.append((form["Body"][0], time.time()))
        message = {"sid": f"SM{len(self.came):032x}", "status": "queued", "to": form["To"][0]}
        asyncio.get_running_loop().call_later(self.latency, self.reply, 201, message)

    def reply(self, status: int, answer: object) -> None:
        raw = json.dumps(answer).encode()
        self.transport.write(  # type: ignore[attr-defined]
            b"HTTP/1.1 %d OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            % (status, len(raw), raw)
        )


async def serve(milliseconds: float) -> None:
    Answering.latency = milliseconds / 1000
    server = await asyncio.get_running_loop().create_server(Answering, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextlib.contextmanager
def pretend_twilio(milliseconds: float) -> Iterator[str]:
    """Its address. It ends with the block."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.texting", str(milliseconds)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    try:
        yield f"http://127.0.0.1:{int(child.stdout.readline())}"
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


def texts_that_came(address: str) -> list[tuple[str, float]]:
    """The words and the moment of every text the pretend Twilio took."""
    with urllib.request.urlopen(f"{address}/came") as answer:
        return [(words, moment) for words, moment in json.load(answer)]


def use(address: str) -> dict[str, str]:
    """The environment of a machine that texts through it, with no limit a second."""
    return {
        "TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": "12345", "TWILIO_FROM": "+447700900000",
        "TWILIO_API_BASE_URL": address, "TWILIO_PARTS_PER_SECOND": "0",
    }  # fmt: skip


def people(count: int = NUMBERS - 1) -> list:
    """Learners with a number who agreed to texts, and a place each at one session tomorrow."""
    from django.utils import timezone

    from inclusion.choices import Channel, ConsentPurpose
    from inclusion.models import Booking, Consent, Learner
    from tests.factories import BookingFactory, ConsentFactory, LearnerFactory, SessionFactory

    session = SessionFactory(starts_at=timezone.now() + dt.timedelta(days=1))
    owner = session.centre.organisation
    learners = Learner.objects.bulk_create(
        LearnerFactory.build(
            organisation=owner, centre=session.centre, phone=f"+44770090{n:04}", added_by=None
        )
        for n in range(1, count + 1)
    )
    Consent.objects.bulk_create(
        ConsentFactory.build(
            learner=one, purpose=ConsentPurpose.TEXTS, channel=Channel.SPOKEN, recorded_by=None
        )
        for one in learners
    )
    Booking.objects.bulk_create(
        BookingFactory.build(session=session, learner=one) for one in learners
    )
    return [session, learners]


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
