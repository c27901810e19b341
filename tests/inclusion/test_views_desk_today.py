"""The desk's front room."""

import datetime as dt

import pytest
from django.utils import timezone

from inclusion.choices import Role, SessionState
from tests.factories import (
    AttendanceFactory,
    BookingFactory,
    CentreFactory,
    ConflictFactory,
    EvidenceFactory,
    FrameworkFactory,
    LearnerFactory,
    OrganisationFactory,
    QuarantineFactory,
    SessionFactory,
    TaskFactory,
    coordinator,
    council_person,
    volunteer,
)

pytestmark = pytest.mark.django_db
TODAY = "/desk/"


@pytest.fixture
def library():
    return OrganisationFactory(name="Ashmere Libraries")


@pytest.fixture
def market(library):
    return CentreFactory(organisation=library)


@pytest.fixture
def desk(client, library):
    client.force_login(coordinator(library))
    return client


def session(centre, days_ago, state=SessionState.HELD, **fields):
    starts = timezone.now() - dt.timedelta(days=days_ago)
    return SessionFactory(centre=centre, starts_at=starts, state=state, **fields)


def came(centre, learner, days_ago):
    return AttendanceFactory(session=session(centre, days_ago), learner=learner)


def figures(page):
    return {figure.label: (figure.now, figure.compared) for figure in page.context["figures"]}


def test_a_session_without_a_register_waits_for_you(desk, market):
    over = session(market, 2, SessionState.PLANNED)
    session(market, 3)

    assert desk.get(TODAY).context["waiting"] == [over]


def test_somebody_who_finished_the_last_task_this_week_is_named(desk, library):
    framework = FrameworkFactory(tasks_for_the_level=2)
    wifi, email = TaskFactory.create_batch(2, framework=framework)
    jean, old = LearnerFactory.create_batch(2, organisation=library)
    today = timezone.localdate()
    for learner, day in ((jean, today), (old, today - dt.timedelta(days=30))):
        EvidenceFactory(learner=learner, task=wifi, seen_on=today - dt.timedelta(days=60))
        EvidenceFactory(learner=learner, task=email, seen_on=day)
    EvidenceFactory(learner=old, task=email, seen_on=today)

    assert desk.get(TODAY).context["reached"] == [jean]


def test_todays_and_tomorrows_sessions_are_apart(desk, market):
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    today = SessionFactory(centre=market, starts_at=noon)
    tomorrow = SessionFactory(centre=market, starts_at=noon + dt.timedelta(days=1))
    SessionFactory(centre=market, starts_at=noon + dt.timedelta(days=2))

    assert desk.get(TODAY).context["days"] == [("Today", [today]), ("Tomorrow", [tomorrow])]


def test_the_last_28_days_stand_beside_the_28_before(desk, library, market):
    jean, aisha = LearnerFactory.create_batch(2, organisation=library)
    came(market, jean, days_ago=40)
    came(market, jean, days_ago=5)
    newest = came(market, aisha, days_ago=4).session
    newest.team.add(volunteer(library), volunteer(library))

    assert figures(desk.get(TODAY)) == {
        "people helped": (2, "1 more than the 28 days before"),
        "sessions held": (2, "1 more than the 28 days before"),
        "came for the first time": (1, "The same as the 28 days before"),
        "hours volunteers gave": (3, "3 more than the 28 days before"),
    }


def test_a_tick_taken_back_helps_nobody(desk, library, market):
    visit = came(market, LearnerFactory(organisation=library), days_ago=3)
    visit.withdrawn_at = timezone.now()
    visit.save()

    assert figures(desk.get(TODAY))["people helped"][0] == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_front_room_costs_the_same_however_busy(
    desk, library, market, rows, django_assert_num_queries
):
    task = TaskFactory(framework__tasks_for_the_level=1)
    for learner in LearnerFactory.create_batch(rows, organisation=library):
        came(market, learner, days_ago=2)
        EvidenceFactory(learner=learner, task=task, seen_on=timezone.localdate())
        session(market, 1, SessionState.PLANNED)
        BookingFactory(session=SessionFactory(centre=market))

    ConflictFactory.create_batch(rows, organisation=library)
    QuarantineFactory.create_batch(rows, organisation=library)
    with django_assert_num_queries(15):
        desk.get(TODAY)


def test_two_answers_and_work_on_hold_are_work_to_do_with_a_way_to_it(desk, library):
    ConflictFactory.create_batch(2, organisation=library)
    QuarantineFactory(organisation=library)
    ConflictFactory()
    QuarantineFactory()

    page = desk.get(TODAY)

    assert (page.context["answers"], page.context["held"]) == (2, 1)
    words = page.content.decode()
    assert '<a href="/desk/conflicts/">2 to choose between</a>' in words
    assert '<a href="/desk/quarantine/">1 to look at</a>' in words


def test_a_lead_sees_organisations_side_by_side_as_counts_and_no_names(client, library, market):
    hall = CentreFactory(
        organisation=OrganisationFactory(council=library.council, name="Millrace Trust")
    )
    came(market, LearnerFactory(organisation=library, first_name="Zeb"), days_ago=3)
    session(hall, 3)
    client.force_login(council_person(Role.LEAD, library.council))

    page = client.get(TODAY)

    assert [
        (one.organisation, one.now("helped"), one.now("sessions")) for one in page.context["counts"]
    ] == [
        ("Ashmere Libraries", 1, 1),
        ("Millrace Trust", 0, 1),
    ]
    assert "Zeb" not in page.content.decode()


def test_a_coordinator_sees_only_their_own_figures(desk, market):
    session(CentreFactory(), 3)

    page = desk.get(TODAY)

    assert (figures(page)["sessions held"][0], page.context["counts"]) == (0, [])


def test_a_quiet_day_says_so(desk):
    assert "Nothing waits for you. Every register is in." in desk.get(TODAY).content.decode()
