"""Everything that changes a session: planning it, its register, calling it off."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone

from inclusion.actions import evidence as evidence_actions
from inclusion.actions import notices
from inclusion.actions.events import record
from inclusion.choices import Audience, HelpGiven, SessionKind, SessionState
from inclusion.models import Attendance, Centre, Cohort, Enrolment, Learner, Session, Task, User

Person = Learner | Enrolment


def person_field(person: Person) -> dict[str, Person]:
    """The column a person is kept in: adults and children are never mixed up."""
    return {"learner": person} if isinstance(person, Learner) else {"enrolment": person}


@transaction.atomic
def plan_session(
    *,
    id: uuid.UUID,  # noqa: A002 -- the session's own id, made by whoever filled in the form
    centre: Centre,
    kind: SessionKind,
    topic: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    places: int,
    by: User | None,
    audience: Audience = Audience.EVERYONE,
    cohort: Cohort | None = None,
) -> Session:
    """Put a session in the diary, once however often the form is sent."""
    session, is_new = Session.objects.get_or_create(
        id=id,
        defaults={
            "centre": centre,
            "kind": kind,
            "topic": topic,
            "audience": audience,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "places": places,
            "cohort": cohort,
        },
    )
    if is_new:
        if by:
            session.team.add(by)
        record("plan_session", session, by=by, organisation_id=centre.organisation_id)
    return session


@transaction.atomic
def save_register(
    *,
    session: Session,
    present: Collection[Person],
    seen: Mapping[Person, Mapping[Task, HelpGiven]],
    unnamed_heads: int,
    note: str,
    by: User,
    now: dt.datetime | None = None,
) -> Session:
    """Make the register say who came, what each was seen to do, and how many more came unnamed.

    Saying the same thing twice changes nothing. A tick or a skill that is no longer there is taken back, not
    deleted, so the record of what was said stays.
    """
    now = now or timezone.now()
    came = set(present)
    set_presence(session=session, came=came, by=by, now=now)
    evidence_actions.replace_for_session(
        session=session,
        seen={person: tasks for person, tasks in seen.items() if person in came},
        by=by,
        now=now,
    )
    session.unnamed_heads, session.note, session.state = unnamed_heads, note, SessionState.HELD
    session.logged_by, session.logged_at = session.logged_by or by, session.logged_at or now
    session.version += 1
    session.save()
    session.team.add(by)
    record(
        "save_register",
        session,
        by=by,
        organisation_id=session.centre.organisation_id,
        named=len(came),
        unnamed=unnamed_heads,
    )
    return session


def set_presence(*, session: Session, came: set[Person], by: User, now: dt.datetime) -> None:
    """Make the ticks exactly these: new ones are added, old ones taken back."""
    for person in came:
        mark_present(session=session, person=person, by=by, now=now)
    for attendance in session.attendances.standing().select_related("learner", "enrolment"):
        if (attendance.learner or attendance.enrolment) not in came:
            take_back_presence(attendance=attendance, by=by, now=now)


def mark_present(
    *, session: Session, person: Person, by: User | None, now: dt.datetime
) -> Attendance:
    """Somebody came. A second tick is the same tick; one taken back stands again."""
    attendance, _ = Attendance.objects.update_or_create(
        session=session,
        **person_field(person),
        defaults={"withdrawn_at": None},
        create_defaults={"recorded_by": by, "recorded_at": now},
    )
    return attendance


def take_back_presence(*, attendance: Attendance, by: User | None, now: dt.datetime) -> None:
    """The tick was a mistake: they were not here, and nobody saw them do anything."""
    attendance.withdrawn_at = now
    attendance.save(update_fields=["withdrawn_at"])
    record("take_back_presence", attendance, by=by)


@transaction.atomic
def cancel_session(*, session: Session, by: User, now: dt.datetime | None = None) -> Session:
    """Call a session off and owe word of it to everyone with a place."""
    if session.state == SessionState.CANCELLED:
        return session
    session.state = SessionState.CANCELLED
    session.version += 1
    session.save(update_fields=["state", "version"])
    notices.owe_cancellation(session=session, now=now or timezone.now())
    record("cancel_session", session, by=by, organisation_id=session.centre.organisation_id)
    return session
