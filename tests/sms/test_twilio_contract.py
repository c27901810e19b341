"""What we say to Twilio and what our pretend one says back, both held to Twilio's own description of its API.

Prism stands between the real Twilio client and the server in `twilio_server.py`. Whatever either says that Twilio's
OpenAPI does not allow comes back as a refusal that no test expects.
"""

import datetime as dt
import socket
import subprocess
import time
import uuid
from dataclasses import replace

import pytest

from sms.choices import Medium
from sms.gateway import Accepted, Outgoing, Rejected, TwilioGateway, Unknown
from tests.node import MODULES, needs
from tests.sms.factories import NOON, PHONE

PRISM = MODULES / "@stoplight/prism-cli/dist/index.js"
OPENAPI = MODULES / "@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json"
STARTS_WITHIN = 60
TEXT = Outgoing(uuid.UUID(int=7), PHONE, "See you at 10am.", 3600)
CALL = replace(TEXT, medium=Medium.CALL)

pytestmark = [needs("@stoplight/prism-cli"), needs("@twilio/cli-core")]


def free_port():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def wait_for(port):
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("Prism did not start.")


@pytest.fixture
def checked(twilio, settings, monkeypatch):
    """The pretend Twilio, with Prism in front of it."""
    port = free_port()
    words = ["proxy", "--errors", "--port", str(port), str(OPENAPI), twilio.address]
    prism = subprocess.Popen(  # noqa: S603 -- our own test server behind its checker
        ["node", PRISM, *words],  # noqa: S607 -- whichever Node the machine has
        stdout=subprocess.DEVNULL,
    )
    wait_for(port)
    settings.TWILIO_API_BASE_URL = f"http://127.0.0.1:{port}"
    monkeypatch.setattr("sms.gateway.TIMEOUT_SECONDS", 20)
    yield twilio
    prism.kill()
    prism.wait()


def test_what_we_send_and_what_we_are_told_is_as_twilio_describes_it(checked, settings):
    assert TwilioGateway().send(TEXT) == Accepted("SM" + "0" * 31 + "0", "queued")

    settings.TWILIO_MESSAGING_SERVICE_SID = "MG" + "b" * 32
    assert TwilioGateway().send(TEXT) == Accepted("SM" + "0" * 31 + "1", "queued")

    checked.script = ["400/21610", "429/20429"]
    assert [TwilioGateway().send(TEXT) for _ in range(2)] == [Rejected("21610"), Rejected("429")]

    assert TwilioGateway().find(TEXT, NOON, taken=[]) == Accepted("SM" + "0" * 32, "queued")
    assert TwilioGateway().call(CALL) == Accepted("CA" + "0" * 32, "queued")
    assert TwilioGateway().find(CALL, NOON, taken=[]) == Accepted("CA" + "0" * 32, "queued")
    assert list(TwilioGateway().charges(NOON - dt.timedelta(days=1))) == []


def test_the_check_sees_an_answer_twilio_would_never_give(checked):
    """With nobody in between it makes no sense to the gateway; here Prism has turned it away before that."""
    checked.script = ["rubbish"]
    assert TwilioGateway().send(TEXT) == Unknown("The provider had trouble of its own.")
