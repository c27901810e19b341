"""Who is asked how it was, and how often; and what is kept."""

import datetime as dt

import pytest

from inclusion.actions import feedback
from inclusion.actions.erasure import forget_learner
from inclusion.actions.merging import merge_learners
from inclusion.choices import Channel, ConsentPurpose, NoticeKind, NoticeState, SessionState
from inclusion.models import Event, Feedback, Notice
from inclusion.rules.reminders import LONDON
from tests.factories import (
    AttendanceFactory,
    ConsentFactory,
    FeedbackFactory,
    LearnerFactory,
    NoticeFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
EVENING = dt.datetime(2026, 11, 24, 18, tzinfo=LONDON)


def held(days_ago=0, **details):
    starts_at = EVENING - days_ago * DAY - dt.timedelta(hours=7)
    ends_at = starts_at + dt.timedelta(hours=1)
    return SessionFactory(
        starts_at=starts_at, ends_at=ends_at, **{"state": SessionState.HELD} | details
    )


def agreeing(phone="+447700900101", **details):
    learner = LearnerFactory(phone=phone, **details)
    ConsentFactory(learner=learner, purpose=ConsentPurpose.TEXTS)
    return learner


def test_somebody_who_came_is_owed_the_question_once_for_that_evening():
    came = AttendanceFactory(learner=agreeing(), session=held())
    at_noon = EVENING - dt.timedelta(hours=6)
    assert [feedback.owe_the_question(at_noon) for _ in range(2)] == [1, 0]
    notice = Notice.objects.get()
    assert (notice.kind, notice.learner, notice.session, notice.due_at) == (
        NoticeKind.HOW_WAS_IT,
        came.learner,
        came.session,
        EVENING,
    )


def test_nobody_is_asked_twice_in_four_weeks_however_often_they_come():
    learner = agreeing()
    AttendanceFactory(learner=learner, session=held())
    feedback.owe_the_question(EVENING)
    AttendanceFactory(learner=learner, session=held(-27))
    assert feedback.owe_the_question(EVENING + 27 * DAY) == 0
    AttendanceFactory(learner=learner, session=held(-28))
    assert feedback.owe_the_question(EVENING + 28 * DAY) == 1


def test_of_two_sessions_they_are_asked_about_the_later():
    learner, later = agreeing(), held()
    for session in (later, held(1)):
        AttendanceFactory(learner=learner, session=session)
    assert feedback.owe_the_question(EVENING) == 1
    assert Notice.objects.get().session == later


def test_a_question_that_was_never_put_does_not_count_as_asking():
    learner = agreeing()
    NoticeFactory(
        learner=learner, kind=NoticeKind.HOW_WAS_IT, state=NoticeState.DROPPED,
        due_at=EVENING - DAY, settled_at=EVENING,
    )  # fmt: skip
    AttendanceFactory(learner=learner, session=held())
    assert feedback.owe_the_question(EVENING) == 1


def test_nobody_is_asked_who_did_not_agree_has_no_number_or_did_not_come():
    AttendanceFactory(learner=LearnerFactory(phone="+447700900102"), session=held())
    AttendanceFactory(learner=agreeing(phone=""), session=held())
    AttendanceFactory(learner=agreeing("+447700900103"), session=held(), withdrawn_at=EVENING)
    AttendanceFactory(learner=agreeing("+447700900104"), session=held(3))
    AttendanceFactory(learner=agreeing("+447700900105"), session=held(state=SessionState.PLANNED))
    assert feedback.owe_the_question(EVENING) == 0


@pytest.mark.parametrize("people", [1, 3])
def test_looking_costs_the_same_when_nobody_is_new(django_assert_num_queries, people):
    for n in range(people):
        AttendanceFactory(learner=agreeing(f"+44770090010{n}"), session=held())
    feedback.owe_the_question(EVENING)
    with django_assert_num_queries(3):
        feedback.owe_the_question(EVENING)


def test_a_second_score_for_one_session_is_the_one_that_counts_and_is_read_again():
    said = FeedbackFactory(read_at=EVENING)
    feedback.keep_score(
        session_id=said.session_id, learner=said.learner, score=2, channel=Channel.TEXT, now=EVENING
    )
    said = Feedback.objects.get()
    assert (said.score, said.read_at) == (2, None)


def test_a_score_for_a_session_that_is_gone_is_not_kept():
    said = feedback.keep_score(
        session_id=LearnerFactory().pk, learner=LearnerFactory(), score=2, channel=Channel.TEXT,
        now=EVENING,
    )  # fmt: skip
    assert (said, Feedback.objects.count()) == (None, 0)


def test_reading_it_is_on_record_once_without_their_words():
    said, by = FeedbackFactory(words="Told us a plumless secret"), UserFactory()
    for _ in range(2):
        feedback.mark_read(feedback=said, by=by, now=EVENING)
    said.refresh_from_db()
    event = Event.objects.get(verb="read_feedback")
    assert (said.read_at, said.read_by, event.actor_id, event.facts) == (EVENING, by, by.pk, {})


def test_somebody_forgotten_leaves_no_word_of_theirs():
    said = FeedbackFactory(words="It was loud.")
    forget_learner(learner=said.learner, by=None)
    assert not Feedback.objects.exists()


def test_two_records_made_one_have_one_score_for_a_session_and_keep_the_others():
    kept = LearnerFactory()
    other = LearnerFactory(organisation=kept.organisation)
    session = SessionFactory()
    FeedbackFactory(learner=kept, session=session, score=5)
    FeedbackFactory(learner=other, session=session, score=1)
    FeedbackFactory(learner=other, score=3)
    merge_learners(kept=kept, other=other, by=UserFactory(), now=EVENING)
    assert sorted(kept.feedback.values_list("score", flat=True)) == [3, 5]
    assert Feedback.objects.count() == 2
