"""Counting people by ward, checked by hand in small worlds."""

import datetime as dt

import pytest

from inclusion.choices import SessionState
from reports.figures import NOT_KNOWN, Period, boundary_set_on, count_all, this_period
from tests.factories import (
    AttendanceFactory,
    BoundarySetFactory,
    CentreFactory,
    CouncilFactory,
    LearnerFactory,
    OrganisationFactory,
    PostcodeFactory,
    SessionFactory,
    WardFactory,
)
from tests.reports.factories import (
    certificate_for,
    child_who_made,
    framework_of,
    learner_who_did,
    projects_of,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
PERIOD = Period(dt.date(2025, 4, 1), NOW)


class Town:
    """Two wards, and an organisation with a library in the first."""

    def __init__(self):
        self.council = CouncilFactory()
        self.wards = BoundarySetFactory(council=self.council)
        self.market, self.quarry = WardFactory.create_batch(2, boundary_set=self.wards)
        self.organisation = OrganisationFactory(council=self.council)
        self.library = CentreFactory(
            organisation=self.organisation, postcode=PostcodeFactory(ward=self.market)
        )

    def session(self, **fields):
        fields = {"starts_at": NOW - dt.timedelta(days=3), "state": SessionState.HELD, **fields}
        return SessionFactory(centre=self.library, **fields)

    def learner(self, ward=None):
        postcode = PostcodeFactory(ward=ward) if ward else None
        return LearnerFactory(organisation=self.organisation, postcode=postcode)

    def count(self):
        return count_all(self.council, self.wards, PERIOD)


def test_each_person_is_counted_once_where_they_live():
    town = Town()
    regular, newcomer = town.learner(town.quarry), town.learner(town.quarry)
    for session in [town.session(), town.session()]:
        AttendanceFactory(session=session, learner=regular)
    AttendanceFactory(session=town.session(unnamed_heads=3), learner=newcomer)
    AttendanceFactory(session=town.session(), learner=town.learner())
    counts = town.count()
    assert counts.helped == {town.market.pk: 0, town.quarry.pk: 2, NOT_KNOWN: 1}
    assert counts.sessions == {town.market.pk: 4, town.quarry.pk: 0, NOT_KNOWN: 0}
    assert counts.unnamed_heads == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"state": SessionState.CANCELLED},
        {"starts_at": dt.datetime(2025, 3, 31, 22, 59, tzinfo=dt.UTC)},
        {"starts_at": NOW + dt.timedelta(hours=1)},
    ],
)
def test_a_session_called_off_or_outside_the_time_does_not_count(fields):
    town = Town()
    AttendanceFactory(session=town.session(**fields), learner=town.learner(town.market))
    counts = town.count()
    assert sum(counts.helped.values()) == 0
    assert sum(counts.sessions.values()) == 0


def test_a_tick_taken_back_does_not_count():
    town = Town()
    AttendanceFactory(session=town.session(), learner=town.learner(town.market), withdrawn_at=NOW)
    assert sum(town.count().helped.values()) == 0


def test_another_councils_people_are_not_ours():
    town, other = Town(), Town()
    AttendanceFactory(session=other.session(), learner=other.learner(town.market))
    assert sum(town.count().helped.values()) == 0
    assert other.count().helped[NOT_KNOWN] == 1


def test_the_level_counts_certificates_that_stand():
    town, framework = Town(), framework_of(1)
    for ward in [town.market, town.quarry]:
        learner = learner_who_did(
            framework, organisation=town.organisation, postcode=PostcodeFactory(ward=ward)
        )
        certificate = certificate_for(learner, framework=framework)
    certificate.withdrawn_at = NOW
    certificate.save()
    assert town.count().reached == {town.market.pk: 1, town.quarry.pk: 0, NOT_KNOWN: 0}


def test_children_are_counted_for_the_council_and_in_no_ward():
    town = Town()
    child = child_who_made(projects_of(1))
    AttendanceFactory(session=town.session(), learner=None, enrolment=child)
    counts = town.count()
    assert (counts.children, sum(counts.helped.values())) == (1, 0)


def test_the_wards_are_those_in_force_on_the_day():
    council = CouncilFactory()
    old = BoundarySetFactory(
        council=council, in_force_from=dt.date(2018, 5, 3), in_force_to=dt.date(2026, 5, 7)
    )
    new = BoundarySetFactory(council=council, in_force_from=dt.date(2026, 5, 7))
    assert boundary_set_on(council, dt.date(2026, 5, 6)) == old
    assert boundary_set_on(council, dt.date(2026, 5, 7)) == new
    assert boundary_set_on(council, dt.date(2018, 5, 2)) is None


def test_people_are_counted_again_in_the_new_wards_when_they_come_into_force():
    town = Town()
    new = BoundarySetFactory(council=town.council, in_force_from=dt.date(2026, 5, 7))
    learner = town.learner(town.quarry)
    dock = WardFactory(boundary_set=new)
    learner.postcode.placements.create(boundary_set=new, ward=dock, placed="within")
    AttendanceFactory(session=town.session(), learner=learner)
    assert count_all(town.council, new, PERIOD).helped == {dock.pk: 1, NOT_KNOWN: 0}


@pytest.mark.parametrize(
    ("today", "since"),
    [
        (dt.datetime(2026, 11, 20, tzinfo=dt.UTC), dt.date(2025, 4, 1)),
        (dt.datetime(2026, 3, 31, 22, tzinfo=dt.UTC), dt.date(2024, 4, 1)),
        (dt.datetime(2026, 3, 31, 23, 30, tzinfo=dt.UTC), dt.date(2025, 4, 1)),
    ],
)
def test_figures_begin_with_the_last_full_financial_year(today, since):
    assert this_period(today).since == since


@pytest.mark.parametrize("wards", [1, 3])
def test_counting_takes_as_many_looks_however_many_wards(wards, django_assert_num_queries):
    town = Town()
    WardFactory.create_batch(wards, boundary_set=town.wards)
    with django_assert_num_queries(7):
        town.count()
