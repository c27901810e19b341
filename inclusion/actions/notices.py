"""What we owe people to be told. A debt has a key, so owing it twice is owing it once."""

import datetime as dt

from django.db import models, transaction
from django.db.models import Exists, OuterRef

from inclusion.choices import NoticeKind, NoticeState, SessionState
from inclusion.models import Attendance, Booking, Learner, Notice, Session
from inclusion.rules.reminders import morning_after, reminder_window

REMIND_WITHIN = dt.timedelta(days=2)
CANCELLATION_USEFUL_FOR = dt.timedelta(days=2)
# A register that comes in later than this is too late for "we missed you".
MISSED_USEFUL_FOR = dt.timedelta(days=3)


def owe(
    *,
    key: str,
    kind: NoticeKind,
    learner: Learner,
    due_at: dt.datetime,
    useful_until: dt.datetime,
    session: Session | None = None,
) -> Notice:
    """Note one debt to one learner. `key` is made of ids, such as `reminder:<session>:<learner>`."""
    notice, _ = Notice.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "learner": learner,
            "session": session,
            "due_at": due_at,
            "useful_until": useful_until,
        },
    )
    return notice


@transaction.atomic
def owe_session_reminders(now: dt.datetime) -> int:
    """Owe a reminder to everyone with a place at a session in the next two days. Returns how many are new."""
    owed_already = Notice.objects.filter(
        kind=NoticeKind.SESSION_REMINDER, session=OuterRef("session"), learner=OuterRef("learner")
    )
    soon = (
        Booking.objects.standing()
        .filter(
            session__in=Session.objects.still_to_come(now)
            .filter(starts_at__lte=now + REMIND_WITHIN)
            .order_by()
        )
        .exclude(Exists(owed_already))
        .select_related("session", "learner")
    )
    owed = 0
    for booking in soon:
        window = reminder_window(booking.session.starts_at, now)
        if window:
            owe(
                key=f"reminder:{booking.session_id}:{booking.learner_id}",
                kind=NoticeKind.SESSION_REMINDER,
                learner=booking.learner,
                session=booking.session,
                due_at=window.due_at,
                useful_until=window.useful_until,
            )
            owed += 1
    return owed


@transaction.atomic
def owe_word_to_those_missed(now: dt.datetime) -> int:
    """Owe "we missed you" to everyone who kept a place and did not come, once the register says so. Returns how many are new."""
    about = {"session": OuterRef("session"), "learner": OuterRef("learner")}
    missed = (
        Booking.objects.standing()
        .filter(
            session__state=SessionState.HELD,
            session__ends_at__range=(now - MISSED_USEFUL_FOR, now),
        )
        .exclude(Exists(Attendance.objects.standing().filter(**about)))
        .exclude(Exists(Notice.objects.filter(kind=NoticeKind.MISSED_YOU, **about)))
        .select_related("session", "learner")
    )
    rows = list(missed)
    for booking in rows:
        due_at = max(now, morning_after(booking.session.ends_at))
        owe(
            key=f"missed:{booking.session_id}:{booking.learner_id}",
            kind=NoticeKind.MISSED_YOU,
            learner=booking.learner,
            session=booking.session,
            due_at=due_at,
            useful_until=due_at + MISSED_USEFUL_FOR,
        )
    return len(rows)


def owe_cancellation(*, session: Session, now: dt.datetime) -> None:
    """Owe word to everyone with a place, and drop the reminders that would now be wrong."""
    drop(session.notices.owed(), now=now)
    for booking in session.bookings.standing().select_related("learner"):
        owe(
            key=f"cancelled:{session.pk}:{booking.learner_id}",
            kind=NoticeKind.SESSION_CANCELLED,
            learner=booking.learner,
            session=session,
            due_at=now,
            useful_until=max(session.starts_at, now) + CANCELLATION_USEFUL_FOR,
        )


def owe_word_of_a_move(*, session: Session, now: dt.datetime) -> None:
    """Owe everyone with a place the new time now, and set reminders still owed by the new time.

    Word of an earlier move that nobody has had yet is dropped: this one says it all.
    """
    drop(session.notices.filter(kind=NoticeKind.SESSION_MOVED), now=now)
    reminders = session.notices.owed().filter(kind=NoticeKind.SESSION_REMINDER)
    window = reminder_window(session.starts_at, now)
    if window is None:
        drop(reminders, now=now)
    else:
        reminders.update(due_at=window.due_at, useful_until=window.useful_until)
    for booking in session.bookings.standing().select_related("learner"):
        owe(
            key=f"moved:{session.pk}:{session.version}:{booking.learner_id}",
            kind=NoticeKind.SESSION_MOVED,
            learner=booking.learner,
            session=session,
            due_at=now,
            useful_until=session.starts_at,
        )


def settle(*, notice: Notice, now: dt.datetime) -> None:
    """The person has been told, or a channel has taken the debt on."""
    notice.state, notice.settled_at = NoticeState.SETTLED, now
    notice.save(update_fields=["state", "settled_at"])


def drop(notices: models.QuerySet[Notice], *, now: dt.datetime) -> int:
    """These need no telling any more."""
    return notices.filter(state=NoticeState.OWED).update(state=NoticeState.DROPPED, settled_at=now)
