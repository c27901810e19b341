"""Code Clubs at the desk."""

import datetime as dt

import pytest

from inclusion.choices import FrameworkKind, HelpGiven, Role
from inclusion.models import Cohort, Event
from tests.factories import (
    AttendanceFactory,
    CentreFactory,
    CohortFactory,
    EnrolmentFactory,
    EvidenceFactory,
    FrameworkFactory,
    OrganisationFactory,
    SessionFactory,
    TaskFactory,
    coordinator,
    council_person,
)

pytestmark = pytest.mark.django_db
CLUBS = "/desk/cohorts/"


@pytest.fixture
def library():
    return OrganisationFactory()


@pytest.fixture
def desk(client, library):
    client.force_login(coordinator(library))
    return client


@pytest.fixture
def autumn(library):
    return CohortFactory(club__centre__organisation=library)


def listed(page):
    return [*page.context["now_on"], *page.context["over"]]


def test_the_organisations_own_clubs_are_listed(desk, autumn):
    CohortFactory()

    assert listed(desk.get(CLUBS)) == [autumn]


@pytest.mark.parametrize("clubs", [1, 3])
def test_the_list_costs_the_same_however_many_clubs(
    desk, library, clubs, django_assert_num_queries
):
    for cohort in CohortFactory.create_batch(clubs, club__centre__organisation=library):
        EnrolmentFactory(cohort=cohort)

    with django_assert_num_queries(4):
        desk.get(CLUBS)


def test_the_chart_sets_children_against_projects(desk, autumn):
    game, quiz = TaskFactory.create_batch(2, framework=autumn.projects)
    comet = EnrolmentFactory(cohort=autumn, nickname="Comet")
    EnrolmentFactory(cohort=autumn, nickname="Badger")
    EvidenceFactory(learner=None, enrolment=comet, task=game)
    EvidenceFactory(learner=None, enrolment=comet, task=quiz, help_given=HelpGiven.SHOWN)
    AttendanceFactory(learner=None, enrolment=comet)

    rows = desk.get(f"{CLUBS}{autumn.pk}/").context["rows"]

    assert [
        (row.child.nickname, [task.best for task in row.progress.tasks], row.times_came)
        for row in rows
    ] == [
        ("Badger", [None, None], 0),
        ("Comet", [HelpGiven.ALONE, HelpGiven.SHOWN], 1),
    ]


@pytest.mark.parametrize("children", [1, 3])
def test_the_chart_costs_the_same_however_many_children(
    desk, autumn, children, django_assert_num_queries
):
    task = TaskFactory(framework=autumn.projects)
    for child in EnrolmentFactory.create_batch(children, cohort=autumn):
        EvidenceFactory(learner=None, enrolment=child, task=task)

    with django_assert_num_queries(10):
        desk.get(f"{CLUBS}{autumn.pk}/")


def test_looking_at_the_children_is_written_down(desk, autumn):
    desk.get(f"{CLUBS}{autumn.pk}/")

    event = Event.objects.get()
    assert (event.verb, event.noun_id) == ("look_at_children", str(autumn.pk))


def test_a_lead_sees_how_many_and_no_nicknames(client, library, autumn):
    EnrolmentFactory(cohort=autumn, nickname="Comet")
    client.force_login(council_person(Role.LEAD, library.council))

    text = client.get(f"{CLUBS}{autumn.pk}/").content.decode()

    assert ("1 of 15 children" in text, "Comet" in text, Event.objects.count()) == (True, False, 0)


def test_another_organisations_club_is_not_found(desk):
    assert desk.get(f"{CLUBS}{CohortFactory().pk}/").status_code == 404


def opening(centre, projects, **changes):
    """The form that opens a club, filled in."""
    return {
        "id": "6a1f4c1e-52e8-4ea6-9d3a-111111111111",
        "centre": centre.pk,
        "club": "Fernley Code Club",
        "name": "Spring 2030",
        "projects": projects.pk,
        "starts_on": "7 1 2030",
        "ends_on": "Friday 29 March 2030",
        "places": "12",
        **changes,
    }


@pytest.fixture
def fernley(library):
    return CentreFactory(organisation=library)


@pytest.fixture
def projects():
    return FrameworkFactory(kind=FrameworkKind.CODE_CLUB)


def test_a_club_can_be_opened_and_twice_is_once(desk, fernley, projects):
    for _ in range(2):
        desk.post(f"{CLUBS}new/", opening(fernley, projects))

    cohort = Cohort.objects.get()
    assert (str(cohort), cohort.ends_on, cohort.places) == (
        "Fernley Code Club, Spring 2030",
        dt.date(2030, 3, 29),
        12,
    )


def test_the_next_term_carries_on_the_same_club(desk, fernley, projects):
    spring = CohortFactory(club__centre=fernley, club__name="Fernley Code Club")

    desk.post(f"{CLUBS}new/", opening(fernley, projects, club="fernley code club"))

    assert spring.club.cohorts.count() == 2


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("ends_on", "6 1 2030", "It ends before it starts. Check both days."),
        ("starts_on", "31 2 2030", "There is no such day. We need a date like 27 3 2026."),
        ("name", "Autumn 2026", "That club has a term of that name already."),
    ],
)
def test_a_club_that_cannot_be_is_explained(desk, fernley, projects, field, typed, reason):
    CohortFactory(club__centre=fernley, club__name="Fernley Code Club", name="Autumn 2026")

    page = desk.post(f"{CLUBS}new/", opening(fernley, projects, **{field: typed}))

    assert (page.context["form"].errors[field], Cohort.objects.count()) == ([reason], 1)
    assert f'value="{typed}"' in page.content.decode()


def test_another_organisations_centre_cannot_hold_our_club(desk, projects):
    page = desk.post(f"{CLUBS}new/", opening(CentreFactory(), projects))

    assert (list(page.context["form"].errors), Cohort.objects.count()) == (["centre"], 0)


def test_the_registers_say_who_came_in_numbers(desk, autumn):
    held = SessionFactory(
        centre=autumn.club.centre, cohort=autumn, kind="code_club", state="held", unnamed_heads=2
    )
    AttendanceFactory(session=held, learner=None, enrolment=EnrolmentFactory(cohort=autumn))

    assert "3 came" in desk.get(f"{CLUBS}{autumn.pk}/").content.decode()
