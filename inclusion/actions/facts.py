"""Saying that somebody came, or did a task, and taking it back. The register follows from what stands.

Every way of writing a register ends here: the plain pages' save and the phones' operations. The caller holds the
session's row, and counts its version up when something changed.
"""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db.models import Q

from inclusion.choices import Channel, HelpGiven, Rater
from inclusion.models import Attendance, Evidence, Fact, Person, Session, Task, User, column_of
from inclusion.rules.merging import Sight, best_sight

Row = Attendance | Evidence
# Rows from before there were facts get one with an id made from theirs, so that making it twice makes one.
OLDER = uuid.UUID("6d0f4c3e-6d1b-5a44-9f0e-1b3a5f1f7c20")


def say(
    *,
    id: uuid.UUID,  # noqa: A002 -- the fact's own id: that of the operation which said it
    session: Session,
    person: Person,
    by: User | None,
    now: dt.datetime,
    task: Task | None = None,
    help_given: HelpGiven | None = None,
) -> bool:
    """Somebody came, or did `task`. Says whether the register changed. If it was taken back already, it did not."""
    facts, row = facts_about(session, person, task, also=id)
    own = next((fact for fact in facts if fact.pk == id), None)
    if own is not None and own.session_id:
        return False
    fact = Fact(
        id=id,
        session=session,
        task=task,
        help_given=help_given or "",
        said_by=by,
        at=now,
        **column_of(person),
    )
    if own is None:
        fact.save(force_insert=True)
        return project(session, person, task, [*facts, fact], row, now)
    if may_take_back(own.taken_back_by, session):
        fact.taken_back_at, fact.taken_back_by = own.taken_back_at, own.taken_back_by
    fact.save(force_update=True)
    others = [each for each in facts if each.pk != id]
    return project(session, person, task, [fact, *others], row, now)


def may_take_back(who: User | None, session: Session) -> bool:
    """Whether an early taking-back came from somebody of the organisation that holds the session."""
    if who is None:
        return False
    return who.memberships.filter(organisation=session.centre.organisation_id).exists()


def take_back(*, fact: Fact, by: User | None, now: dt.datetime) -> bool:
    """It was a mistake. Says whether the register changed: somebody else may have said the same."""
    person = fact.learner or fact.enrolment
    if fact.taken_back_at is not None or fact.session is None or person is None:
        return False
    facts, row = facts_about(fact.session, person, fact.task)
    withdraw([fact], by, now)
    others = [each for each in facts if each.pk != fact.pk]
    return project(fact.session, person, fact.task, others, row, now)


def take_back_unheard(
    *,
    id: uuid.UUID,  # noqa: A002 -- the id of the fact that has yet to come
    by: User | None,
    now: dt.datetime,
) -> None:
    """A taking-back that came before the word it takes back. It waits as an empty fact."""
    Fact.objects.create(id=id, said_by=by, at=now, taken_back_at=now, taken_back_by=by)


def deny(
    *, session: Session, person: Person, by: User | None, now: dt.datetime, task: Task | None = None
) -> bool:
    """Take back everybody's word for it: the register as a whole was put right."""
    facts, row = facts_about(session, person, task)
    withdraw([fact for fact in facts if fact.taken_back_at is None], by, now)
    return project(session, person, task, [], row, now)


def withdraw(facts: Sequence[Fact], by: User | None, now: dt.datetime) -> None:
    for fact in facts:
        fact.taken_back_at, fact.taken_back_by = now, by
        fact.save(update_fields=["taken_back_at", "taken_back_by"])


def facts_about(
    session: Session, person: Person, task: Task | None, also: uuid.UUID | None = None
) -> tuple[list[Fact], Row | None]:
    """Everything said of one person, session and task, with the one fact of an id; and the row the register shows."""
    about = Q(session=session, task=task, **column_of(person))
    facts = list(Fact.objects.filter(about | Q(pk=also) if also else about))
    row = standing_row(session, person, task)
    if row and row.withdrawn_at is None and not [fact for fact in facts if fact.session_id]:
        facts.append(older_word(row, session, person, task))
    return facts, row


