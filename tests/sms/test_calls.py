"""Ringing people instead of texting them: who is rung, when, what is said, and what each number they press does."""

import datetime as dt
import re

import pytest
import time_machine

from inclusion.actions.consent import agree
from inclusion.choices import BookingState, Channel, ConsentPurpose, Language, NoticeKind
from inclusion.models import Booking, Consent
from sms.charges import ask_due
from sms.choices import Meaning, Medium, MessageState
from sms.dispatch import send_due
from sms.models import DeadNumber, Inbound, Message, OptOut
from sms.signatures import sign
from tests.factories import BookingFactory, CentreFactory, NoticeFactory, SessionFactory
from tests.sms.calling import SID, about, end, press, rung_learner
from tests.sms.factories import NOON, PHONE, OptOutFactory, reminder_owed
from tests.sms.provider import BASE, post

pytestmark = pytest.mark.django_db
WHEN = "Wednesday 25 November, at 10am"
AN_HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _twilio(twilio, settings):
    settings.TWILIO_AUTH_TOKEN_FORMER = ""
    settings.TWILIO_SHARED_KEYS = {}
    with time_machine.travel(NOON):
        yield


def reminder_for(**details):
    """A reminder of a session tomorrow, sent at noon in whichever way they want."""
    learner = rung_learner(**details)
    reminder_owed(learner=learner, centre=CentreFactory(name="Market Library"))
    send_due(NOON)
    return Message.objects.get()


def a_call():
    return reminder_for()


def place():
    return Booking.objects.get().state


def test_somebody_who_wants_calls_is_rung_and_gets_no_text(twilio):
    call = a_call()
    assert twilio.created == []
    assert twilio.requests == [
        {
            "To": PHONE,
            "From": "+447700900000",
            "Url": f"{BASE}/sms/twilio/call/{call.pk}/#rc=3&rp=5xx,ct,rt",
            "StatusCallback": f"{BASE}/sms/twilio/call/{call.pk}/ended/#rc=3&rp=5xx,ct,rt",
            "Timeout": "30",
            "TimeLimit": "180",
        }
    ]
    assert (call.state, call.provider_sid) == ("accepted", twilio.called[0]["sid"])
    assert (call.medium, call.segments, call.estimate) == ("call", 1, 1000)


def test_whoever_picks_up_hears_when_and_where_and_which_numbers_to_press():
    call = a_call()
    said = about(call).content.decode()
    assert re.findall(r"<Say[^>]*>([^<]*)", said) == [
        f"Hello. You have a place at a free session on phones and computers. It is {WHEN}, at Market Library.",
        "Press 1 if you will come. Press 2 to change it. Press 9 for no more calls.",
    ]
    assert 'language="en-GB" voice="Polly.Amy"' in said
    assert (
        f'<Gather action="{BASE}/sms/twilio/call/{call.pk}/pressed/" actionOnEmptyResult="true" '
        'input="dtmf" method="POST" numDigits="1" timeout="5">'
    ) in said


def test_no_name_is_ever_said():
    call = reminder_for(first_name="Xanthippe")
    assert "Xanthippe" not in about(call).content.decode() + press(call, "1") + call.body


def test_pressing_1_keeps_the_place_and_brings_no_text():
    call = a_call()
    assert "We will see you then" in press(call, "1")
    assert (place(), Message.objects.count()) == (BookingState.CONFIRMED, 1)
    call.refresh_from_db()
    assert call.state == MessageState.DELIVERED
    inbound = Inbound.objects.get()
    assert (inbound.medium, inbound.body, inbound.meaning) == ("call", "1", Meaning.COMING)
    assert (inbound.needs_person, inbound.processed_at is None) == (False, False)


def test_pressing_2_keeps_the_place_and_asks_a_person_to_ring():
    call = a_call()
    assert "A person will ring you" in press(call, "2")
    waiting = Inbound.objects.for_a_person().get()
    assert (waiting.organisation, waiting.meaning) == (call.organisation, Meaning.RING_BACK)
    assert place() == BookingState.HELD


