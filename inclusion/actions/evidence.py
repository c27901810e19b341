"""Writing down what somebody was seen to do."""

import datetime as dt
from collections.abc import Mapping

from inclusion.actions.events import record
from inclusion.choices import Channel, HelpGiven, Rater
from inclusion.models import Enrolment, Evidence, Learner, Session, Task, User

Person = Learner | Enrolment


def replace_for_session(
    *, session: Session, seen: Mapping[Person, Mapping[Task, HelpGiven]], by: User, now: dt.datetime
) -> None:
    """Make what was observed at one session exactly this: add what is new, take back what is gone or different."""
    wanted = {
        (person.pk, task.pk): (person, task, help_given)
        for person, tasks in seen.items()
        for task, help_given in tasks.items()
    }
    for old in session.evidence.standing().filter(rater=Rater.OBSERVED):
        key = (old.learner_id or old.enrolment_id, old.task_id)
        if key in wanted and wanted[key][2] == old.help_given:
            del wanted[key]
        else:
            take_back(evidence=old, by=by, now=now)
    for person, task, help_given in wanted.values():
        observe(person=person, task=task, help_given=help_given, session=session, by=by, now=now)


def observe(
    *,
    person: Person,
    task: Task,
    help_given: HelpGiven,
    session: Session,
    by: User,
    now: dt.datetime,
) -> Evidence:
    """A volunteer saw somebody do a task at a session."""
    return Evidence.objects.create(
        learner=person if isinstance(person, Learner) else None,
        enrolment=person if isinstance(person, Enrolment) else None,
        session=session,
        task=task,
        help_given=help_given,
        rater=Rater.OBSERVED,
        channel=Channel.ONLINE,
        seen_on=session.held_on,
        seen_by=by,
        recorded_at=now,
    )


def take_back(*, evidence: Evidence, by: User | None, now: dt.datetime) -> None:
    """It was a mistake. The row stays, and no longer counts."""
    evidence.withdrawn_at = now
    evidence.save(update_fields=["withdrawn_at"])
    record("take_back_evidence", evidence, by=by)
