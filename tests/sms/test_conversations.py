"""Talking with the machine: JOIN, NEXT, another day, silence, and playing it all again."""

import datetime as dt
from dataclasses import asdict

import pytest

from inclusion.actions.erasure import forget_learner
from inclusion.choices import Audience, BookingState
from inclusion.models import Booking
from sms.choices import ConversationStatus, MessageState
from sms.conversations import replayed
from sms.dispatch import send_due
from sms.models import Conversation, Inbound, Line, Message, Timer
from sms.timers import fire_due
from tests.factories import BookingFactory, CentreFactory, SessionFactory, UserFactory
from tests.sms.factories import (
    NOON,
    InboundFactory,
    OptOutFactory,
    reminder_owed,
    texted_learner,
)
from tests.sms.talking import text

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def centre():
    return CentreFactory(name="Market Library")


@pytest.fixture
def learner(centre):
    return texted_learner(centre=centre, organisation=centre.organisation)


def dates(centre, count=3, **details):
    return [
        SessionFactory(centre=centre, starts_at=NOON + n * DAY, **details)
        for n in range(1, count + 1)
    ]


def test_next_offers_three_dates_and_a_digit_books_one(centre, learner):
    sessions = dates(centre, 4)

    offer = text("Next please")
    answer = text("2", 1)

    assert offer == (
        "Free sessions:\nMarket Library\n1 Wed 25 Nov, 12pm\n2 Thu 26 Nov, 12pm\n3 Fri 27 Nov, 12pm\n"
        "Reply with a number, or 0 for other days."
    )
    assert answer == (
        "You have a place Thu 26 Nov, 12pm at Market Library. It is free. "
        "If you can't come, text us and say so."
    )
    booking = Booking.objects.get()
    assert (booking.session, booking.learner, booking.state) == (
        sessions[1],
        learner,
        BookingState.HELD,
    )


@pytest.mark.parametrize("digit", ["٢", "۲", "2.", "Two", "number 2", "dwa", "2️⃣"])
def test_a_digit_is_understood_in_any_script_or_as_a_word(centre, learner, digit):
    sessions = dates(centre)
    text("NEXT")
    text(digit, 1)
    assert Booking.objects.get().session == sessions[1]


def test_a_session_that_filled_meanwhile_brings_a_fresh_offer(centre, learner):
    first, second, _ = dates(centre, places=1)
    text("next")
    BookingFactory(session=first)

    again = text("1", 1)
    text("1", 2)

    assert again.startswith("Sorry, that one is now full. Free:\nMarket Library\n1 Thu 26 Nov")
    assert Booking.objects.get(learner=learner).session == second


def test_nought_offers_later_days(centre, learner):
    sessions = dates(centre, 4)
    text("next")
    assert "\n1 Sat 28 Nov, 12pm\n" in text("0", 1)
    text("1", 2)
    assert Booking.objects.get().session == sessions[3]


def test_two_answers_we_cannot_read_and_then_it_is_a_persons(centre, learner):
    dates(centre)
    offer = text("next")
    assert [text("7", 1), text("banana", 2)] == [offer, offer]
    assert text("hm", 3) == "Thank you. A person will read your text and answer you soon."
    assert [i.body for i in Inbound.objects.for_a_person()] == ["hm"]


def test_somebody_who_says_something_else_is_not_asked_for_a_digit(centre, learner):
    dates(centre)
    text("next")
    assert text("Can my sister come along too", 1).startswith("Thank you. A person will")


def test_the_same_choice_twice_is_one_place(centre, learner):
    dates(centre)
    text("next")
    text("1", 1)
    text("1", 2)
    assert Booking.objects.count() == 1


def test_sessions_for_women_or_children_or_elsewhere_are_not_offered(centre, learner):
    dates(centre, audience=Audience.WOMEN)
    dates(CentreFactory())
    assert (
        text("next") == "There are no free dates just now. A person will text you when there are."
    )


def test_next_week_is_not_the_word_next(centre, learner):
    dates(centre)
    assert text("Next week I am away").startswith("Thank you. A person")


def test_two_learners_on_one_phone_are_helped_by_a_person(centre, learner):
    texted_learner(organisation=centre.organisation)
    dates(centre)
    assert text("next").startswith("Thank you. A person")
    assert Conversation.objects.count() == 0


def test_a_number_that_stopped_is_not_talked_to(centre, learner):
    dates(centre)
    OptOutFactory()
    assert text("next") == ""
    assert Inbound.objects.for_a_person().count() == 1


def test_stop_comes_before_any_conversation(centre, learner):
    dates(centre)
    text("next")
    text("STOP", 1)
    assert text("1", 2) == ""
    assert Booking.objects.count() == 0


def test_a_stranger_who_joins_is_told_where_to_come_and_the_centre_is_told(centre):
    dates(centre)
    dates(CentreFactory(name="Hill Hall", organisation=centre.organisation))

    offer = text("JOIN")
    answer = text("1", 1)

    assert "Market Library" in offer
    assert "Hill Hall" in offer
    assert answer == (
        f"Come to {'Market Library' if offer.index('Market') < offer.index('Hill') else 'Hill Hall'} "
        "Wed 25 Nov, 12pm. Ask for the digital helper. It is free. "
        "Bring your phone if you have one. You need nothing else."
    )
    waiting = Inbound.objects.for_a_person().get()
    assert (waiting.organisation, Booking.objects.count()) == (centre.organisation, 0)