def test_pressing_1_for_a_place_that_went_to_somebody_else_asks_a_person_to_ring():
    call = a_call()
    booking = Booking.objects.get()
    Booking.objects.update(state=BookingState.GIVEN_UP)
    booking.session.places = 1
    booking.session.save()
    BookingFactory(session=booking.session)
    assert [("now full" in press(call, "1")) for _ in range(2)] == [True, True]
    assert Inbound.objects.for_a_person().count() == 1


def test_pressing_9_ends_calls_and_leaves_texts_as_they_are():
    call = reminder_for(texts=True)
    assert "no more calls" in press(call, "9")
    assert list(OptOut.objects.values_list("address", "medium")) == [(PHONE, Medium.CALL)]
    assert not OptOut.objects.covers(PHONE)
    assert dict(Consent.objects.values_list("purpose", "withdrawn_at")) == {
        "calls": Consent.objects.get(purpose="calls").withdrawn_at,
        "texts": None,
    }
    assert Consent.objects.get(purpose="calls").withdrawn_at is not None
    assert place() == BookingState.HELD


def test_a_press_that_is_brought_twice_is_one_press():
    call = a_call()
    assert press(call, "9") == press(call, "9")
    assert (Inbound.objects.count(), OptOut.objects.count()) == (1, 1)
    assert "no more calls" in press(call, "1")  # the first press of a call stands
    assert place() == BookingState.HELD


@pytest.mark.parametrize("digits", ["", "5", "*", "12"])
def test_no_number_or_another_is_asked_for_once_more_and_then_it_says_goodbye(digits):
    call = a_call()
    again = press(call, digits)
    assert ("did not catch" in again, "pressed/?again=1" in again) == (True, True)
    assert "Your place stays as it is" in press(call, digits, query={"again": "1"})
    assert (Inbound.objects.count(), place()) == (0, BookingState.HELD)


def test_the_number_may_be_pressed_the_second_time_it_is_asked_for():
    call = a_call()
    assert "We will see you" in press(call, "1", query={"again": "1"})
    assert place() == BookingState.CONFIRMED


@pytest.mark.parametrize("what", ["", "pressed/", "ended/"])
def test_nothing_unsigned_gets_in(what):
    call = a_call()
    form = {"CallSid": SID, "Digits": "9", "CallStatus": "completed"}
    path = f"/sms/twilio/call/{call.pk}/{what}"
    wrong = sign(BASE + path + "?again=1", form)
    assert post(form, path, signature="wrong").status_code == 403
    assert post(form, path, signature=wrong).status_code == 403
    assert (OptOut.objects.count(), Inbound.objects.count()) == (0, 0)


@pytest.mark.parametrize("what", ["", "pressed/", "ended/"])
def test_a_text_is_no_call_and_nor_is_one_we_never_made(what):
    reminder_owed()
    send_due(NOON)
    text = Message.objects.get()
    assert about(text, what, Digits="1", CallStatus="completed").status_code == 404
    text.pk = "00000000-0000-0000-0000-000000000000"
    assert about(text, what, Digits="1", CallStatus="completed").status_code == 404


@pytest.mark.parametrize(
    "form", [{"CallSid": "CA1"}, {"CallSid": "SM" + "1" * 32}, {"AccountSid": "AC" + "b" * 32}]
)
def test_a_signed_request_that_makes_no_sense_gets_a_reason(form):
    assert about(a_call(), **form).status_code == 400


def test_a_status_that_is_no_word_gets_a_reason():
    assert end(a_call(), "No Answer!") == 400


def test_a_call_that_was_picked_up_is_sent_and_only_a_number_shows_that_somebody_heard():
    call = a_call()
    sid = call.provider_sid
    assert (end(call, "completed", sid), call.state) == (200, MessageState.SENT)
    press(call, "1", sid=sid)
    assert (end(call, "completed", sid), call.state) == (200, MessageState.DELIVERED)


def test_a_phone_nobody_answers_is_rung_once_more_and_then_left(twilio):
    call = a_call()
    for _ in range(2):  # the provider says it twice
        end(call, "no-answer", call.provider_sid or twilio.called[0]["sid"])
    assert call.state == MessageState.QUEUED
    assert abs(call.not_before - NOON - 2 * AN_HOUR) < dt.timedelta(seconds=30)
    send_due(call.not_before)
    call.refresh_from_db()
    assert (len(twilio.called), call.attempts) == (2, 2)
    end(call, "no-answer", call.provider_sid)
    assert call.state == MessageState.UNDELIVERED
    assert call.last_error == "Nobody answered the phone."
    assert not DeadNumber.objects.exists()


