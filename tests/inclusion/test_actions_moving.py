"""Moving a session, and telling people."""

import datetime as dt

import pytest
from django.utils import timezone

from inclusion.actions.notices import owe_session_reminders
from inclusion.actions.sessions import CannotMove, move_session
from inclusion.choices import NoticeKind, NoticeState, SessionState
from tests.factories import BookingFactory, SessionFactory, UserFactory

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def move(session, to, now=None):
    return move_session(
        session=session,
        starts_at=to,
        ends_at=to + HOUR,
        by=UserFactory(),
        now=now or timezone.now(),
    )


def test_everyone_with_a_place_is_owed_the_new_time():
    now = timezone.now()
    booking = BookingFactory()

    move(booking.session, now + dt.timedelta(days=9), now)

    notice = booking.learner.notices.get()
    assert (notice.kind, notice.due_at, notice.state, notice.session) == (
        NoticeKind.SESSION_MOVED, now, NoticeState.OWED, booking.session,
    )  # fmt: skip


def test_a_second_move_takes_the_place_of_word_of_the_first():
    now = timezone.now()
    booking = BookingFactory()
    move(booking.session, now + dt.timedelta(days=9), now)

    move(booking.session, now + dt.timedelta(days=10), now)

    owed = booking.learner.notices.owed()
    assert [(notice.kind, notice.due_at) for notice in owed] == [(NoticeKind.SESSION_MOVED, now)]


def test_a_reminder_not_yet_sent_waits_for_the_new_day():
    now = timezone.now()
    booking = BookingFactory(session__starts_at=now + dt.timedelta(hours=40))
    owe_session_reminders(now)

    moved = move(booking.session, booking.session.starts_at + dt.timedelta(days=7), now)

    reminder = booking.learner.notices.get(key__startswith="reminder:")
    assert reminder.useful_until == moved.starts_at - 2 * HOUR


def test_word_of_a_move_does_not_stand_in_for_the_reminder():
    now = timezone.now()
    booking = BookingFactory(session__starts_at=now + dt.timedelta(days=9))
    moved = move(booking.session, now + dt.timedelta(days=10), now)

    owed = owe_session_reminders(moved.starts_at - dt.timedelta(hours=30))

    assert owed == 1


def test_moving_to_the_same_time_tells_nobody_anything():
    booking = BookingFactory()

    move_session(
        session=booking.session,
        starts_at=booking.session.starts_at,
        ends_at=booking.session.ends_at,
        by=UserFactory(),
        now=timezone.now(),
    )

    assert booking.learner.notices.count() == 0


@pytest.mark.parametrize("state", [SessionState.HELD, SessionState.CANCELLED])
def test_what_is_over_or_off_cannot_be_moved(state):
    session = SessionFactory(state=state)

    with pytest.raises(CannotMove):
        move(session, timezone.now() + dt.timedelta(days=9))


def test_nothing_moves_into_the_past():
    session = SessionFactory()

    with pytest.raises(CannotMove):
        move(session, timezone.now() - HOUR)
