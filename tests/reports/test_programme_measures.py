"""What the programme did, counted by hand in a small town."""

import datetime as dt

import pytest
from django.utils import timezone

from inclusion.choices import HelpGiven, Rater, Role, SessionKind, SessionState
from reports.figures import NOT_KNOWN, Period
from reports.programme import measures as by
from reports.programme.page import Programme
from reports.programme.spans import Span, spans
from tests.factories import (
    AttendanceFactory,
    CohortFactory,
    EnrolmentFactory,
    EvidenceFactory,
    MembershipFactory,
    OrganisationFactory,
    TaskFactory,
)
from tests.reports.factories import certificate_for, framework_of, learner_who_did
from tests.reports.test_figures import NOW, PERIOD, Town
from tests.sms.factories import MessageFactory

pytestmark = pytest.mark.django_db
LATER = Period(PERIOD.since, NOW + dt.timedelta(days=150))


def test_nobody_is_counted_twice_in_a_ward_an_organisation_or_a_month():
    town = Town()
    for learner in (jean := town.learner(town.market), town.learner(town.quarry)):
        AttendanceFactory(session=town.session(), learner=learner)
    AttendanceFactory(session=town.session(), learner=jean)
    ward = by.by_ward(by.HELPED, town.council, PERIOD, town.wards)
    assert ward == {town.market.pk: 1, town.quarry.pk: 1}
    assert by.by_organisation(by.HELPED, town.council, PERIOD) == {town.organisation.pk: 2}
    assert by.by_month(by.HELPED, town.council, PERIOD) == {dt.date(2026, 11, 1): 2}
    assert by.in_all(by.HELPED, town.council, PERIOD) == 2


def test_somebody_without_a_postcode_is_elsewhere():
    town = Town()
    AttendanceFactory(session=town.session(), learner=town.learner())
    assert by.by_ward(by.HELPED, town.council, PERIOD, town.wards) == {NOT_KNOWN: 1}


def test_assessed_is_seen_by_somebody_else_and_not_ones_own_word():
    town = Town()
    EvidenceFactory(learner=town.learner(), help_given=HelpGiven.SHOWN)
    EvidenceFactory(learner=town.learner(), rater=Rater.SELF)
    assert by.in_all(by.ASSESSED, town.council, PERIOD) == 1


def test_a_childs_project_is_no_assessment_of_an_adult():
    town = Town()
    EvidenceFactory(learner=None, enrolment=EnrolmentFactory(), task=TaskFactory())
    assert by.in_all(by.ASSESSED, town.council, PERIOD) == 0


@pytest.mark.parametrize(("weeks", "still"), [(11, 0), (12, 1), (20, 1)])
def test_still_there_is_seen_again_twelve_weeks_on(weeks, still):
    town = Town()
    framework = framework_of(1)
    jean = learner_who_did(framework, organisation=town.organisation)
    earned = certificate_for(jean, framework=framework).earned_on
    EvidenceFactory(
        learner=jean,
        task=framework.tasks.get(),
        seen_on=earned + dt.timedelta(weeks=weeks),
    )
    assert by.in_all(by.RETAINED, town.council, LATER) == still
    assert by.in_all(by.COULD_BE, town.council, LATER) == 1


def test_coming_again_twelve_weeks_on_is_still_there_too():
    town = Town()
    framework = framework_of(1)
    jean = learner_who_did(framework, organisation=town.organisation)
    earned = certificate_for(jean, framework=framework).earned_on
    starts = timezone.make_aware(dt.datetime.combine(earned, dt.time(10)))
    late = town.session(starts_at=starts + dt.timedelta(weeks=12))
    AttendanceFactory(session=late, learner=jean)
    assert by.in_all(by.RETAINED, town.council, LATER) == 1
    assert by.by_month(by.RETAINED, town.council, LATER) == {earned.replace(day=1): 1}


def test_nobody_can_be_still_there_before_twelve_weeks_are_over():
    town = Town()
    certificate_for(organisation=town.organisation)
    assert by.in_all(by.COULD_BE, town.council, PERIOD) == 0


def test_a_volunteer_gives_the_length_of_each_session_and_a_coordinator_is_paid():
    town = Town()
    session = town.session()
    session.team.add(MembershipFactory(organisation=town.organisation).user)
    session.team.add(MembershipFactory(organisation=town.organisation, role=Role.COORDINATOR).user)
    again = town.session()
    again.team.add(*session.team.all())
    town.session(state=SessionState.CANCELLED).team.add(*session.team.all())
    assert by.in_all(by.HOURS, town.council, PERIOD) == 3  # twice an hour and a half
    assert by.by_ward(by.HOURS, town.council, PERIOD, town.wards) == {town.market.pk: 3}


def test_texts_are_counted_where_they_went_and_who_sent_them():
    town = Town()
    sent = NOW - dt.timedelta(days=1)
    jean = town.learner(town.quarry)
    MessageFactory(organisation=town.organisation, learner=jean, state="delivered", queued_at=sent)
    MessageFactory(organisation=town.organisation, state="queued", queued_at=sent)
    MessageFactory(organisation=OrganisationFactory(), state="delivered", queued_at=sent)
    assert by.in_all(by.TEXTS, town.council, PERIOD) == 1
    assert by.by_ward(by.TEXTS, town.council, PERIOD, town.wards) == {town.quarry.pk: 1}
    assert by.by_organisation(by.TEXTS, town.council, PERIOD) == {town.organisation.pk: 1}


def test_a_code_club_has_its_children_and_its_sessions():
    town = Town()
    cohort = CohortFactory(club__centre=town.library)
    child = EnrolmentFactory(cohort=cohort)
    for _ in range(2):
        session = town.session(kind=SessionKind.CODE_CLUB, cohort=cohort)
        AttendanceFactory(session=session, learner=None, enrolment=child)
    table = Programme(town.council, Span("", "", "", PERIOD)).table("club")
    assert [(line.label, line.figures) for line in table.lines] == [
        (cohort.club.name, (1, 0, 2, 0))
    ]


def test_sessions_of_no_club_are_not_lost_from_the_clubs_table():
    town = Town()
    town.session()
    table = Programme(town.council, Span("", "", "", PERIOD)).table("club")
    assert [(line.label, line.figures) for line in table.lines] == [
        ("Not a Code Club", (0, 0, 1, 0))
    ]


def test_wards_and_organisations_add_up_to_the_whole():
    town = Town()
    for ward in (town.market, town.quarry, None, None):
        AttendanceFactory(session=town.session(), learner=town.learner(ward))
    programme = Programme(town.council, Span("", "", "", PERIOD))
    whole = [number for _, number, _ in programme.figures]
    assert whole == [4, 0, 0, 0, 4, 0, 0]
    assert programme.table("ward").total == whole
    assert programme.table("organisation").total == whole


def test_the_last_financial_year_ends_with_march():
    span = spans(NOW)["last"]
    assert (span.period.since, span.period.last_day) == (
        dt.date(2025, 4, 1),
        dt.date(2026, 3, 31),
    )
    assert span.words == "from April 2025 to March 2026"
