"""What a text that came in does."""

import datetime as dt

import pytest

from inclusion.actions import notices
from inclusion.actions.sessions import move_session
from inclusion.choices import BookingState, Channel, ConsentPurpose, NoticeKind
from inclusion.models import Booking, Consent
from sms import reading, receive
from sms.choices import Meaning, MessageState
from sms.dispatch import send_due
from sms.models import Inbound, Message, OptOut
from tests.factories import (
    BookingFactory,
    CentreFactory,
    OrganisationFactory,
    SessionFactory,
    UserFactory,
)
from tests.sms.factories import NOON, PHONE, InboundFactory, reminder_owed, texted_learner
from tests.sms.talking import send_in

pytestmark = pytest.mark.django_db
SOON = NOON + dt.timedelta(minutes=5)


def text(body, now=SOON, sender=PHONE):
    return send_in(body, now, sender)


def answers():
    return [m.body for m in Message.objects.filter(in_reply_to__isnull=False).order_by("queued_at")]


@pytest.fixture
def reminded():
    """Somebody who has just been reminded of a session tomorrow at 10."""
    notice = reminder_owed(centre=CentreFactory(name="Market Library"))
    send_due(NOON)
    return Booking.objects.get(session=notice.session)


def test_1_keeps_the_place_and_says_so(reminded):
    text("1")
    reminded.refresh_from_db()
    assert reminded.state == BookingState.CONFIRMED
    assert answers() == [
        "Thank you. We will see you Wed 25 Nov, 10am at Market Library. If you can't come after all, text 2."
    ]


def test_2_frees_the_place(reminded):
    text("2")
    reminded.refresh_from_db()
    assert reminded.state == BookingState.GIVEN_UP
    assert answers()[0].startswith("Thank you for telling us.")


def test_saying_so_in_words_does_the_same(reminded):
    assert text("Sorry, can\u2019t come").meaning == Meaning.NOT_COMING
    reminded.refresh_from_db()
    assert reminded.state == BookingState.GIVEN_UP


def test_a_change_of_mind_takes_the_place_back_if_it_is_free(reminded):
    text("2")
    text("1")
    reminded.refresh_from_db()
    assert reminded.state == BookingState.CONFIRMED


def test_a_change_of_mind_never_takes_somebody_elses_place(reminded):
    text("2")
    reminded.session.places = 1
    reminded.session.save()
    BookingFactory(session=reminded.session)
    assert text("1", now=SOON + dt.timedelta(minutes=1)).needs_person
    reminded.refresh_from_db()
    assert reminded.state == BookingState.GIVEN_UP
    assert answers()[-1].startswith("Sorry, that session is now full.")


def test_a_shared_phone_answers_for_the_booking_it_was_last_asked_about(reminded):
    later = reminder_owed(now=NOON + dt.timedelta(minutes=1))
    send_due(NOON + dt.timedelta(minutes=1))
    text("2")
    assert Booking.objects.get(learner=later.learner).state == BookingState.GIVEN_UP
    reminded.refresh_from_db()
    assert reminded.state == BookingState.HELD


def test_an_answer_after_the_session_began_waits_for_a_person(reminded):
    inbound = text("1", now=reminded.session.starts_at)
    reminded.refresh_from_db()
    assert (inbound.needs_person, reminded.state) == (True, BookingState.HELD)


def test_a_bare_digit_that_answers_nothing_waits_for_a_person():
    assert text("1").needs_person


def test_stop_takes_back_agreement_for_everyone_with_that_number(reminded):
    other = texted_learner()
    text("STOP")
    assert OptOut.objects.covers(PHONE)
    withdrawn = Consent.objects.filter(purpose=ConsentPurpose.TEXTS)
    assert {(c.learner_id, c.withdrawn_channel) for c in withdrawn} == {
        (reminded.learner_id, Channel.TEXT), (other.pk, Channel.TEXT),
    }  # fmt: skip


