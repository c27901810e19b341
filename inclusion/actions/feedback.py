"""Asking people how a session was, and keeping what they say."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Exists, OuterRef

from inclusion.actions.events import record
from inclusion.actions.notices import owe
from inclusion.choices import Channel, ConsentPurpose, NoticeKind, NoticeState, SessionState
from inclusion.models import Attendance, Feedback, Learner, Notice, Session, User
from inclusion.rules.feedback import ASK_AGAIN_AFTER, ask_from

# A register that comes in later than this is too late to ask about.
ASKED_WITHIN = ASK_FOR = dt.timedelta(days=2)


@transaction.atomic
def owe_the_question(now: dt.datetime) -> int:
    """Owe "how was it?" to those who came and agreed to texts, once in four weeks each. A worker's job.

    Somebody who came to two sessions is asked about the later one. Returns how many are new.
    """
    asked = Notice.objects.filter(kind=NoticeKind.HOW_WAS_IT, learner=OuterRef("learner"))
    lately = asked.exclude(state=NoticeState.DROPPED).filter(due_at__gt=now - ASK_AGAIN_AFTER)
    came = (
        Attendance.objects.standing()
        .filter(
            session__state=SessionState.HELD,
            session__ends_at__range=(now - ASKED_WITHIN, now),
            learner__in=Learner.objects.current()
            .exclude(phone="")
            .who_agreed_to(ConsentPurpose.TEXTS),
        )
        .exclude(Exists(lately))
        .exclude(Exists(asked.filter(session=OuterRef("session"))))
        .select_related("session", "learner")
        .order_by("session__ends_at")
    )
    latest = {each.learner_id: each for each in came}
    for each in latest.values():
        if each.learner:
            ask(each.learner, each.session, now)
    return len(latest)


def ask(learner: Learner, session: Session, now: dt.datetime) -> Notice:
    due_at = max(now, ask_from(session.ends_at))
    return owe(
        key=f"how:{session.pk}:{learner.pk}",
        kind=NoticeKind.HOW_WAS_IT,
        learner=learner,
        session=session,
        due_at=due_at,
        useful_until=due_at + ASK_FOR,
    )


def keep_score(
    *, session_id: uuid.UUID | str, learner: Learner, score: int, channel: Channel, now: dt.datetime
) -> Feedback | None:
    """What somebody gave a session. A second score for it is the one that counts. None if the session is gone."""
    if not Session.objects.filter(pk=session_id).exists():
        return None
    feedback, _ = Feedback.objects.update_or_create(
        session_id=session_id,
        learner=learner,
        defaults={"score": score, "channel": channel, "said_at": now, "read_at": None},
    )
    return feedback


def keep_words(*, session_id: uuid.UUID | str, learner: Learner, words: str) -> None:
    """Why they gave it. Somebody at the desk has not read it yet, even if they had read the score."""
    Feedback.objects.filter(session__pk=session_id, learner=learner).update(
        words=words, read_at=None
    )


@transaction.atomic
def mark_read(*, feedback: Feedback, by: User, now: dt.datetime, answered: bool = False) -> None:
    """Somebody has read it, and perhaps answered. Saying so twice changes nothing."""
    these = Feedback.objects.filter(pk=feedback.pk)
    read = these.filter(read_at__isnull=True).update(read_at=now, read_by=by)
    if answered:
        read += these.filter(answered_at__isnull=True).update(answered_at=now)
    if read:
        centre = feedback.session.centre
        record("read_feedback", feedback, by=by, organisation_id=centre.organisation_id)
