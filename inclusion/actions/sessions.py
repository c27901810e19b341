"""Everything that changes a session: planning it, its register, calling it off."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from inclusion.actions import evidence as evidence_actions
from inclusion.actions import facts, notices
from inclusion.actions.edits import mark
from inclusion.actions.events import record
from inclusion.actions.ledger import Ledger
from inclusion.choices import Audience, HelpGiven, Rater, SessionKind, SessionState
from inclusion.models import Centre, Cohort, Person, Session, Task, User


class RegisterMoved(Exception):
    """Somebody else saved this register after the page was opened, and said something else."""


@dataclass(frozen=True)
class Register:
    """What a session's register says: who came, what each was seen to do, how many more came, and the note."""

    present: frozenset[Person]
    seen: Mapping[Person, Mapping[Task, HelpGiven]]
    unnamed_heads: int
    note: str
    is_held: bool = True


def read_register(session: Session) -> Register:
    """What the register says now."""
    attendances = session.attendances.standing().select_related("learner", "enrolment")
    present = {a.learner_id or a.enrolment_id: a.learner or a.enrolment for a in attendances}
    seen: dict[Person, dict[Task, HelpGiven]] = {}
    for sight in (
        session.evidence.standing().filter(rater=Rater.OBSERVED).select_related("task").order_by()
    ):
        person = present.get(sight.learner_id or sight.enrolment_id)
        if person:
            seen.setdefault(person, {})[sight.task] = HelpGiven(sight.help_given)
    return Register(
        present=frozenset(person for person in present.values() if person),
        seen=seen,
        unnamed_heads=session.unnamed_heads,
        note=session.note,
        is_held=session.state == SessionState.HELD,
    )


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
    version: int | None = None,
) -> Session:
    """Make the register say who came, what each was seen to do, and how many more came unnamed.

    Saying the same thing twice changes nothing. A tick or a skill that is no longer there is taken back, not
    deleted, so the record of what was said stays. What is said of somebody who did not come is left out.
    `version` is the session's when the page was opened; raises RegisterMoved if it has changed since, unless
    what was saved meanwhile is just this.
    """
    now = now or timezone.now()
    lock(session)
    session.team.add(by)
    came = set(present)
    seen = {person: tasks for person, tasks in seen.items() if person in came and tasks}
    if read_register(session) == Register(frozenset(came), seen, unnamed_heads, note):
        return session
    if version not in (None, session.version):
        raise RegisterMoved
    rewrite(session=session, came=came, seen=seen, by=by, now=now)
    session.version += 1
    says = {"unnamed_heads": unnamed_heads, "note": note, "state": SessionState.HELD}
    mark(session, [name for name, value in says.items() if getattr(session, name) != value], by)
    session.unnamed_heads, session.note, session.state = unnamed_heads, note, SessionState.HELD
    session.logged_by, session.logged_at = session.logged_by or by, session.logged_at or now
    session.save()
    owner = session.centre.organisation_id
    heads = {"named": len(came), "unnamed": unnamed_heads}
    record("save_register", session, by=by, organisation_id=owner, **heads)
    return session


def lock(session: Session) -> None:
    """Hold the session's row until the end of the transaction, and read it as it is now."""
    session.refresh_from_db(from_queryset=Session.objects.select_for_update())


@transaction.atomic
def put_back_register(
    *,
    session: Session,
    before: Register,
    version: int,
    by: User,
    now: dt.datetime | None = None,
) -> Session:
    """Undo: make the register say what it said before, with the session planned again if it was.

    `version` is the session's just after the save being undone. Raises RegisterMoved if somebody has saved since.
    """
    now = now or timezone.now()
    lock(session)
    if session.version != version:
        raise RegisterMoved
    save_register(
        session=session,
        present=before.present,
        seen=before.seen,
        unnamed_heads=before.unnamed_heads,
        note=before.note,
        by=by,
        now=now,
    )
    if not before.is_held:
        session.state, session.logged_by, session.logged_at = SessionState.PLANNED, None, None
        session.save(update_fields=["state", "logged_by", "logged_at"])
    record("put_back_register", session, by=by, organisation_id=session.centre.organisation_id)
    return session


def rewrite(
    *,
    session: Session,
    came: set[Person],
    seen: Mapping[Person, Mapping[Task, HelpGiven]],
    by: User,
    now: dt.datetime,
) -> None:
    """Make who came and what they did exactly this."""
    ledger = Ledger()
    set_presence(ledger, session=session, came=came, by=by, now=now)
    evidence_actions.replace_for_session(ledger, session=session, seen=seen, by=by, now=now)
    ledger.write()


def set_presence(
    ledger: Ledger, *, session: Session, came: set[Person], by: User, now: dt.datetime
) -> None:
    """Make the ticks exactly these: new ones are added, old ones taken back, whoever made them."""
    rows = session.attendances.standing().select_related("learner", "enrolment")
    here = {row.learner or row.enrolment for row in rows}
    ledger.look([session.pk], [person.pk for person in came | here if person])
    for person in came - here:
        facts.say(ledger, id=uuid.uuid4(), session=session, person=person, by=by, now=now)
    for gone in here - came:
        if gone:
            facts.deny(ledger, session=session, person=gone, by=by, now=now)


@transaction.atomic
def cancel_session(*, session: Session, by: User, now: dt.datetime | None = None) -> Session:
    """Call a session off and owe word of it to everyone with a place."""
    if session.state == SessionState.CANCELLED:
        return session
    session.state = SessionState.CANCELLED
    session.version += 1
    mark(session, ["state"], by)
    session.save(update_fields=["state", "version", "edits"])
    notices.owe_cancellation(session=session, now=now or timezone.now())
    record("cancel_session", session, by=by, organisation_id=session.centre.organisation_id)
    return session


class CannotMove(Exception):
    """Why a session cannot be moved, for the person asking."""


@transaction.atomic
def move_session(
    *, session: Session, starts_at: dt.datetime, ends_at: dt.datetime, by: User, now: dt.datetime
) -> Session:
    """Hold a session at another time, and owe word of it to everyone with a place. Raises CannotMove."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    if (session.starts_at, session.ends_at) == (starts_at, ends_at):
        return session
    if session.state != SessionState.PLANNED:
        raise CannotMove("That session has been held or called off, so it stays where it is.")
    if starts_at <= now:
        raise CannotMove("That time has passed. Choose one to come.")
    session.starts_at, session.ends_at = starts_at, ends_at
    session.version += 1
    mark(session, ["when"], by)
    session.save(update_fields=["starts_at", "ends_at", "version", "edits"])
    notices.owe_word_of_a_move(session=session, now=now)
    record("move_session", session, by=by, organisation_id=session.centre.organisation_id)
    return session
