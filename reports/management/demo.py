"""The certificates people in the demo had earned by now, each dated to its own day, and Ashmere's estimate."""

import datetime as dt

from inclusion.choices import FrameworkKind
from inclusion.management.demo.world import World
from inclusion.models import Enrolment, Framework, Learner, Person
from reports.awards import AWARDS, earned_on
from reports.certificates import earned_not_issued, issue_certificate
from reports.management.demo_need import estimate_ashmere
from reports.management.demo_next import suggest_sessions
from reports.management.demo_programme import plan_ashmere
from reports.models import Certificate
from reports.proof import evidence_of, observation

ISSUED_AT_HOUR = 18
STILL_TO_PRINT = dt.timedelta(days=21)


def dress(world: World) -> None:
    """Estimate who lacks the skills. Issue what was earned, on the evening it was earned, and print all but the newest.
    Nobody is owed a text. Last, what the lead suggests next."""
    estimate_ashmere(world)
    plan_ashmere(world)
    adults = Learner.objects.filter(organisation__council=world.council).in_bulk()
    children = Enrolment.objects.filter(
        cohort__club__centre__organisation__council=world.council
    ).in_bulk()
    frameworks = Framework.objects.in_bulk()
    in_order = ("learner_id", "enrolment_id", "task__framework_id")
    for row in list(earned_not_issued().order_by(*in_order)):
        person: Person | None = adults.get(row["learner_id"]) or children.get(row["enrolment_id"])
        if person is not None:
            issue_on_the_day(person, frameworks[row["task__framework_id"]], world)
    Certificate.objects.filter(
        organisation__council=world.council, issued_at__lt=world.now - STILL_TO_PRINT
    ).update(printed_at=world.now - STILL_TO_PRINT)
    suggest_sessions(world)


def issue_on_the_day(person: Person, framework: Framework, world: World) -> None:
    """As the worker would have, that evening."""
    seen = [observation(one) for one in evidence_of(person, framework)]
    award = AWARDS[FrameworkKind(framework.kind)]
    day = earned_on(award, seen, framework.tasks_for_the_level)
    if day is not None:
        issue_certificate(
            person=person,
            framework=framework,
            by=None,
            now=world.moment(day, ISSUED_AT_HOUR),
            serial=world.new_card_code(),
        )
