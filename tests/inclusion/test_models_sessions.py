import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from inclusion.choices import BookingState, SessionKind, SessionState
from inclusion.models import Session
from inclusion.rules.reminders import LONDON
from tests.factories import (
    AttendanceFactory,
    BookingFactory,
    CentreFactory,
    CohortFactory,
    EnrolmentFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db


def session_at(*moment, **changes):
    starts_at = dt.datetime(*moment, tzinfo=LONDON)
    return SessionFactory(starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=1), **changes)


def test_a_session_late_on_a_summer_evening_is_on_that_londoners_day():
    late = session_at(2026, 7, 1, 23, 30)

    assert list(Session.objects.on(dt.date(2026, 7, 1))) == [late]
    assert list(Session.objects.on(dt.date(2026, 7, 2))) == []
    assert late.held_on == dt.date(2026, 7, 1)


def test_the_day_the_clocks_go_back_has_twenty_five_hours_of_sessions():
    first, last = session_at(2026, 10, 25, 0), session_at(2026, 10, 25, 23)

    assert set(Session.objects.on(dt.date(2026, 10, 25))) == {first, last}


def test_a_class_from_before_midnight_is_today_s_while_it_runs():
    past_midnight = session_at(2026, 7, 1, 23, 30)
    session_at(2026, 7, 1, 22, 0)
    tomorrow = session_at(2026, 7, 2, 23, 0)
    now = dt.datetime(2026, 7, 2, 0, 10, tzinfo=LONDON)

    assert set(Session.objects.today(now)) == {past_midnight, tomorrow}
    assert list(Session.objects.today(past_midnight.ends_at)) == [tomorrow]


def test_sessions_over_and_not_logged_are_waiting_for_a_register():
    now = timezone.now()
    ends_at = now - dt.timedelta(hours=1)
    over = SessionFactory(starts_at=ends_at - dt.timedelta(hours=1), ends_at=ends_at)
    SessionFactory(starts_at=over.starts_at, ends_at=ends_at, state=SessionState.HELD)
    SessionFactory()

    assert list(Session.objects.waiting_for_a_register(now)) == [over]


def test_places_taken_and_heads_are_counted_without_those_who_dropped_out():
    session = SessionFactory()
    BookingFactory.create_batch(2, session=session)
    BookingFactory(session=session, state=BookingState.GIVEN_UP)
    AttendanceFactory.create_batch(3, session=session)
    AttendanceFactory(session=session, withdrawn_at=timezone.now())

    counted = Session.objects.with_turnout().with_places_taken().get()

    assert (counted.named_heads, counted.places_taken) == (3, 2)


def test_the_public_sees_planned_sessions_at_open_centres():
    shown = SessionFactory()
    SessionFactory(state=SessionState.CANCELLED)
    SessionFactory(centre=CentreFactory(is_open=False))

    assert list(Session.objects.open_to_the_public()) == [shown]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": SessionKind.CODE_CLUB},
        {"kind": SessionKind.CLASS, "cohort": True},
        {"ends_at": dt.datetime(2020, 1, 1, tzinfo=LONDON)},
    ],
    ids=["a Code Club with no cohort", "a class with a cohort", "ends before it starts"],
)
def test_the_database_refuses_a_session_that_makes_no_sense(wrong):
    if wrong.get("cohort"):
        wrong = {**wrong, "cohort": CohortFactory()}

    with pytest.raises(IntegrityError):
        SessionFactory(**wrong)


def test_an_attendance_is_of_a_learner_or_a_child_and_never_both():
    with pytest.raises(IntegrityError):
        AttendanceFactory(enrolment=EnrolmentFactory())


def test_a_person_is_on_a_register_once():
    attendance = AttendanceFactory()

    with pytest.raises(IntegrityError):
        AttendanceFactory(session=attendance.session, learner=attendance.learner)
