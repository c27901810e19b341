"""The diary at the desk, and one session in it."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from inclusion.choices import Audience, NoticeKind, Role, SessionKind, SessionState
from inclusion.models import Event, Session
from tests.factories import (
    AttendanceFactory,
    BookingFactory,
    CentreFactory,
    CohortFactory,
    EnrolmentFactory,
    LearnerFactory,
    OrganisationFactory,
    SessionFactory,
    coordinator,
    council_person,
    volunteer,
)

pytestmark = pytest.mark.django_db
DIARY = "/desk/sessions/"


@pytest.fixture
def library():
    return OrganisationFactory()


@pytest.fixture
def market(library):
    return CentreFactory(organisation=library, name="Market Library")


@pytest.fixture
def desk(client, library):
    client.force_login(coordinator(library))
    return client


@pytest.fixture
def lead(client, library):
    client.force_login(council_person(Role.LEAD, library.council))
    return client


def listed(page):
    return [session for _, on in page.context["days"] for session in on]


def held(centre, **fields):
    starts = timezone.now() - dt.timedelta(days=1)
    return SessionFactory(centre=centre, starts_at=starts, state=SessionState.HELD, **fields)


def plan(centre, **changes):
    """The planning form, filled in: a drop-in on 27 March 2030."""
    return {
        "id": str(uuid.uuid4()),
        "centre": centre.pk,
        "kind": "drop_in",
        "topic": "Ask us anything",
        "audience": "everyone",
        "day": "27 3 2030",
        "starts": "10am",
        "ends": "11:30am",
        "places": "8",
        "weeks": "1",
        **changes,
    }


def test_the_diary_holds_the_organisations_own_sessions(desk, market):
    ours = SessionFactory(centre=market)
    SessionFactory()

    assert listed(desk.get(DIARY)) == [ours]


def test_a_month_can_be_asked_for(desk, market):
    march = SessionFactory(centre=market, starts_at=dt.datetime(2030, 3, 31, 23, 30, tzinfo=dt.UTC))
    SessionFactory(centre=market)

    assert (
        listed(desk.get(DIARY, {"month": "2030-03"})),
        listed(desk.get(DIARY, {"month": "2030-04"})),
    ) == ([], [march])


def test_one_centre_can_be_asked_for(desk, library, market):
    there = SessionFactory(centre=market)
    SessionFactory(centre=CentreFactory(organisation=library))

    assert listed(desk.get(DIARY, {"centre": market.slug})) == [there]


@pytest.mark.parametrize("sessions", [1, 3])
def test_the_diary_costs_the_same_however_full(desk, market, sessions, django_assert_num_queries):
    for session in SessionFactory.create_batch(sessions, centre=market):
        BookingFactory(session=session)

    with django_assert_num_queries(5):
        desk.get(DIARY)


@pytest.mark.parametrize("people", [1, 3])
def test_a_session_costs_the_same_however_many_came(
    desk, market, library, people, django_assert_num_queries
):
    session = held(market)
    for learner in LearnerFactory.create_batch(people, organisation=library):
        AttendanceFactory(session=session, learner=learner)
        BookingFactory(session=session, learner=learner)

    with django_assert_num_queries(8):
        desk.get(f"{DIARY}{session.pk}/")


def test_the_organisation_sees_who_came_by_name(desk, library, market):
    session = held(market, unnamed_heads=2)
    AttendanceFactory(
        session=session, learner=LearnerFactory(organisation=library, first_name="Zeb")
    )

    text = desk.get(f"{DIARY}{session.pk}/").content.decode()

    assert ("Zeb" in text, "1 on the register, and 2 more without a name." in text) == (True, True)


def test_a_lead_sees_counts_and_no_names(lead, library, market):
    session = held(market, note="Zeb forgot his glasses")
    zeb = LearnerFactory(organisation=library, first_name="Zeb")
    AttendanceFactory(session=session, learner=zeb)
    BookingFactory(session=session, learner=zeb)
    session.team.add(volunteer(library))

    text = lead.get(f"{DIARY}{session.pk}/").content.decode()

    assert ("Zeb" in text, "Aisha" in text.split("<main")[1], "1 on the register." in text) == (
        False,
        False,
        True,
    )


def test_opening_a_childrens_register_is_written_down(desk, market):
    cohort = CohortFactory(club__centre=market)
    session = held(market, kind=SessionKind.CODE_CLUB, cohort=cohort)
    child = EnrolmentFactory(cohort=cohort, nickname="Comet")
    AttendanceFactory(session=session, learner=None, enrolment=child)

    text = desk.get(f"{DIARY}{session.pk}/").content.decode()

    assert ("Comet" in text, [e.verb for e in Event.objects.all()]) == (True, ["look_at_children"])


@pytest.mark.parametrize("part", ["", "cancel/", "move/"])
def test_another_organisations_session_is_not_found(desk, part):
    assert desk.get(f"{DIARY}{SessionFactory().pk}/{part}").status_code == 404


@pytest.mark.parametrize("part", ["new/", "cancel", "move"])
def test_a_lead_changes_nothing(lead, market, part):
    address = (
        DIARY + part if part == "new/" else f"{DIARY}{SessionFactory(centre=market).pk}/{part}/"
    )

    assert lead.post(address).status_code == 403


def test_a_session_can_be_planned_in_plain_words(desk, market):
    desk.post(
        f"{DIARY}new/", plan(market, day="Wednesday 27 March 2030", starts="2:30pm", ends="16:00")
    )

    session = Session.objects.get()
    assert (session.starts_at, session.length, session.topic) == (
        dt.datetime(2030, 3, 27, 14, 30, tzinfo=dt.UTC),
        dt.timedelta(minutes=90),
        "Ask us anything",
    )


def test_a_session_every_week_keeps_its_hour_through_the_clock_change(desk, market):
    desk.post(f"{DIARY}new/", plan(market, weeks="3"))

    assert [
        timezone.localtime(session.starts_at).strftime("%d %b %H:%M")
        for session in Session.objects.order_by("starts_at")
    ] == ["27 Mar 10:00", "03 Apr 10:00", "10 Apr 10:00"]


def test_pressing_the_button_twice_plans_once(desk, market):
    filled = plan(market, weeks="2")

    for _ in range(2):
        desk.post(f"{DIARY}new/", filled)

    assert Session.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("day", "31 2 2030", "There is no such day. We need a date like 27 3 2026."),
        ("day", "1 1 2020", "That has passed. We need a day and time to come."),
        ("starts", "2:30", "Is that 2:30am or 2:30pm?"),
        ("ends", "9am", "It ends before it starts. Check both times."),
        ("ends", "11pm", "That is more than 8 hours. Check both times."),
        ("places", "lots", "We need a number of places, like 8."),
        ("weeks", "99", "We can plan 26 weeks at a time."),
    ],
)
def test_what_cannot_be_is_explained_and_stays_as_typed(desk, market, field, typed, reason):
    page = desk.post(f"{DIARY}new/", plan(market, **{field: typed}))

    assert (page.context["form"].errors[field], Session.objects.count()) == ([reason], 0)
    assert f'value="{typed}"' in page.content.decode()


def test_another_organisations_centre_cannot_be_chosen(desk):
    page = desk.post(f"{DIARY}new/", plan(CentreFactory()))

    assert (list(page.context["form"].errors), Session.objects.count()) == (["centre"], 0)


def test_a_code_club_session_belongs_to_a_club_and_is_for_children(desk, market):
    cohort = CohortFactory(club__centre=market)

    without = desk.post(f"{DIARY}new/", plan(market, kind="code_club"))
    desk.post(f"{DIARY}new/", plan(market, kind="code_club", cohort=cohort.pk))

    session = Session.objects.get()
    assert (without.context["form"].errors["cohort"], session.cohort, session.audience) == (
        ["Choose which Code Club it is."],
        cohort,
        Audience.CHILDREN,
    )


def test_calling_off_asks_first(desk, market):
    session = SessionFactory(centre=market)
    BookingFactory.create_batch(2, session=session)

    text = desk.get(f"{DIARY}{session.pk}/cancel/").content.decode()

    session.refresh_from_db()
    assert ("2 people have a place. Each will be told." in text, session.state) == (
        True,
        SessionState.PLANNED,
    )


def test_calling_off_owes_word_to_everyone_with_a_place(desk, market):
    session = SessionFactory(centre=market)
    booking = BookingFactory(session=session)

    desk.post(f"{DIARY}{session.pk}/cancel/")

    session.refresh_from_db()
    assert (session.state, [(n.kind, n.learner) for n in session.notices.all()]) == (
        SessionState.CANCELLED,
        [(NoticeKind.SESSION_CANCELLED, booking.learner)],
    )


def test_the_move_form_begins_with_the_times_as_they_are(desk, market):
    starts = dt.datetime(2030, 7, 1, 9, tzinfo=dt.UTC)
    session = SessionFactory(centre=market, starts_at=starts)

    form = desk.get(f"{DIARY}{session.pk}/move/").context["form"]

    assert form.initial == {"day": "1 7 2030", "starts": "10am", "ends": "11:30am"}


def test_a_session_can_be_moved(desk, market):
    session = SessionFactory(centre=market)

    desk.post(f"{DIARY}{session.pk}/move/", {"day": "1 7 2030", "starts": "2pm", "ends": "3pm"})

    session.refresh_from_db()
    assert session.starts_at == dt.datetime(2030, 7, 1, 13, tzinfo=dt.UTC)


def test_a_session_that_was_held_stays_where_it_was(desk, market):
    assert desk.get(f"{DIARY}{held(market).pk}/move/").status_code == 404