@pytest.mark.parametrize(
    ("useful_for", "state"), [(20, MessageState.UNDELIVERED), (22, MessageState.QUEUED)]
)
def test_nobody_is_rung_again_in_the_night_or_too_late(useful_for, state):
    """Nobody answered at half past 6 in the evening, and the next try would be at 9 in the morning."""
    call = a_call()
    Message.objects.update(useful_until=NOON + useful_for * AN_HOUR)
    with time_machine.travel(NOON.replace(hour=18, minute=30)):
        end(call, "no-answer", call.provider_sid)
    assert call.state == state
    assert state == MessageState.UNDELIVERED or call.not_before.hour == 9


def test_a_call_that_could_not_be_put_through_is_left(twilio):
    call = a_call()
    end(call, "failed", call.provider_sid)
    assert (call.state, call.last_error) == (
        MessageState.FAILED,
        "The call could not be put through.",
    )


def test_word_of_the_first_try_changes_nothing_of_the_second(twilio):
    call = a_call()
    first = call.provider_sid
    end(call, "no-answer", first)
    send_due(call.not_before)
    end(call, "busy", first)
    assert call.state == MessageState.ACCEPTED


def test_a_call_nobody_answered_us_about_is_looked_for_and_not_made_again(twilio):
    twilio.script = ["hang-but-keep"]
    call = a_call()
    assert call.state == MessageState.UNKNOWN
    send_due(NOON + AN_HOUR)
    call.refresh_from_db()
    assert (call.state, call.provider_sid) == (MessageState.ACCEPTED, twilio.called[0]["sid"])
    assert len(twilio.called) == 1


def test_a_number_with_no_voice_stops_no_texts(twilio):
    """21210: our number may not make calls. That is no reason to hold anybody's text."""
    twilio.script = ["400/21210", "accept"]
    call = a_call()
    assert (call.state, call.last_error) == (
        MessageState.FAILED,
        "It could not be sent. Code call-21210.",
    )
    reminder_owed(phone="+447700900102")
    send_due(NOON)
    assert len(twilio.created) == 1


@pytest.mark.parametrize(
    ("hour", "rung"), [(6, False), (8, False), (9, True), (18, True), (19, False), (23, False)]
)
def test_nobody_is_rung_before_9_or_from_7_in_the_evening(twilio, hour, rung):
    now = NOON.replace(hour=hour, minute=30 if hour == 8 else 0)
    reminder_owed(now=now, learner=rung_learner())
    send_due(now)
    assert len(twilio.called) == rung
    if not rung:
        assert Message.objects.get().not_before.hour == 9


def test_a_learner_whose_language_has_no_voice_gets_a_text(twilio):
    text = reminder_for(texts=True, language=Language.URDU)
    assert (text.medium, len(twilio.called), len(twilio.created)) == ("sms", 0, 1)


def test_a_learner_with_no_voice_who_never_agreed_to_texts_gets_nothing(twilio):
    reminder_owed(learner=rung_learner(language=Language.URDU))
    send_due(NOON)
    assert (Message.objects.count(), twilio.requests) == (0, [])


def test_a_machine_with_no_number_to_ring_from_texts(twilio, settings):
    settings.TWILIO_FROM, settings.TWILIO_MESSAGING_SERVICE_SID = "", "MG" + "b" * 32
    assert (reminder_for(texts=True).medium, len(twilio.called)) == ("sms", 0)


def test_agreeing_to_texts_is_not_agreeing_to_calls(twilio):
    reminder_owed()
    send_due(NOON)
    assert (len(twilio.called), len(twilio.created)) == (0, 1)


def test_calls_taken_back_while_one_waits_are_not_made(twilio):
    learner = rung_learner()
    early = NOON.replace(hour=8)
    reminder_owed(now=early, learner=learner)
    send_due(early)
    learner.consents.update(withdrawn_at=NOON, withdrawn_channel=Channel.SPOKEN)
    send_due(early + AN_HOUR)
    assert (twilio.called, Message.objects.get().last_error) == ([], "They want no more calls.")