def older_word(row: Row, session: Session, person: Person, task: Task | None) -> Fact:
    """A fact for a row that stands with none, such as one brought in from a list."""
    said_by = row.seen_by if isinstance(row, Evidence) else row.recorded_by
    help_given = row.help_given if isinstance(row, Evidence) else ""
    fact, _ = Fact.objects.get_or_create(
        id=older_id(row),
        defaults={
            "session": session,
            "task": task,
            "help_given": help_given,
            "said_by": said_by,
            "at": row.recorded_at,
            **column_of(person),
        },
    )
    return fact


def older_id(row: Row) -> uuid.UUID:
    """The id of the fact behind a row that has none yet."""
    return row.pk if isinstance(row, Evidence) else uuid.uuid5(OLDER, str(row.pk))


def hear_older(id: uuid.UUID, session: Session | None, person: Person | None) -> None:  # noqa: A002
    """Before a fact nobody has heard of is taken back: is it behind a row from before there were facts?"""
    sight = Evidence.objects.standing().filter(pk=id, rater=Rater.OBSERVED).first()
    if sight is not None and sight.session:
        whom = sight.learner or sight.enrolment
        if whom:
            facts_about(sight.session, whom, sight.task)
    elif session and person:
        facts_about(session, person, None)


def standing_row(session: Session, person: Person, task: Task | None) -> Row | None:
    """The row the register shows. An attendance is found even when it was taken back: there is one a person."""
    if task is None:
        return session.attendances.filter(**column_of(person)).first()
    seen = session.evidence.standing().filter(rater=Rater.OBSERVED, task=task)
    return seen.filter(**column_of(person)).first()


def project(
    session: Session,
    person: Person,
    task: Task | None,
    facts: Sequence[Fact],
    row: Row | None,
    now: dt.datetime,
) -> bool:
    """Make the register's row say what the facts add up to. Says whether it had to change."""
    standing = [fact for fact in facts if fact.session_id and fact.taken_back_at is None]
    if task is None:
        return project_presence(session, person, standing, row, now)
    return project_sight(session, person, task, standing, row, now)


def project_presence(
    session: Session,
    person: Person,
    standing: Sequence[Fact],
    row: Row | None,
    now: dt.datetime,
) -> bool:
    if row is None and standing:
        Attendance.objects.create(
            session=session,
            recorded_by=standing[0].said_by,
            recorded_at=now,
            **column_of(person),
        )
        return True
    if row is None or bool(standing) == (row.withdrawn_at is None):
        return False
    row.withdrawn_at = None if standing else now
    row.save(update_fields=["withdrawn_at"])
    return True


def project_sight(
    session: Session,
    person: Person,
    task: Task,
    standing: Sequence[Fact],
    row: Row | None,
    now: dt.datetime,
) -> bool:
    best = best_sight(Sight(str(fact.pk), HelpGiven(fact.help_given)) for fact in standing)
    if (str(row.pk) if row else None) == (best.id if best else None):
        return False
    if row:
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
    if best:
        fact = next(fact for fact in standing if str(fact.pk) == best.id)
        observe(fact, session, person, task, now)
    return True


def observe(fact: Fact, session: Session, person: Person, task: Task, now: dt.datetime) -> None:
    """The evidence of one fact stands, for the first time or again. It has the fact's own id."""
    Evidence.objects.update_or_create(
        id=fact.pk,
        defaults={"withdrawn_at": None},
        create_defaults={
            "session": session,
            "task": task,
            "help_given": fact.help_given,
            "rater": Rater.OBSERVED,
            "channel": Channel.ONLINE,
            "seen_on": session.held_on,
            "seen_by": fact.said_by,
            "recorded_at": now,
            **column_of(person),
        },
    )
