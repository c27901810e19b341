"""Saying that somebody came, or did a task, and taking it back. The register follows from what stands.

Every way of writing a register ends here: the plain pages' save and the phones' operations. The caller holds the
session's row, counts its version up when something changed, and has the ledger written at the end.
"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from inclusion.actions.ledger import Ledger, Row, key_for
from inclusion.choices import Channel, HelpGiven, Rater
from inclusion.models import Attendance, Evidence, Fact, Person, Session, Task, User, column_of
from inclusion.rules.merging import Sight, best_sight

# Rows from before there were facts get one with an id made from theirs, so that making it twice makes one.
OLDER = uuid.UUID("6d0f4c3e-6d1b-5a44-9f0e-1b3a5f1f7c20")


def say(
    ledger: Ledger,
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
    facts, row = facts_about(ledger, session, person, task)
    fact = ledger.find(id)
    if fact is not None and fact.session_id:
        return False
    about = {"session": session, "task": task, "help_given": help_given or "", **column_of(person)}
    if fact is None:
        fact = Fact(id=id, said_by=by, at=now, **about)
        ledger.add(fact)
    else:
        fill_in(ledger, fact, {"said_by": by, "at": now, **about})
    ledger.keep_fact(fact)
    return project(ledger, session, person, task, [*facts, fact], row, now)


def fill_in(ledger: Ledger, fact: Fact, about: Mapping[str, Any]) -> None:
    """The word itself has come, after its taking-back."""
    for name, value in about.items():
        setattr(fact, name, value)
    if fact.session and not may_take_back(fact.taken_back_by, fact.session):
        fact.taken_back_at = fact.taken_back_by = None
    ledger.change(fact, "taken_back_at", "taken_back_by", *about)


def may_take_back(who: User | None, session: Session) -> bool:
    """Whether an early taking-back came from somebody of the organisation that holds the session."""
    if who is None:
        return False
    return who.memberships.filter(organisation=session.centre.organisation_id).exists()


def take_back(ledger: Ledger, *, fact: Fact, by: User | None, now: dt.datetime) -> bool:
    """It was a mistake. Says whether the register changed: somebody else may have said the same."""
    person = fact.learner or fact.enrolment
    if fact.session is None or person is None:
        return False
    facts, row = facts_about(ledger, fact.session, person, fact.task)
    fact = ledger.facts[fact.pk]  # as it is now that the session is held
    if fact.taken_back_at is not None or fact.session is None:
        return False
    withdraw(ledger, [fact], by, now)
    others = [each for each in facts if each.pk != fact.pk]
    return project(ledger, fact.session, person, fact.task, others, row, now)


def take_back_unheard(
    ledger: Ledger,
    *,
    id: uuid.UUID,  # noqa: A002 -- the id of the fact that has yet to come
    by: User | None,
    now: dt.datetime,
) -> None:
    """A taking-back that came before the word it takes back. It waits as an empty fact."""
    fact = Fact(id=id, said_by=by, at=now, taken_back_at=now, taken_back_by=by)
    ledger.add(fact)
    ledger.keep_fact(fact)


def deny(
    ledger: Ledger,
    *,
    session: Session,
    person: Person,
    by: User | None,
    now: dt.datetime,
    task: Task | None = None,
) -> bool:
    """Take back everybody's word for it: the register as a whole was put right."""
    facts, row = facts_about(ledger, session, person, task)
    withdraw(ledger, [fact for fact in facts if fact.taken_back_at is None], by, now)
    return project(ledger, session, person, task, [], row, now)


def withdraw(ledger: Ledger, facts: Sequence[Fact], by: User | None, now: dt.datetime) -> None:
    for fact in facts:
        fact.taken_back_at, fact.taken_back_by = now, by
        ledger.change(fact, "taken_back_at", "taken_back_by")


def facts_about(
    ledger: Ledger, session: Session, person: Person, task: Task | None
) -> tuple[list[Fact], Row | None]:
    """Everything said of one person, session and task; and the row the register shows."""
    facts, row = ledger.about(session, person, task)
    if row and row.withdrawn_at is None and not facts:
        facts.append(older_word(ledger, row, session, person, task))
    return facts, row


def older_word(
    ledger: Ledger, row: Row, session: Session, person: Person, task: Task | None
) -> Fact:
    """A fact for a row that stands with none, such as one brought in from a list."""
    known = ledger.find(older_id(row))
    if known:
        return known
    fact = Fact(
        id=older_id(row),
        session=session,
        task=task,
        help_given=row.help_given if isinstance(row, Evidence) else "",
        said_by=row.seen_by if isinstance(row, Evidence) else row.recorded_by,
        at=row.recorded_at,
        **column_of(person),
    )
    ledger.add(fact)
    ledger.keep_fact(fact)
    return fact


def older_id(row: Row) -> uuid.UUID:
    """The id of the fact behind a row that has none yet."""
    return row.pk if isinstance(row, Evidence) else uuid.uuid5(OLDER, str(row.pk))


def project(
    ledger: Ledger,
    session: Session,
    person: Person,
    task: Task | None,
    facts: Sequence[Fact],
    row: Row | None,
    now: dt.datetime,
) -> bool:
    """Make the register's row say what the facts add up to. Says whether it had to change."""
    standing = [fact for fact in facts if fact.taken_back_at is None]
    if task is None:
        return project_presence(ledger, session, person, standing, row, now)
    return project_sight(ledger, session, person, task, standing, row, now)


def project_presence(
    ledger: Ledger,
    session: Session,
    person: Person,
    standing: Sequence[Fact],
    row: Row | None,
    now: dt.datetime,
) -> bool:
    if row is None and standing:
        came = Attendance(
            session=session, recorded_by=standing[0].said_by, recorded_at=now, **column_of(person)
        )
        ledger.add(came)
        ledger.rows[key_for(session, person, None)] = came
        return True
    if row is None or bool(standing) == (row.withdrawn_at is None):
        return False
    row.withdrawn_at = None if standing else now
    ledger.change(row, "withdrawn_at")
    return True


def project_sight(
    ledger: Ledger,
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
    if isinstance(row, Evidence):
        show(ledger, row, now)
    if best:
        fact = next(fact for fact in standing if str(fact.pk) == best.id)
        observe(ledger, fact, session, person, task, now)
    return True


def show(ledger: Ledger, sight: Evidence, withdrawn_at: dt.datetime | None) -> None:
    """A sight stands again, or no longer."""
    sight.withdrawn_at = withdrawn_at
    ledger.change(sight, "withdrawn_at")
    ledger.keep_sight(sight)


def observe(
    ledger: Ledger, fact: Fact, session: Session, person: Person, task: Task, now: dt.datetime
) -> None:
    """The evidence of one fact stands, for the first time or again. It has the fact's own id."""
    if fact.pk in ledger.sights:
        show(ledger, ledger.sights[fact.pk], None)
        return
    sight = Evidence(
        id=fact.pk,
        session=session,
        task=task,
        help_given=fact.help_given,
        rater=Rater.OBSERVED,
        channel=Channel.ONLINE,
        seen_on=session.held_on,
        seen_by=fact.said_by,
        recorded_at=now,
        **column_of(person),
    )
    ledger.add(sight)
    ledger.keep_sight(sight)
