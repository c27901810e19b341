"""A call on the built-in phone, and what the desk sees of calls."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from inclusion.choices import BookingState, ConsentPurpose, Language
from inclusion.models import Booking, Consent
from sms import webhooks
from sms.choices import Meaning, Medium, MessageState
from sms.handset import code_of, deliver_due
from sms.handset_calls import RINGS_FOR, let_ring_out
from sms.models import Handset, Inbound, Message, OptOut, StatusReport
from tests.factories import CentreFactory, LearnerFactory, coordinator
from tests.sms.calling import rung_learner
from tests.sms.factories import NOON, PHONE, InboundFactory, MessageFactory, reminder_owed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON):
        yield


def page(name):
    return reverse(f"sms:{name}", args=[code_of(PHONE)])


@pytest.fixture
def ringing(client):
    """A phone that rings with a reminder."""
    MessageFactory(address=PHONE, state=MessageState.DELIVERED, body="An old one")
    reminder_owed(
        learner=rung_learner(),
        centre=CentreFactory(name="Market Library"),
        now=NOON - dt.timedelta(minutes=1),
    )
    client.post(page("phone_fetch"))
    return Message.objects.get(medium=Medium.CALL)


def shown(client):
    return client.get(page("phone")).content.decode()


def press(client, key):
    client.post(page("phone_press"), {"press": key})
    return shown(client)


def test_the_phone_rings_and_shows_what_the_voice_says(client, ringing):
    phone = shown(client)
    assert "Ringing" in phone
    assert "It is Wednesday 25 November, at 9:59am, at Market Library. Press 1 if" in phone


def test_picking_up_and_pressing_1_keeps_the_place(client, ringing):
    phone = press(client, "1")
    assert "You heard: Hello. You have a place" in phone
    assert "We will see you then. Goodbye." in phone
    assert 'id="ringing"' not in phone
    assert Booking.objects.get().state == BookingState.CONFIRMED
    assert Message.objects.get(pk=ringing.pk).state == MessageState.DELIVERED
    assert list(StatusReport.objects.values_list("status", flat=True)) == ["completed"]


def test_only_listening_is_asked_once_more_and_changes_nothing(client, ringing):
    phone = press(client, "")
    assert "Sorry, we did not catch that." in phone
    assert "Your place stays as it is. Goodbye." in phone
    assert Message.objects.get(pk=ringing.pk).state == MessageState.SENT
    assert not Inbound.objects.exists()


def test_letting_it_ring_is_tried_once_more_later(client, ringing):
    press(client, "not")
    assert Message.objects.get(pk=ringing.pk).state == MessageState.QUEUED


def test_a_press_goes_through_the_signature_check(client, ringing, monkeypatch):
    monkeypatch.setattr(webhooks, "is_signed", lambda request: False)
    press(client, "9")
    assert not OptOut.objects.exists()


def test_pressing_9_and_then_again_when_nothing_rings_is_no_trouble(client, ringing):
    press(client, "9")
    assert "The phone has stopped ringing." in press(client, "9")
    assert OptOut.objects.get().medium == Medium.CALL


def test_a_call_is_not_brought_as_a_text(ringing):
    assert deliver_due(NOON) == 0
    assert not StatusReport.objects.exists()


def test_a_phone_that_rings_for_long_was_not_answered(ringing):
    now = ringing.tried_at + RINGS_FOR
    assert [let_ring_out(now - dt.timedelta(seconds=1)), let_ring_out(now)] == [0, 1]
    ringing.refresh_from_db()
    assert ringing.state == MessageState.QUEUED


def test_a_phone_that_is_off_does_not_ring(ringing):
    Handset.objects.update_or_create(pk=PHONE, defaults={"is_off": True})
    assert let_ring_out(NOON) == 1


def test_the_desk_is_told_to_ring_whoever_pressed_2(client):
    learner = rung_learner()
    client.force_login(coordinator(learner.organisation))
    press_of_2 = InboundFactory(
        organisation=learner.organisation,
        medium=Medium.CALL,
        body="2",
        meaning=Meaning.RING_BACK,
        needs_person=True,
        processed_at=NOON,
    )
    assert "Pressed 2 when we rang: ring them" in client.get(reverse("sms:texts")).content.decode()
    text = client.get(reverse("sms:text", args=[press_of_2.pk])).content.decode()
    assert "They want another day. Nothing is changed until you do it." in text
    assert reverse("inclusion:desk_learner", args=[learner.pk]) in text
    assert ("Ask again" in text, "Send the reply" in text) == (False, False)
    assert "Have you rung them?" in text


def test_the_desk_sees_a_call_that_nobody_answered(client):
    learner = rung_learner()
    client.force_login(coordinator(learner.organisation))
    MessageFactory(
        organisation=learner.organisation,
        medium=Medium.CALL,
        state=MessageState.UNDELIVERED,
        changed_at=NOON,
        last_error="Nobody answered the phone.",
    )
    texts = client.get(reverse("sms:texts")).content.decode()
    assert "Did not arrive this week" in texts
    assert "A call" in texts
    assert "Nobody answered the phone." in texts


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.ENGLISH, "Reminders then come as a call, from 9am to 7pm"),
        (Language.URDU, "We have no voice yet that speaks اردو."),
    ],
)
def test_the_desk_says_what_agreeing_to_calls_means(client, language, said):
    learner = LearnerFactory(phone=PHONE, language=language)
    client.force_login(coordinator(learner.organisation))
    assert said in client.get(reverse("inclusion:desk_learner", args=[learner.pk])).content.decode()


def test_agreeing_to_calls_is_noted_at_the_desk_and_a_new_number_ends_it(client):
    learner = LearnerFactory(phone=PHONE)
    client.force_login(coordinator(learner.organisation))
    agreed = {"purpose": ConsentPurpose.CALLS, "channel": "spoken"}
    client.post(reverse("inclusion:desk_learner_agreed", args=[learner.pk]), agreed)
    assert "Press 9 to end it." in Consent.objects.live().get().words
    client.post(
        reverse("inclusion:desk_learner_change", args=[learner.pk]),
        {"first_name": "Jean", "phone": "07700 900102", "language": "en", "version": "1"},
    )
    assert not Consent.objects.live().exists()


def test_nobody_without_a_number_can_agree_to_calls(client):
    learner = LearnerFactory()
    client.force_login(coordinator(learner.organisation))
    agreed = {"purpose": ConsentPurpose.CALLS, "channel": "spoken"}
    client.post(reverse("inclusion:desk_learner_agreed", args=[learner.pk]), agreed)
    assert not Consent.objects.exists()
