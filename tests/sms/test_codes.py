"""Every error code in the note's table, through the real client, and what comes of it. The table is the contract."""

import datetime as dt

import pytest

from inclusion.choices import ConsentPurpose
from inclusion.models import Consent
from sms.choices import MessageState, TextKind
from sms.dispatch import send_due
from sms.models import Carrier, DeadNumber, Message, OptOut
from sms.statuses import REMEDIES
from tests.sms.factories import NOON, PHONE, MessageFactory, texted_learner

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
A_WEEK = NOON + dt.timedelta(days=7)

FAILS, WAITS, STOPS, DIES = "fails", "everyone waits", "opted out", "no number"
# What became of a call is in test_calls.
OF_CALLS = ("busy", "no-answer", "failed")
# And of texts through GOV.UK Notify, in test_notify.
OF_NOTIFY = ("permanent", "temporary", "technical", "letters")
# Code: what comes of a first refusal. A duration is when it is tried again.
TABLE = {
    "429/20429": WAITS, "429/63018": WAITS,
    "400/21610": STOPS,
    "400/21211": DIES, "400/21614": DIES, "400/21635": DIES, "400/30006": DIES,
    "400/21612": HOUR, "400/30003": HOUR, "400/30005": DAY, "400/30008": HOUR, "400/30036": MINUTE,
    "400/30004": FAILS, "400/30007": FAILS, "400/30039": FAILS, "400/14107": FAILS, "400/21617": FAILS,
    "400/30450": FAILS, "400/30610": FAILS, "400/30034": FAILS, "400/63016": FAILS, "400/12345": FAILS,
    "400/30001": WAITS, "400/21611": WAITS,
    "401/20003": WAITS, "403/20003": WAITS, "400/21606": WAITS, "400/21212": WAITS, "400/21703": WAITS,
    "400/21704": WAITS, "400/21705": WAITS, "400/30002": WAITS, "404/20404": WAITS, "401/20005": WAITS,
    "403/20006": WAITS,
    "400/21408": HOUR, "400/21608": HOUR,
}  # fmt: skip


def sent_to(phone=PHONE, **details):
    return MessageFactory(address=phone, useful_until=A_WEEK, **details)


def states_of_all():
    return sorted(Message.objects.values_list("state", flat=True))


def what_came_of(message):
    message.refresh_from_db()
    if OptOut.objects.exists():
        return STOPS
    if DeadNumber.objects.exists():
        return DIES
    if Carrier.objects.in_trouble(NOON).exists():
        return WAITS
    if message.state == MessageState.QUEUED:
        return message.not_before - NOON
    return FAILS if message.state == MessageState.FAILED else message.state


@pytest.mark.parametrize(("answer", "outcome"), TABLE.items())
def test_a_refusal_is_acted_on_as_the_note_says(twilio, answer, outcome):
    twilio.script = [answer]
    message = sent_to()
    send_due(NOON)
    assert what_came_of(message) == outcome
    assert message.last_error != ""


@pytest.mark.parametrize(("answer", "outcome"), TABLE.items())
def test_trouble_that_is_not_the_texts_fault_is_no_attempt(twilio, answer, outcome):
    twilio.script = [answer]
    message = sent_to()
    send_due(NOON)
    message.refresh_from_db()
    held = outcome == WAITS or answer in ("400/21408", "400/21608")
    assert (message.attempts, message.troubles) == ((0, 1) if held else (1, 0))
    assert (message.state == MessageState.QUEUED) == (held or isinstance(outcome, dt.timedelta))


def test_no_code_is_acted_on_that_is_not_in_the_table():
    listed = {code for answer in TABLE for code in answer.split("/")}
    assert set(REMEDIES) - listed == {"unreached", *OF_CALLS, *OF_NOTIFY}


@pytest.mark.parametrize("code", ["21612", "30005"])
def test_a_number_not_there_the_second_time_is_not_texted_again(twilio, code):
    twilio.script = [f"400/{code}"] * 2
    first = sent_to()
    send_due(NOON)
    send_due(NOON + DAY)
    later = sent_to(not_before=NOON + 2 * DAY)
    send_due(NOON + 2 * DAY)
    first.refresh_from_db()
    later.refresh_from_db()
    assert (first.state, later.state) == ("failed", "suppressed")
    assert DeadNumber.objects.get().why.endswith(f"Code {code}.")
    assert len(twilio.requests) == 2


def test_a_phone_that_is_off_is_tried_after_an_hour_and_after_six_and_is_not_given_up_for_dead(
    twilio,
):
    twilio.script = ["400/30003"] * 3
    message = sent_to()
    for hours in (0, 1, 7):
        send_due(NOON + hours * HOUR)
    message.refresh_from_db()
    assert (message.state, message.attempts, DeadNumber.objects.count()) == ("failed", 3, 0)


def test_one_number_abroad_does_not_stop_everyone_elses_texts(twilio):
    twilio.script = ["400/21408"]
    for n in range(4):
        sent_to(f"+44770090020{n}")
    send_due(NOON)
    send_due(NOON)
    assert states_of_all() == ["accepted", "accepted", "accepted", "queued"]


def test_a_stop_that_only_twilio_heard_takes_back_the_agreement_too(twilio):
    learner = texted_learner()
    twilio.script = ["400/21610"]
    sent_to()
    send_due(NOON)
    consent = Consent.objects.get(learner=learner, purpose=ConsentPurpose.TEXTS)
    assert consent.withdrawn_at == NOON


def test_two_machines_that_talk_to_each_other_are_parted(twilio):
    twilio.script = ["400/14107"]
    first = sent_to(kind=TextKind.ANSWER)
    waiting = sent_to(kind=TextKind.ANSWER, not_before=NOON + HOUR)
    send_due(NOON)
    waiting.refresh_from_db()
    assert waiting.state == MessageState.SUPPRESSED
    assert first.pk != waiting.pk
