"""Which rows each kind of person may see. Nobody, and nothing, unless a live membership says so."""

import pytest
from django.utils import timezone

from inclusion.choices import Role
from inclusion.models import (
    Centre,
    Cohort,
    Council,
    Enrolment,
    Learner,
    Membership,
    Notice,
    Organisation,
    Session,
    User,
)
from tests.factories import (
    CentreFactory,
    CodeClubFactory,
    CohortFactory,
    CouncilFactory,
    EnrolmentFactory,
    LearnerFactory,
    MembershipFactory,
    NoticeFactory,
    OrganisationFactory,
    SessionFactory,
    UserFactory,
    coordinator,
    council_person,
    volunteer,
)

pytestmark = pytest.mark.django_db

SCOPED = [Centre, Cohort, Council, Enrolment, Learner, Membership, Notice, Organisation, Session]
NAMED = [Enrolment, Learner, Notice]
COUNTED = [Centre, Cohort, Organisation, Session]


@pytest.fixture
def ours():
    """One of everything, in one organisation of one council."""
    organisation = OrganisationFactory()
    centre = CentreFactory(organisation=organisation)
    EnrolmentFactory(cohort=CohortFactory(club=CodeClubFactory(centre=centre)))
    NoticeFactory(
        learner=LearnerFactory(organisation=organisation), session=SessionFactory(centre=centre)
    )
    return organisation


def seen_by(user, models):
    return {model.__name__: model.objects.visible_to(user).exists() for model in models}


def all_of(models, visible):
    return {model.__name__: visible for model in models}


def test_someone_with_no_role_sees_nothing(ours):
    MembershipFactory(organisation=ours)

    assert seen_by(UserFactory(), SCOPED) == all_of(SCOPED, visible=False)


@pytest.mark.parametrize("person", [volunteer, coordinator])
def test_people_of_the_organisation_see_what_is_theirs(ours, person):
    assert seen_by(person(ours), SCOPED) == all_of(SCOPED, visible=True)


@pytest.mark.parametrize("person", [volunteer, coordinator])
def test_people_of_another_organisation_in_the_same_council_see_none_of_it(ours, person):
    neighbour = person(OrganisationFactory(council=ours.council))

    assert seen_by(neighbour, [Centre, Cohort, Enrolment, Learner, Notice, Session]) == all_of(
        [Centre, Cohort, Enrolment, Learner, Notice, Session], visible=False
    )
    assert list(Organisation.objects.visible_to(neighbour)) == [
        neighbour.memberships.get().organisation
    ]


def test_a_lead_sees_the_work_and_nobody_by_name(ours):
    lead = council_person(Role.LEAD, ours.council)

    assert seen_by(lead, COUNTED) == all_of(COUNTED, visible=True)
    assert seen_by(lead, NAMED) == all_of(NAMED, visible=False)


def test_a_lead_of_another_council_sees_none_of_it(ours):
    assert seen_by(council_person(Role.LEAD, CouncilFactory()), COUNTED) == all_of(
        COUNTED, visible=False
    )


def test_a_role_that_has_ended_opens_nothing(ours):
    person = volunteer(ours)
    person.memberships.update(ended_at=timezone.now())

    assert seen_by(User.objects.get(pk=person.pk), SCOPED) == all_of(SCOPED, visible=False)


def test_a_superuser_made_on_the_command_line_sees_no_personal_data(ours):
    boss = User.objects.create_superuser("boss@example.org")

    assert seen_by(boss, SCOPED) == all_of(SCOPED, visible=False)


def test_what_someone_may_reach_is_read_once(django_assert_num_queries, ours):
    person = volunteer(ours)

    with django_assert_num_queries(1):
        assert person.reach == person.reach
