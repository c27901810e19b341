"""Sending: once each, in order, and only what is still right to send."""

import datetime as dt

import pytest

from inclusion.actions import consent
from inclusion.choices import (
    BookingState,
    Channel,
    ConsentPurpose,
    NoticeKind,
    NoticeState,
    SessionState,
)
from inclusion.models import Booking, Event, Session
from sms import dispatch
from sms.choices import MessageState, Priority, TextKind
from sms.dispatch import send_due
from sms.models import Carrier, Message
from tests.factories import CentreFactory, LearnerFactory, NoticeFactory
from tests.sms.factories import (
    NOON,
    PHONE,
    MessageFactory,
    OptOutFactory,
    reminder_owed,
    texted_learner,
)

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def states():
    return list(Message.objects.order_by("queued_at", "pk").values_list("state", flat=True))


def test_a_reminder_that_is_due_becomes_a_text_and_is_sent(settings):
    notice = reminder_owed(centre=CentreFactory(name="Market Library"))
    send_due(NOON)
    message = Message.objects.get()
    notice.refresh_from_db()
    assert message.body == (
        "Reminder: your session is Wed 25 Nov, 10am at Market Library. Free. "
        "Reply 1 if you will come, 2 if you can't, 3 for another day. Text STOP to end these."
    )
    assert (message.state, message.address, message.attempts) == ("accepted", PHONE, 1)
    assert notice.state == NoticeState.SETTLED


def test_a_certificate_notice_says_where_to_ask_for_it():
    centre = CentreFactory(name="Market Library")
    NoticeFactory(
        kind=NoticeKind.CERTIFICATE_READY, learner=texted_learner(centre=centre), session=None,
        due_at=NOON, useful_until=NOON + dt.timedelta(days=14),
    )  # fmt: skip
    send_due(NOON)
    assert Message.objects.get().body == (
        "Well done! Your certificate is ready. Ask for it at Market Library. Text STOP to end these."
    )


def test_another_round_sends_nothing_twice():
    reminder_owed()
    assert [send_due(NOON), send_due(NOON), Message.objects.count()] == [2, 0, 1]


def test_someone_who_never_agreed_to_texts_gets_none():
    notice = reminder_owed(learner=LearnerFactory(phone=PHONE))
    send_due(NOON)
    notice.refresh_from_db()
    assert notice.state == NoticeState.DROPPED
    assert Event.objects.get(verb="drop_notice").facts == {"reason": "no_consent"}
    assert not Message.objects.exists()


def test_someone_with_no_phone_is_no_trouble():
    notice = reminder_owed(learner=LearnerFactory())
    send_due(NOON)
    notice.refresh_from_db()
    assert notice.state == NoticeState.DROPPED


def test_a_number_that_asked_us_to_stop_gets_no_notice():
    reminder_owed()
    OptOutFactory()
    send_due(NOON)
    assert not Message.objects.exists()


def test_a_reminder_at_night_waits_for_the_morning():
    late = NOON + dt.timedelta(hours=9)
    reminder_owed(now=NOON)
    send_due(late)
    assert Message.objects.get().not_before == dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC)
    assert states() == ["queued"]


def test_an_answer_does_not_wait_for_the_morning():
    MessageFactory(kind=TextKind.ANSWER, not_before=NOON)
    send_due(NOON + dt.timedelta(hours=9))
    assert states() == ["accepted"]


@pytest.fixture
def waiting():
    """A reminder already in the outbox, held up by the night."""
    reminder_owed(now=NOON)
    send_due(NOON - dt.timedelta(seconds=1))
    dispatch.pull_due_notices(NOON)
    return Message.objects.get()


def refused(now=NOON):
    send_due(now)
    message = Message.objects.get()
    return (message.state, message.last_error)


def test_taking_back_agreement_stops_a_text_already_waiting(waiting):
    consent.withdraw(
        person=waiting.learner, purpose=ConsentPurpose.TEXTS, channel=Channel.SPOKEN, by=None
    )
    assert refused() == ("suppressed", "They took back their agreement to texts.")


def test_stopping_stops_a_text_already_waiting(waiting):
    OptOutFactory()
    assert refused() == ("suppressed", "They asked to have no more texts.")


def test_a_session_called_off_stops_its_reminder(waiting):
    Session.objects.update(state=SessionState.CANCELLED)
    assert refused() == ("suppressed", "There is no longer a place to remind them of.")


def test_a_place_given_up_stops_its_reminder(waiting):
    Booking.objects.update(state=BookingState.GIVEN_UP)
    assert refused() == ("suppressed", "There is no longer a place to remind them of.")


def test_a_changed_number_stops_a_text_to_the_old_one(waiting):
    waiting.learner.phone = "+447700900555"
    waiting.learner.save()
    assert refused() == ("suppressed", "They have another number now.")


def test_a_text_that_would_come_too_late_is_not_sent(waiting):
    assert refused(waiting.useful_until) == ("suppressed", "It would have come too late.")


def test_a_reply_goes_before_reminders():
    MessageFactory(priority=Priority.BULK)
    MessageFactory(priority=Priority.REMINDER)
    reply = MessageFactory(priority=Priority.REPLY, not_before=NOON)
    assert taken(most=1) == [reply.pk]


def taken(now=NOON, most=20):
    """What a worker takes, in its order, and has saved as being sent."""
    return [m.pk for m in dispatch.take("killed", dispatch.gateway(), now, most).going]