def test_a_learner_who_joins_gets_a_place(centre, learner):
    dates(centre)
    text("JOIN market")
    assert text("1", 1).startswith("You have a place Wed 25 Nov, 12pm at Market Library.")
    assert Booking.objects.get().learner == learner


def test_a_stranger_names_a_place_where_two_councils_share_the_machine(centre):
    dates(centre)
    dates(CentreFactory(name="Far Hall"))
    assert text("join").startswith("Text JOIN and the name of a library")
    offer = text("join far hall", 1)
    assert ("Far Hall" in offer, "Market" in offer) == (True, False)


def test_3_to_a_reminder_keeps_the_place_until_another_is_theirs():
    notice = reminder_owed()
    [other] = dates(notice.session.centre, 1, places=4)
    notice.learner.organisation = notice.session.centre.organisation
    notice.learner.save()
    send_due(NOON)
    before = Booking.objects.get()

    offer = text("3", 1)
    before.refresh_from_db()
    held_meanwhile = before.state
    text("1", 2)
    before.refresh_from_db()

    assert offer.startswith("Free sessions:")
    assert (held_meanwhile, before.state) == (BookingState.HELD, BookingState.GIVEN_UP)
    assert Booking.objects.standing().get().session == other


def test_a_reminder_sent_after_the_question_is_what_a_digit_answers(centre, learner):
    dates(centre)
    text("next")
    later = NOON + dt.timedelta(minutes=5)
    notice = reminder_owed(now=later, learner=learner)
    send_due(NOON)
    send_due(later)

    text("1", 6)

    assert Booking.objects.get().state == BookingState.CONFIRMED
    assert Booking.objects.get().session == notice.session


def test_the_clock_starts_when_the_question_was_sent(centre, learner):
    dates(centre)
    text("next")
    fire_due(NOON + DAY)  # the worker was away: the question has not gone yet
    assert Timer.objects.get().fire_at is None

    sent = NOON + DAY - dt.timedelta(minutes=1)
    send_due(sent)
    fire_due(sent)

    assert Message.objects.get().state == MessageState.ACCEPTED
    assert Timer.objects.get().fire_at == sent + DAY
    fire_due(sent + DAY)
    assert Conversation.objects.get().status == ConversationStatus.EXPIRED


def test_a_timer_of_an_earlier_step_does_nothing(centre, learner):
    dates(centre)
    text("next")
    send_due(NOON)
    text("banana", 60)
    fire_due(NOON + dt.timedelta(minutes=61))
    fire_due(NOON + DAY)
    assert Conversation.objects.get().status == ConversationStatus.WAITING


def test_texts_that_came_together_are_read_in_the_order_they_came(centre, learner):
    dates(centre)
    InboundFactory(body="next", received_at=NOON)
    text("1", 1)
    assert Booking.objects.count() == 1


def test_the_steps_played_again_make_the_same_conversations(centre, learner):
    dates(centre, places=1)
    text("next")
    BookingFactory(session__centre=centre)
    for minute, body in enumerate(
        ["0", "banana", "next", "9", "3", "join", "what is this all about"]
    ):
        text(body, minute + 1)

    for talk in Conversation.objects.all():
        state, effects = replayed(talk)
        assert (state.node, state.data) == (talk.node, talk.data)
        assert [[asdict(one) for one in step] for step in effects] == [
            step.effects for step in talk.steps.all()
        ]
    assert Conversation.objects.count() == 3


def test_a_flow_that_is_not_where_we_thought_hands_over(centre, learner):
    dates(centre)
    text("next")
    Conversation.objects.update(node="a node of last year")
    assert text("1", 1).startswith("Thank you. A person")


def test_no_word_of_theirs_is_kept_in_a_conversation(centre, learner):
    dates(centre)
    text("next")
    text("Zebedeeah", 1)
    kept = [str(step.event) + str(step.effects) for step in Conversation.objects.get().steps.all()]
    assert [words for words in kept if "ebedee" in words] == []


def test_somebody_forgotten_leaves_no_conversation(centre, learner):
    dates(centre)
    text("next")
    forget_learner(learner=learner, by=UserFactory())
    assert (Conversation.objects.count(), Line.objects.count()) == (0, 0)


def test_a_number_is_answered_in_the_language_it_asks_for(centre, learner):
    dates(centre)
    assert text("Polski") == "Od teraz będziemy pisać do Ciebie po polsku."
    assert text("następne", 1).startswith("Bezpłatne zajęcia:\nMarket Library\n1 25/11, 12:00\n")
    assert text("jeden", 2).startswith("Masz miejsce: śr. 25/11, 12:00, Market Library.")


def test_a_learners_own_language_is_used_until_the_number_asks_for_another(centre, learner):
    learner.language = "cy"
    learner.save()
    dates(centre)
    notice = reminder_owed(learner=learner, centre=centre)
    send_due(NOON)
    assert Message.objects.get(notice=notice).body.startswith("Cofiwch am eich sesiwn: Mer 25 Tach")
    assert text("english").startswith("We will text you in English")
    assert text("next", 1).startswith("Free sessions:")


def test_the_word_language_lists_them():
    assert text("Iaith").startswith("Text one word: ENGLISH, ARABIC, CYMRAEG")
