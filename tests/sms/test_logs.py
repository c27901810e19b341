"""Nobody's number, and nothing anybody said, is ever in a log or in what is kept of an error."""

import logging

import pytest
from django.core.management import call_command
from django.db import DataError, IntegrityError
from django.utils import timezone

from inclusion.models import Booking
from inclusion.rules.faults import in_short
from sms import dispatch, outcomes, receive
from sms.choices import MessageState, TextKind
from sms.models import Carrier, DeadNumber, Inbound, Message
from tests.sms.factories import MessageFactory, reminder_owed
from tests.sms.provider import SID, a_text, post, set_up

pytestmark = pytest.mark.django_db
NUMBER = "+447700900373"
SAID = "Zebedee is allergic to kiwi"
OURS = "Quokka sentence of ours"
TELLING = ("7700900373", "Zebedee", "kiwi", "Quokka", "Reply 1 if you will come", "Mulberry")
# What the database itself says when it refuses a row.
QUOTED = f"duplicate key\nDETAIL: Key (address, body)=({NUMBER}, {SAID}) already exists."


@pytest.fixture(autouse=True)
def _everything_is_logged(caplog, capfd):
    """Every logger at its lowest, ours and those of the libraries, and what is printed too."""
    caplog.set_level(logging.DEBUG)
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(("sms", "inclusion", "work", "twilio")) and name != "sms.gateway.twilio":
            caplog.set_level(logging.DEBUG, name)


@pytest.fixture
def given_away(caplog, capfd):
    """What may be read anywhere outside the database's own columns for it."""

    def look():
        printed = capfd.readouterr()
        kept = [
            *Message.objects.values_list("last_error", "lease_owner", "key"),
            *Carrier.objects.values_list("why"),
            *DeadNumber.objects.values_list("why"),
            *[(str(row),) for model in (Message, Inbound, Booking) for row in model.objects.all()],
        ]
        assert caplog.records  # there was something to look through
        everything = [caplog.text, printed.out, printed.err, *(str(row) for row in kept)]
        everything += [str(vars(record)) for record in caplog.records]
        return [word for word in TELLING if any(word in text for text in everything)]

    return look


@pytest.fixture
def _webhooks(settings):
    set_up(settings)


def says(body, number=1, sender=NUMBER):
    return post(a_text(Body=body, From=sender, MessageSid=f"SM{number:032x}")).status_code


@pytest.mark.usefixtures("_webhooks")
def test_texts_that_come_in_leave_no_trace_in_the_logs(given_away):
    reminder_owed(now=timezone.now(), phone=NUMBER)
    call_command("work", "--once")
    words = (SAID, "1", "NEXT", "JOIN Mulberry Hall", "9", "LANGUAGE", "STOP", SAID, "START")
    assert {says(body, number) for number, body in enumerate(words)} == {200}
    assert post(a_text(From=NUMBER, Body=SAID, MessageSid=f"?{SAID}")).status_code == 400
    assert post(a_text(From=NUMBER, Body=SAID), signature="wrong").status_code == 403
    assert given_away() == []


@pytest.mark.usefixtures("_webhooks")
@pytest.mark.parametrize("problem", [KeyError(SAID), ValueError(NUMBER), IntegrityError(QUOTED)])
def test_a_text_that_cannot_be_read_leaves_no_trace(monkeypatch, given_away, problem):
    def act(inbound, now):
        raise problem

    monkeypatch.setattr(receive, "act", act)
    assert says(SAID) == 200
    Inbound.objects.update(received_at=timezone.now() - receive.READ_TOGETHER)
    call_command("work", "--once")
    assert Inbound.objects.get().needs_person
    assert given_away() == []


@pytest.mark.usefixtures("_webhooks")
def test_a_database_that_refuses_a_row_and_quotes_it_leaves_no_trace(monkeypatch, given_away):
    def told(**_):
        raise DataError(QUOTED)

    monkeypatch.setattr(outcomes, "told", told)
    message = MessageFactory(address=NUMBER, body=OURS)
    form = a_text(From=NUMBER, MessageStatus="sent", MessageSid=SID)
    response = post(form, f"/sms/twilio/status/{message.pk}/")
    assert (response.status_code, response.content) == (
        503,
        b"We have trouble of our own. Try again later.",
    )
    assert given_away() == []


@pytest.mark.parametrize(
    "answer", ["accept", "400/21211", "400/21610", "429", "500", "hang", "hang-but-keep", "rubbish"]
)
def test_texts_that_go_out_leave_no_trace_whatever_the_provider_says(twilio, given_away, answer):
    """The real client, its HTTP library and ours, with a provider that repeats number and words in what it refuses."""
    twilio.script = [answer]
    now = timezone.now()
    MessageFactory(address=NUMBER, body=OURS, not_before=now, kind=TextKind.ANSWER)
    call_command("work", "--once")
    Message.objects.filter(state=MessageState.UNKNOWN).update(tried_at=now - dispatch.LEASE)
    call_command("work", "--once")
    assert given_away() == []


def test_a_provider_that_cannot_be_reached_leaves_no_trace(twilio, settings, given_away):
    settings.TWILIO_API_BASE_URL = "http://127.0.0.1:9"
    now = timezone.now()
    MessageFactory(address=NUMBER, body=OURS, not_before=now)
    MessageFactory(
        address="+447700900374", body=OURS, not_before=now, state=MessageState.UNKNOWN, attempts=1,
        tried_at=now - dispatch.LEASE,
    )  # fmt: skip
    call_command("work", "--once")
    assert given_away() == []


def test_a_fault_of_ours_while_sending_leaves_no_trace(twilio, monkeypatch, given_away):
    def send(self, text):
        raise TypeError(f"{text.to}: {text.body}")

    monkeypatch.setattr(dispatch.gateway().__class__, "send", send)
    MessageFactory(address=NUMBER, body=OURS, not_before=timezone.now())
    call_command("work", "--once")
    assert Message.objects.get().state == "unknown"
    assert given_away() == []


def test_an_error_in_short_is_its_kind_and_place_without_its_words():
    try:
        raise ValueError(SAID)
    except ValueError as problem:
        told = in_short(problem)
    assert told.startswith("ValueError at ")
    assert told.split(":")[0].endswith("test_logs.py")
    assert "Zebedee" not in told