def test_one_number_has_one_text_in_flight_and_the_order_is_kept():
    first = MessageFactory(address=PHONE, not_before=NOON - MINUTE)
    second = MessageFactory(address=PHONE, not_before=NOON)
    assert taken() == [first.pk]
    assert taken() == []
    Message.objects.filter(pk=first.pk).update(state=MessageState.ACCEPTED)
    assert taken() == [second.pk]


def test_a_worker_that_dies_before_the_call_leaves_an_unknown_that_is_then_sent_once(twilio):
    MessageFactory(address=PHONE)
    taken()
    for minutes in (1, 3, 5):
        send_due(NOON + minutes * MINUTE)
    message = Message.objects.get()
    assert (message.state, len(twilio.created)) == ("accepted", 1)
    assert message.unsure_at == NOON + 3 * MINUTE


def test_a_worker_that_dies_while_sending_leaves_an_unknown_and_not_a_second_text(twilio):
    """Killed after saving that it was sending and before the answer was saved; Twilio had it."""
    MessageFactory(address=PHONE)
    [begun] = dispatch.take("killed", dispatch.gateway(), NOON, 1).going
    dispatch.gateway().send(dispatch.outgoing(begun, NOON))
    assert states() == ["sending"]
    dispatch.let_go_of_the_dead(NOON + 3 * MINUTE)
    assert states() == ["unknown"]
    send_due(NOON + 4 * MINUTE)
    assert states() == ["accepted"]
    assert len(twilio.created) == 1


def test_a_timeout_is_asked_about_before_anything_is_sent_again(twilio):
    twilio.script = ["hang-but-keep"]
    MessageFactory(address=PHONE)
    send_due(NOON)
    assert states() == ["unknown"]
    send_due(NOON + dt.timedelta(seconds=30))
    send_due(NOON + 2 * MINUTE)
    assert states() == ["accepted"]
    assert len(twilio.created) == 1


def test_a_text_the_provider_never_got_is_sent_again(twilio):
    twilio.script = ["hang"]
    MessageFactory(address=PHONE)
    for minutes in (0, 2, 4):
        send_due(NOON + minutes * MINUTE)
    message = Message.objects.get()
    assert (message.state, message.attempts, len(twilio.created)) == ("accepted", 1, 1)
    assert message.troubles == 1


def test_a_provider_that_has_them_as_stopped_is_believed(twilio):
    twilio.script = ["400/21610"]
    MessageFactory(address=PHONE)
    later = MessageFactory(address=PHONE, not_before=NOON + MINUTE)
    send_due(NOON)
    send_due(NOON + MINUTE)
    later.refresh_from_db()
    assert states() == ["failed", "suppressed"]


def test_a_number_that_cannot_get_texts_is_not_tried_again(twilio):
    twilio.script = ["400/21211"]
    MessageFactory(address=PHONE)
    send_due(NOON)
    send_due(NOON + dt.timedelta(hours=2))
    assert len(twilio.requests) == 1
    assert Message.objects.get().last_error == "This number can't get texts. Code 21211."


def test_an_error_nobody_listed_fails_the_text_and_shows_its_code(twilio):
    twilio.script = ["400/99999"]
    MessageFactory(address=PHONE)
    send_due(NOON)
    assert refused() == ("failed", "It could not be sent. Code 99999.")
    assert states() == [MessageState.FAILED]


def utc(*moment):
    return dt.datetime(*moment, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("tried_at", "goes_at"),
    [
        # The clocks go back on Sunday 25 October 2026: 9am is 09:00 UTC, and the evening before ends at 19:00 UTC.
        (utc(2026, 10, 24, 18, 59), None),
        (utc(2026, 10, 24, 19, 0), utc(2026, 10, 25, 9, 0)),
        (utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 9, 0)),
        (utc(2026, 10, 25, 1, 30), utc(2026, 10, 25, 9, 0)),
        (utc(2026, 10, 25, 8, 59), utc(2026, 10, 25, 9, 0)),
        (utc(2026, 10, 25, 19, 59), None),
        # They go forward on Sunday 28 March 2027: 9am is 08:00 UTC, and the evening ends at 19:00 UTC.
        (utc(2027, 3, 27, 19, 59), None),
        (utc(2027, 3, 27, 20, 0), utc(2027, 3, 28, 8, 0)),
        (utc(2027, 3, 28, 1, 0), utc(2027, 3, 28, 8, 0)),
        (utc(2027, 3, 28, 7, 59), utc(2027, 3, 28, 8, 0)),
        (utc(2027, 3, 28, 8, 0), None),
        (utc(2027, 3, 28, 19, 0), utc(2027, 3, 29, 7, 0)),
    ],
)
def test_nobody_is_woken_on_the_nights_the_clocks_change(tried_at, goes_at):
    MessageFactory(
        kind=TextKind.PERSON, not_before=tried_at, useful_until=tried_at + dt.timedelta(days=2)
    )
    send_due(tried_at)
    if goes_at:
        assert Message.objects.get().not_before == goes_at
        send_due(goes_at)
    assert states() == ["accepted"]


def test_a_batch_is_checked_in_as_few_questions_as_one_text(django_assert_num_queries):
    for n in range(3):
        reminder_owed(phone=f"+44770090020{n}")
    dispatch.pull_due_notices(NOON)
    Carrier.objects.create(pk=dispatch.gateway().sender)
    # begin, the sender's row, the texts, four facts about them, their purse, being sent, commit
    with django_assert_num_queries(10):
        assert len(taken(most=1)) == 1
    with django_assert_num_queries(10):
        assert len(taken()) == 2