def test_stop_by_text_ends_texts_and_not_calls(twilio):
    OptOutFactory()
    assert (reminder_for().medium, len(twilio.called)) == ("call", 1)


def test_a_number_that_pressed_9_is_rung_again_once_somebody_agrees_anew(twilio):
    press(a_call(), "9")
    learner = Consent.objects.get().learner
    agree(person=learner, purpose=ConsentPurpose.CALLS, channel=Channel.SPOKEN, by=None)
    reminder_owed(learner=learner)
    send_due(NOON)
    assert len(twilio.called) == 2


def test_who_agreed_before_somebody_pressed_9_on_that_phone_is_not_rung(twilio):
    OptOutFactory(medium=Medium.CALL, began_at=NOON + AN_HOUR)
    reminder_owed(learner=rung_learner())
    send_due(NOON)
    assert twilio.called == []


def test_a_press_that_is_brought_again_late_undoes_nothing_they_did_since():
    call = a_call()
    press(call, "1")
    Booking.objects.update(state=BookingState.GIVEN_UP)
    press(call, "1")
    assert place() == BookingState.GIVEN_UP


def test_a_press_of_9_stands_for_everybody_on_that_phone(twilio):
    other = rung_learner()
    press(a_call(), "9")
    assert not other.consents.filter(withdrawn_at=None).exists()


def test_a_place_given_up_is_not_rung_about(twilio):
    reminder_owed(learner=rung_learner())
    Booking.objects.update(state=BookingState.GIVEN_UP)
    send_due(NOON)
    assert twilio.called == []


def owed(kind, learner, now=NOON):
    """Word of a change to a session tomorrow, owed now."""
    session = SessionFactory(
        centre=CentreFactory(name="Market Library"), starts_at=NOON + 22 * AN_HOUR
    )
    BookingFactory(session=session, learner=learner)
    return NoticeFactory(
        kind=kind, learner=learner, session=session, due_at=now, useful_until=session.starts_at
    )


def test_somebody_whose_session_moved_is_rung_too():
    owed(NoticeKind.SESSION_MOVED, rung_learner())
    send_due(NOON)
    call = Message.objects.get()
    assert f"has moved. It is now {WHEN}, at Market Library." in about(call).content.decode()
    assert "We will see you then" in press(call, "1")
    assert place() == BookingState.CONFIRMED


def test_somebody_whose_session_is_called_off_is_rung_and_asked_nothing_they_cannot_do():
    owed(NoticeKind.SESSION_CANCELLED, rung_learner())
    send_due(NOON)
    call = Message.objects.get()
    said = about(call).content.decode()
    assert (f"Your session {WHEN}, at Market Library, is called off." in said) is True
    assert ("Press 1" in said, "Press 2" in said) == (False, True)
    assert "did not catch" in press(call, "1")
    assert "Thank you. Goodbye." in press(call, "", query={"again": "1"})
    assert "A person will ring you" in press(call, "2")
    assert Inbound.objects.for_a_person().count() == 1


@pytest.mark.parametrize(("texts", "sent"), [(True, ["sms"]), (False, [])])
def test_what_no_call_can_say_in_time_is_texted_to_whoever_agreed_to_that_too(texts, sent):
    """At half past seven in the evening, of a session before nine in the morning."""
    evening = NOON.replace(hour=19, minute=30)
    notice = owed(NoticeKind.SESSION_MOVED, rung_learner(texts=texts), now=evening)
    notice.session.starts_at = NOON + 20.5 * AN_HOUR
    notice.session.save()
    send_due(evening)
    assert list(Message.objects.values_list("medium", flat=True)) == sent


def test_what_a_call_cost_is_asked_for_with_the_texts(twilio):
    call = a_call()
    twilio.called[0] |= {"price": "-0.0300", "price_unit": "USD"}
    assert ask_due(NOON + AN_HOUR) == 1
    call.refresh_from_db()
    assert (str(call.price), call.price_unit) == ("0.03000", "USD")
