"""People who have done enough, and certificates, for tests of reports."""

import datetime as dt

import factory
import shapely
from django.utils import timezone

from inclusion.choices import FrameworkKind, HelpGiven
from reports.certificates import issue_certificate
from reports.choices import Aim, Comparison, Splitting
from reports.models import (
    AreaNeed,
    Estimate,
    NeedEstimate,
    Plan,
    PublishedFigure,
    Release,
    Target,
)
from tests.factories import (
    CohortFactory,
    CouncilFactory,
    EnrolmentFactory,
    EvidenceFactory,
    FrameworkFactory,
    LearnerFactory,
    TaskFactory,
)


class PlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Plan

    council = factory.SubFactory(CouncilFactory)
    pounds = 150
    public, voluntary, private = 34, 33, 33
    reason = "Our own accounts for 2026"


class TargetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Target

    council = factory.SubFactory(CouncilFactory)
    aim = Aim.REACHED
    people = 500
    starts_on = dt.date(2025, 4, 1)
    ends_on = dt.date(2028, 3, 31)


class PublishedFigureFactory(factory.django.DjangoModelFactory):
    """Liverpool's own, in a made-up council."""

    class Meta:
        model = PublishedFigure

    council = factory.SubFactory(CouncilFactory)
    survey = "ONS internet access, quarterly"
    measures = "had never used the internet"
    on = dt.date(2011, 5, 15)
    share, low, high = 0.29, 0.25, 0.33
    source = "A council's own news page"


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


def estimate_of(boundary_set, **shares):
    """An estimate of a set of wards: `estimate_of(wards, Market=0.3)`, for 1,000 adults in each ward named."""
    releases = {
        kind: Release.objects.get_or_create(
            kind=kind, name=f"{kind} 2022", year=2022, source="Here"
        )[0]
        for kind in ("rates", "population", "deprivation")
    }
    estimate = Estimate.objects.create(
        boundary_set=boundary_set, definition="EDS Foundation", level="8 tasks", year=2022, method=1,
        splitting=Splitting.POSTCODES, slope=0.45, spread=0.35, adults=1_000 * len(shares), share=0.2, low=0.17,
        high=0.23, at_other_slopes=[[0, 0.18, 0.13, 0.26]], **releases,
    )  # fmt: skip
    for name, share in shares.items():
        ward = boundary_set.wards.get(name=name)
        middle = shapely.point_on_surface(shapely.from_wkb(bytes(ward.outline)))
        AreaNeed.objects.create(
            estimate=estimate, ward=ward, area=f"A{ward.pk:08}"[:9], easting=round(middle.x),
            northing=round(middle.y), adults=1_000, without=1_000 * share,
        )  # fmt: skip
        NeedEstimate.objects.create(
            estimate=estimate, ward=ward, adults=1_000, share=share,
            low=share - 0.1, high=share + 0.1, chance_worst_fifth=share * 2,
            comparison=Comparison.HIGHER if share > 0.29 else Comparison.SIMILAR,
        )  # fmt: skip
    return estimate
