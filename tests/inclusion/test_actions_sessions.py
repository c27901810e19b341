import datetime as dt
import uuid

import pytest
from django.utils import timezone

from inclusion.actions.sessions import cancel_session, plan_session, save_register
from inclusion.choices import HelpGiven, NoticeKind, NoticeState, SessionKind, SessionState
from inclusion.models import Attendance, Event, Notice, Session
from tests.factories import (
    BookingFactory,
    CentreFactory,
    LearnerFactory,
    NoticeFactory,
    SessionFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def form(**changes):
    starts_at = timezone.now() + dt.timedelta(days=1)
    return {
        "id": uuid.uuid4(),
        "centre": CentreFactory(),
        "kind": SessionKind.DROP_IN,
        "topic": "Bring a bill",
        "starts_at": starts_at,
        "ends_at": starts_at + dt.timedelta(hours=1),
        "places": 8,
        "by": UserFactory(),
        **changes,
    }


def register(session, present=(), seen=None, **changes):
    return save_register(
        session=session,
        present=list(present),
        seen=seen or {},
        **{"unnamed_heads": 0, "note": "", "by": UserFactory(), **changes},
    )


def came(session):
    return {attendance.learner for attendance in session.attendances.standing()}


def seen_at(session):
    return {(e.learner, e.task, e.help_given) for e in session.evidence.standing()}


def test_a_session_form_sent_twice_is_one_session():
    sent = form()

    first, second = plan_session(**sent), plan_session(**sent)

    assert first == second
    assert list(Session.objects.all()) == [first]
    assert [event.verb for event in Event.objects.all()] == ["plan_session"]


def test_a_register_says_who_came_and_what_they_were_seen_to_do():
    session, jean, mo, wifi = SessionFactory(), LearnerFactory(), LearnerFactory(), TaskFactory()

    register(
        session, [jean, mo], {jean: {wifi: HelpGiven.ALONE}}, unnamed_heads=2, note="Tea ran out"
    )

    session.refresh_from_db()
    assert came(session) == {jean, mo}
    assert seen_at(session) == {(jean, wifi, HelpGiven.ALONE)}
    assert (session.unnamed_heads, session.note, session.state) == (
        2,
        "Tea ran out",
        SessionState.HELD,
    )


def test_a_register_saved_twice_by_a_bad_signal_changes_nothing():
    session, jean, wifi = SessionFactory(), LearnerFactory(), TaskFactory()

    for _ in range(2):
        register(session, [jean], {jean: {wifi: HelpGiven.HELPED}})

    assert session.attendances.count() == 1
    assert session.evidence.count() == 1


def test_a_tick_made_by_mistake_is_taken_back_and_what_was_said_stays_on_record():
    session, jean, mo, wifi = SessionFactory(), LearnerFactory(), LearnerFactory(), TaskFactory()
    register(session, [jean, mo], {mo: {wifi: HelpGiven.ALONE}})

    register(session, [jean])

    assert came(session) == {jean}
    assert seen_at(session) == set()
    assert session.attendances.count() == 2
    assert session.evidence.count() == 1


def test_someone_ticked_again_is_there_again():
    session, jean = SessionFactory(), LearnerFactory()
    for present in ([jean], [], [jean]):
        register(session, present)

    assert came(session) == {jean}
    assert Attendance.objects.count() == 1


def test_a_different_view_of_a_skill_replaces_the_first_and_keeps_it():
    session, jean, wifi = SessionFactory(), LearnerFactory(), TaskFactory()
    register(session, [jean], {jean: {wifi: HelpGiven.ALONE}})

    register(session, [jean], {jean: {wifi: HelpGiven.HELPED}})

    assert seen_at(session) == {(jean, wifi, HelpGiven.HELPED)}
    assert session.evidence.count() == 2


def test_nobody_is_seen_to_do_something_at_a_session_they_missed():
    session, jean, wifi = SessionFactory(), LearnerFactory(), TaskFactory()

    register(session, [], {jean: {wifi: HelpGiven.ALONE}})

    assert seen_at(session) == set()


def test_the_first_to_log_a_session_stays_its_author_when_another_corrects_it():
    session, amy, bob = SessionFactory(), UserFactory(), UserFactory()

    register(session, by=amy)
    register(session, by=bob)

    session.refresh_from_db()
    assert session.logged_by == amy
    assert set(session.team.all()) == {amy, bob}


def test_calling_a_session_off_owes_word_to_everyone_with_a_place_and_drops_their_reminder():
    session, now = SessionFactory(), timezone.now()
    jean = BookingFactory(session=session).learner
    reminder = NoticeFactory(session=session, learner=jean)

    for _ in range(2):
        cancel_session(session=session, by=UserFactory(), now=now)

    reminder.refresh_from_db()
    assert reminder.state == NoticeState.DROPPED
    assert [(n.learner, n.kind) for n in Notice.objects.owed()] == [
        (jean, NoticeKind.SESSION_CANCELLED)
    ]
