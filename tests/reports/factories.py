"""People who have done enough, and certificates, for tests of reports."""

import datetime as dt

from django.utils import timezone

from inclusion.choices import FrameworkKind, HelpGiven
from reports.certificates import issue_certificate
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    EvidenceFactory,
    FrameworkFactory,
    LearnerFactory,
    TaskFactory,
)


def framework_of(tasks, **fields):
    """A framework of so many tasks, all of them needed for the level."""
    framework = FrameworkFactory(**{"tasks_for_the_level": tasks, **fields})
    for number in range(1, tasks + 1):
        TaskFactory(framework=framework, number=number, words=f"Do thing {number}.")
    return framework


def learner_who_did(framework, *, all_but=0, help_given=HelpGiven.ALONE, **fields):
    """A learner seen doing a framework's tasks, one a day from 1 November 2026."""
    learner = LearnerFactory(**fields)
    tasks = list(framework.tasks.all())
    for day, task in enumerate(tasks[: len(tasks) - all_but], start=1):
        EvidenceFactory(
            learner=learner, task=task, help_given=help_given, seen_on=dt.date(2026, 11, day)
        )
    return learner


def child_who_made(projects, *, help_given=HelpGiven.HELPED, **fields):
    """A child at a Code Club helped through every project."""
    child = EnrolmentFactory(cohort=CohortFactory(projects=projects), **fields)
    for day, task in enumerate(projects.tasks.all(), start=1):
        EvidenceFactory(
            learner=None,
            enrolment=child,
            task=task,
            help_given=help_given,
            seen_on=dt.date(2026, 11, day),
        )
    return child


def projects_of(count):
    return framework_of(count, kind=FrameworkKind.CODE_CLUB)


def certificate_for(learner=None, *, framework=None, now=None, **fields):
    """A certificate somebody earned. `fields` describe the learner, when none is given."""
    framework = framework or framework_of(2)
    learner = learner or learner_who_did(framework, **fields)
    return issue_certificate(
        person=learner, framework=framework, by=None, now=now or timezone.now()
    )
