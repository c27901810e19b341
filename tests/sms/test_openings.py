"""Conversations that we begin: kind words the morning after, with the next dates."""

import datetime as dt

import pytest

from inclusion.choices import BookingState, NoticeKind, NoticeState
from inclusion.models import Booking, Notice
from sms.choices import ConversationStatus, MessageState, TextKind
from sms.conversations import replayed
from sms.dispatch import send_due
from sms.models import Conversation, Message, Timer
from sms.openings import begin_due
from sms.timers import fire_due
from tests.factories import CentreFactory, NoticeFactory, SessionFactory
from tests.sms.factories import (
    NOON,
    OptOutFactory,
    missed_you_owed,
    reminder_owed,
    texted_learner,
)
from tests.sms.talking import answer_to, send_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SOON = NOON + dt.timedelta(minutes=5)


@pytest.fixture
def learner():
    centre = CentreFactory(name="Market Library")
    return texted_learner(centre=centre, organisation=centre.organisation)


@pytest.fixture
def dates(learner):
    return [SessionFactory(centre=learner.centre, starts_at=NOON + n * DAY) for n in (1, 2, 3)]


def text(body, now=SOON):
    return answer_to(send_in(body, now))


def test_somebody_we_missed_is_offered_the_next_dates_and_a_digit_books_one(learner, dates):
    missed_you_owed(learner)

    begin_due(NOON)
    send_due(NOON)
    answer = text("2")

    offer = Message.objects.get(kind=TextKind.NOTICE)
    assert (offer.state, offer.body) == (
        MessageState.ACCEPTED,
        (
            "We missed you. Free:\nMarket Library\n1 Wed 25 Nov, 12pm\n2 Thu 26 Nov, 12pm\n"
            "3 Fri 27 Nov, 12pm\nReply with a number, 0 for more. STOP ends these."
        ),
    )
    assert answer.startswith("You have a place Thu 26 Nov, 12pm at Market Library.")
    assert Booking.objects.get().session == dates[1]


def test_with_no_dates_it_is_only_kind_words(learner):
    missed_you_owed(learner)
    begin_due(NOON)
    assert Message.objects.get().body.startswith("Sorry we missed you. You are welcome any time")
    assert Conversation.objects.get().status == ConversationStatus.DONE


def test_it_is_said_once(learner, dates):
    missed_you_owed(learner)
    assert [begin_due(NOON), begin_due(NOON)] == [1, 0]
    assert Notice.objects.get().state == NoticeState.SETTLED


def test_nobody_is_woken_by_it(learner):
    night = dt.datetime(2026, 11, 24, 22, tzinfo=dt.UTC)
    missed_you_owed(learner, night)
    assert begin_due(night) == 0
    assert begin_due(night + dt.timedelta(hours=11)) == 1


def test_it_waits_while_the_number_is_in_the_middle_of_another_conversation(learner, dates):
    text("next", NOON)
    missed_you_owed(learner)
    assert begin_due(NOON) == 0
    text("1")
    assert begin_due(SOON) == 1


def test_whoever_stopped_or_never_agreed_is_not_told(learner):
    OptOutFactory()
    missed_you_owed(learner)
    other = texted_learner(phone="+447700900102")
    other.consents.all().delete()
    missed_you_owed(other)
    begin_due(NOON)
    assert {notice.state for notice in Notice.objects.all()} == {NoticeState.DROPPED}
    assert Message.objects.count() == 0


@pytest.mark.parametrize("reminder_last", [True, False])
def test_a_digit_answers_whichever_question_reached_them_last(learner, dates, reminder_last):
    missed_you_owed(learner)
    if reminder_last:
        begin_due(NOON)
        send_due(NOON)
    notice = reminder_owed(now=SOON, learner=learner)
    send_due(SOON)
    if not reminder_last:
        begin_due(SOON + DAY / 48)
        send_due(SOON + DAY / 48)

    text("1", SOON + DAY / 24)

    booking = Booking.objects.get(session=notice.session)
    assert booking.state == (BookingState.CONFIRMED if reminder_last else BookingState.HELD)


def test_the_clock_of_a_conversation_we_began_starts_when_its_text_went(learner, dates):
    missed_you_owed(learner)
    begin_due(NOON)
    fire_due(NOON + DAY)
    assert Timer.objects.get().fire_at is None
    send_due(SOON)
    fire_due(SOON)
    fire_due(SOON + DAY)
    assert Conversation.objects.get().status == ConversationStatus.EXPIRED
    assert Message.objects.count() == 1


def test_a_shared_phone_books_for_the_one_who_was_missed(learner, dates):
    texted_learner(organisation=learner.organisation)
    missed_you_owed(learner)
    begin_due(NOON)
    text("1")
    assert Booking.objects.get().learner == learner


def test_played_again_it_comes_out_the_same(learner, dates):
    missed_you_owed(learner)
    begin_due(NOON)
    text("0")
    text("1", SOON + DAY / 24)
    talk = Conversation.objects.get()
    state, _ = replayed(talk)
    assert (state.node, state.data) == (talk.node, talk.data)


def test_it_costs_the_same_to_look_when_nothing_is_due(django_assert_num_queries):
    NoticeFactory.create_batch(3, kind=NoticeKind.SESSION_REMINDER, due_at=NOON)
    with django_assert_num_queries(1):
        begin_due(NOON)
