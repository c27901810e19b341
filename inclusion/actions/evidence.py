"""Writing down what a whole group was seen to do, as a register says it."""

import datetime as dt
import uuid
from collections.abc import Mapping

from inclusion.actions import facts
from inclusion.actions.ledger import Ledger
from inclusion.choices import HelpGiven, Rater
from inclusion.models import Person, Session, Task, User


def replace_for_session(
    ledger: Ledger,
    *,
    session: Session,
    seen: Mapping[Person, Mapping[Task, HelpGiven]],
    by: User,
    now: dt.datetime,
) -> None:
    """Make what was observed at one session exactly this: add what is new, take back what is gone or different."""
    wanted = {
        (person.pk, task.pk): (person, task, help_given)
        for person, tasks in seen.items()
        for task, help_given in tasks.items()
    }
    sights = session.evidence.standing().filter(rater=Rater.OBSERVED)
    for old in sights.select_related("learner", "enrolment", "task"):
        person = old.learner or old.enrolment
        key = (old.learner_id or old.enrolment_id, old.task_id)
        if key in wanted and wanted[key][2] == old.help_given:
            del wanted[key]
        elif person:
            facts.deny(ledger, session=session, person=person, task=old.task, by=by, now=now)
    for person, task, help_given in wanted.values():
        facts.say(
            ledger,
            id=uuid.uuid4(),
            session=session,
            person=person,
            task=task,
            help_given=help_given,
            by=by,
            now=now,
        )
