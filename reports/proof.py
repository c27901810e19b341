"""The evidence a certificate rests on, and the words made from it on the day it is issued."""

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone

from inclusion.choices import HelpGiven, Rater
from inclusion.models import Evidence, Framework, Learner, Organisation, Person
from inclusion.rules.skills import Observation
from reports import wording
from reports.awards import counting, tasks_done
from reports.choices import Award


def evidence_of(person: Person, framework: Framework) -> QuerySet[Evidence]:
    """What others saw somebody do in one framework."""
    seen = Evidence.objects.counted().filter(task__framework=framework).select_related("task")
    if isinstance(person, Learner):
        return seen.filter(learner=person)
    return seen.filter(enrolment=person)


def observation(evidence: Evidence) -> Observation:
    """A row of evidence, as the rules see it."""
    return Observation(
        task=evidence.task_id,
        help_given=HelpGiven(evidence.help_given),
        rater=Rater(evidence.rater),
        seen_on=evidence.seen_on,
    )


def organisation_of(person: Person) -> Organisation:
    if isinstance(person, Learner):
        return person.organisation
    return person.cohort.club.centre.organisation


def worded(
    person: Person, framework: Framework, award: Award, seen: list[Evidence], now: dt.datetime
) -> wording.Wording:
    """What will be printed. An adult's tasks are in the framework's words, a child's are the names of projects."""
    observations = [observation(one) for one in seen]
    done = tasks_done(award, observations)
    tasks = sorted({one.task for one in seen if one.task_id in done}, key=lambda task: task.number)
    days = [one.seen_on for one in counting(award, observations)]
    raters = {one.seen_by_id for one in seen if one.task_id in done and one.seen_by_id}
    organisation = organisation_of(person)
    return wording.Wording(
        name=wording.written(person.known_as),
        award=award,
        title=f"{framework.name}, {framework.edition}",
        can_do=wording.can_do(award, len(tasks)),
        tasks=[task.words for task in tasks],
        place=organisation.name if isinstance(person, Learner) else person.cohort.club.name,
        council=organisation.council.name,
        seen_by=wording.seen_by(len(raters), organisation.name),
        when=wording.between(min(days), max(days)),
        issued=wording.long_day(timezone.localtime(now).date()),
        is_demonstration=organisation.council.is_demonstration,
    )