def test_stop_is_confirmed_once_and_then_there_is_silence(reminded):
    text("Stopiwch")
    text("hello?")
    send_due(SOON)
    farewell = Message.objects.get(in_reply_to__isnull=False)
    assert (
        farewell.body == "You will get no more texts from us. If you want them again, text START."
    )
    assert farewell.state == MessageState.ACCEPTED


def test_stop_wins_over_a_waiting_reminder(reminded):
    text("CANCEL")
    reminded.refresh_from_db()
    assert reminded.state == BookingState.HELD
    assert OptOut.objects.covers(PHONE)


def test_start_brings_back_only_what_stop_took_away(reminded):
    never_agreed = texted_learner()
    never_agreed.consents.all().delete()
    text("stop")
    text("start")
    assert not OptOut.objects.covers(PHONE)
    assert [
        learner.consents.live().filter(purpose=ConsentPurpose.TEXTS).count()
        for learner in (reminded.learner, never_agreed)
    ] == [1, 0]


def test_ok_thanks_does_not_undo_a_stop():
    texted_learner()
    text("STOP")
    text("ok thanks")
    assert OptOut.objects.covers(PHONE)


def test_twilio_answers_its_own_words_itself(settings):
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = "AC" + "a" * 32, "12345"
    for word in ("STOP", "START", "HELP"):
        text(word)
    assert answers() == []
    text("Cymorth")
    assert len(answers()) == 1


def test_somebodys_own_words_wait_for_a_person_and_are_acknowledged_once_an_hour():
    learner = texted_learner()
    inbound = text("Can I bring my sister?")
    text("She is 70")
    assert (inbound.needs_person, inbound.organisation_id) == (True, learner.organisation_id)
    assert answers() == ["Thank you. A person will read your text and answer you soon."]
    text("Hello?", now=SOON + dt.timedelta(minutes=61))
    assert len(answers()) == 2


def test_a_stranger_is_told_that_nobody_can_read_it_where_two_councils_share_the_machine():
    OrganisationFactory()
    text("Hello?")
    OrganisationFactory()
    text("Hello?", now=SOON + dt.timedelta(hours=2))
    assert [words[:22] for words in answers()] == [
        "Thank you. A person wi", "Sorry, we do not know ",
    ]  # fmt: skip


def test_a_moved_session_is_told_as_moved_and_can_be_answered(reminded):
    notices.drop(reminded.session.notices.all(), now=NOON)
    move_session(
        session=reminded.session,
        starts_at=NOON + dt.timedelta(days=3),
        ends_at=NOON + dt.timedelta(days=3, hours=1),
        by=UserFactory(),
        now=NOON,
    )
    send_due(SOON)
    text("2", now=SOON + dt.timedelta(minutes=1))
    reminded.refresh_from_db()
    assert reminded.state == BookingState.GIVEN_UP
    assert Message.objects.get(notice__kind=NoticeKind.SESSION_MOVED).body.startswith(
        "Your session has moved. It is now Fri 27 Nov, 12pm at Market Library."
    )


def test_a_machine_that_never_stops_texting_is_not_answered_for_ever():
    for _ in range(25):
        text("help")
    assert len(answers()) == 20


def test_our_own_number_and_short_codes_are_not_answered():
    text("hello", sender="+447700900000")
    text("hello", sender="60777")
    assert answers() == []


def test_a_text_already_read_is_not_read_again(reminded):
    inbound = text("1")
    receive.read(inbound.pk, SOON)
    assert len(answers()) == 1


def test_the_worker_reads_what_was_stored_and_never_read(reminded):
    InboundFactory(body="1", received_at=NOON)
    assert reading.read_left_over(NOON + dt.timedelta(seconds=10)) == 0
    assert reading.read_left_over(SOON) == 1
    reminded.refresh_from_db()
    assert reminded.state == BookingState.CONFIRMED
    assert Inbound.objects.get().processed_at == SOON


def test_a_session_nobody_was_reminded_of_is_not_answered_for():
    booking = BookingFactory(learner=texted_learner(), session=SessionFactory())
    text("1")
    booking.refresh_from_db()
    assert booking.state == BookingState.HELD
