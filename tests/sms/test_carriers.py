"""Trouble at the provider, and what a sender may send a second: shared by every worker."""

import datetime as dt

import pytest
import time_machine

from sms import carriers, dispatch
from sms.choices import MessageState, Priority
from sms.dispatch import send_due
from sms.models import Carrier, Message
from tests.sms.factories import NOON, MessageFactory

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)
UNTIL = NOON + dt.timedelta(days=7)


def texts(n, **details):
    return MessageFactory.create_batch(n, useful_until=UNTIL, **details)


def count(state):
    return Message.objects.filter(state=state).count()


def test_when_the_provider_is_busy_everyone_waits_and_then_one_goes_to_see(twilio):
    twilio.script = ["429/20429", "429/20429"]
    texts(1, priority=Priority.REPLY)
    send_due(NOON)
    texts(5)
    assert send_due(NOON + 5 * SECOND) == 0
    assert len(twilio.requests) == 1
    send_due(NOON + 20 * SECOND)  # one to see: still busy
    assert (len(twilio.requests), count(MessageState.QUEUED)) == (2, 6)
    assert send_due(NOON + 40 * SECOND) == 0
    send_due(NOON + 65 * SECOND)
    send_due(NOON + 66 * SECOND)
    assert (count(MessageState.ACCEPTED), count(MessageState.QUEUED)) == (6, 0)
    assert set(Message.objects.values_list("attempts", flat=True)) == {1}
    assert Carrier.objects.get().why == ""


def test_three_timeouts_are_enough(twilio, monkeypatch):
    monkeypatch.setattr(dispatch, "GATHER_SECONDS", 0.5)
    twilio.script = ["503"] * 3
    texts(3)
    send_due(NOON)
    assert count(MessageState.UNKNOWN) == 3
    texts(3)
    assert send_due(NOON + SECOND) == 0
    assert Carrier.objects.get().why == "The provider had trouble of its own."
    # A minute later it is asked about the three; it never got them, and they go again.
    for seconds in range(60, 400, 20):
        send_due(NOON + seconds * SECOND)
    assert (count(MessageState.ACCEPTED), len(twilio.created)) == (6, 6)


def test_a_provider_that_is_not_there_costs_no_attempts(twilio, settings):
    settings.TWILIO_API_BASE_URL = "http://127.0.0.1:9"
    texts(1)
    for minutes in range(30):
        send_due(NOON + minutes * 60 * SECOND)
    message = Message.objects.get()
    assert (message.state, message.attempts) == ("queued", 0)
    assert 5 < message.troubles < 20


def test_whoever_watches_is_told_that_texts_are_held():
    assert carriers.health() == "ok"
    Carrier.objects.create(pk="+447700900000", troubles=3, shut_until=NOON + 60 * SECOND)
    with time_machine.travel(NOON, tick=False):
        assert carriers.health() == "held"
    with time_machine.travel(NOON + 61 * SECOND, tick=False):
        assert carriers.health() == "ok"


def parts_taken(now):
    going = dispatch.take("me", dispatch.gateway(), now, 50).going
    return sum(message.segments for message in going)


def test_workers_together_keep_to_the_parts_a_second_of_their_sender(twilio, settings, monkeypatch):
    settings.TWILIO_PARTS_PER_SECOND = 5
    clock = [1000.0]
    monkeypatch.setattr(dispatch, "moment_of_the_database", lambda: clock[0])
    texts(6, segments=2)
    taken = []
    for at in (1000.0, 1000.4, 1000.9, 1001.0, 1001.5, 1002.0):
        clock[0] = at
        taken.append(parts_taken(NOON))
    assert taken == [4, 0, 0, 4, 0, 4]


def test_a_long_text_waits_for_its_second_rather_than_let_others_by(twilio, settings, monkeypatch):
    settings.TWILIO_PARTS_PER_SECOND = 2
    monkeypatch.setattr(dispatch, "moment_of_the_database", lambda: 1000.0)
    texts(1, priority=Priority.REPLY)
    long = texts(1, segments=4, priority=Priority.CONFIRMATION)
    texts(1, priority=Priority.BULK)
    assert parts_taken(NOON) == 1
    assert parts_taken(NOON) == 0
    monkeypatch.setattr(dispatch, "moment_of_the_database", lambda: 1001.0)
    assert [m.pk for m in dispatch.take("me", dispatch.gateway(), NOON, 9).going] == [long[0].pk]


def test_a_round_waits_for_the_second_to_pass(twilio, settings, monkeypatch):
    monkeypatch.setattr(dispatch, "ROUND_SECONDS", 0.3)
    settings.TWILIO_PARTS_PER_SECOND = 1
    texts(2)
    assert send_due(NOON) == 1


def test_a_hanging_call_does_not_hold_up_a_reply(twilio, monkeypatch):
    """One call hangs for longer than a round; a reply that comes meanwhile goes at once."""
    monkeypatch.setattr(dispatch, "ROUND_SECONDS", 0.2)
    monkeypatch.setattr(dispatch, "SLOW_SECONDS", 0.2)
    twilio.script = ["hang"]
    texts(1)
    settle = dispatch.outcomes.settle
    asked = dispatch.Round.is_open

    def a_reply_comes(going_round):
        if going_round.in_hand and going_round.spent() > 0.4 and Message.objects.count() == 1:
            texts(1, priority=Priority.REPLY)
        return asked(going_round)

    monkeypatch.setattr(dispatch.Round, "is_open", a_reply_comes)
    order = []
    monkeypatch.setattr(
        dispatch.outcomes,
        "settle",
        lambda answers, *rest: (
            order.extend(type(a).__name__ for a in answers.values()),
            settle(answers, *rest),
        ),
    )
    send_due(NOON)
    assert order == ["Accepted", "Unknown"]
