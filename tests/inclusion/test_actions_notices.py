import datetime as dt

import pytest
from django.utils import timezone

from inclusion.actions.notices import owe_session_reminders, owe_word_to_those_missed, settle
from inclusion.choices import BookingState, NoticeKind, NoticeState, SessionState
from inclusion.models import Notice
from inclusion.rules.reminders import LONDON
from tests.factories import AttendanceFactory, BookingFactory, NoticeFactory, SessionFactory

pytestmark = pytest.mark.django_db

MONDAY = dt.datetime(2026, 11, 23, 9, tzinfo=LONDON)


def session_on(day, **changes):
    starts_at = dt.datetime(2026, 11, day, 14, tzinfo=LONDON)
    return SessionFactory(starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=1), **changes)


def test_everyone_with_a_place_is_owed_one_reminder_however_often_we_look():
    booking = BookingFactory(session=session_on(24))

    counts = [owe_session_reminders(MONDAY), owe_session_reminders(MONDAY)]

    notice = Notice.objects.get()
    assert counts == [1, 0]
    assert (notice.learner, notice.session) == (booking.learner, booking.session)
    assert timezone.localtime(notice.due_at) == dt.datetime(2026, 11, 23, 10, tzinfo=LONDON)


def test_nobody_is_reminded_of_a_place_they_gave_up_or_a_session_called_off_or_far_away():
    BookingFactory(session=session_on(24), state=BookingState.GIVEN_UP)
    BookingFactory(session=session_on(24, state=SessionState.CANCELLED))
    BookingFactory(session=session_on(30))

    assert owe_session_reminders(MONDAY) == 0


@pytest.mark.parametrize("bookings", [1, 3])
def test_looking_costs_the_same_when_nothing_is_new(django_assert_num_queries, bookings):
    BookingFactory.create_batch(bookings, session=session_on(24))
    owe_session_reminders(MONDAY)

    with django_assert_num_queries(3):
        owe_session_reminders(MONDAY)


def test_a_debt_once_settled_is_owed_no_more():
    notice = NoticeFactory()

    settle(notice=notice, now=MONDAY)

    assert notice.state == NoticeState.SETTLED
    assert not Notice.objects.owed().exists()


def test_a_notice_is_due_from_its_moment_and_not_before():
    notice = NoticeFactory(due_at=MONDAY)

    assert list(Notice.objects.due(MONDAY - dt.timedelta(seconds=1))) == []
    assert list(Notice.objects.due(MONDAY)) == [notice]


def test_who_kept_a_place_and_did_not_come_is_told_once_the_morning_after_that_we_missed_them():
    session = session_on(23, state=SessionState.HELD)
    came, missed = BookingFactory(session=session), BookingFactory(session=session)
    BookingFactory(session=session, state=BookingState.GIVEN_UP)
    AttendanceFactory(session=session, learner=came.learner)
    evening = dt.datetime(2026, 11, 23, 19, tzinfo=LONDON)

    counts = [owe_word_to_those_missed(evening), owe_word_to_those_missed(evening)]

    notice = Notice.objects.get()
    assert counts == [1, 0]
    assert (notice.kind, notice.learner) == (NoticeKind.MISSED_YOU, missed.learner)
    assert timezone.localtime(notice.due_at) == dt.datetime(2026, 11, 24, 10, tzinfo=LONDON)


def test_nobody_is_said_to_be_missed_before_the_register_is_in_or_days_later():
    BookingFactory(session=session_on(23))
    BookingFactory(session=session_on(18, state=SessionState.HELD))
    assert owe_word_to_those_missed(dt.datetime(2026, 11, 23, 19, tzinfo=LONDON)) == 0


@pytest.mark.parametrize("bookings", [1, 3])
def test_looking_for_the_missed_costs_the_same(django_assert_num_queries, bookings):
    BookingFactory.create_batch(bookings, session=session_on(23, state=SessionState.HELD))
    evening = dt.datetime(2026, 11, 23, 19, tzinfo=LONDON)
    owe_word_to_those_missed(evening)
    with django_assert_num_queries(3):
        owe_word_to_those_missed(evening)
