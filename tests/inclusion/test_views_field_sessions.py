"""The volunteer's first page, and beginning a session nobody planned."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from inclusion.choices import SessionKind, SessionState
from inclusion.models import Session
from tests.factories import (
    AttendanceFactory,
    BookingFactory,
    CentreFactory,
    SessionFactory,
    volunteer,
)

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 24, 12, 2, tzinfo=dt.UTC)
HOME, NEW, AGAIN = "/field/", "/field/sessions/new/", "/field/sessions/again/"


@pytest.fixture(autouse=True)
def _tuesday_at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def centre():
    return CentreFactory(name="Market Library", places=9)


@pytest.fixture
def amy(client, centre):
    user = volunteer(centre.organisation)
    client.force_login(user)
    return user


def at(centre, hours, **details):
    """A session so many hours from now."""
    return SessionFactory(centre=centre, starts_at=NOON + dt.timedelta(hours=hours), **details)


def drop_in(centre, **changes):
    return {
        "id": uuid.uuid4(),
        "centre": centre.pk,
        "day": "today",
        "time": "10am",
        "minutes": "90",
        "kind": "drop_in",
        "topic": "Bring a bill",
        **changes,
    }


def test_a_first_day_says_what_to_do(client, amy):
    page = client.get(HOME).content.decode()

    assert "Nothing is planned today." in page
    assert "Log a session now" in page
    assert "Same as last time" not in page


def test_today_what_is_owed_and_what_is_next_each_stand_in_their_place(client, amy, centre):
    today, earlier, later = at(centre, -3), at(centre, -26), at(centre, 24)
    at(centre, -50, state=SessionState.HELD)
    SessionFactory(starts_at=NOON)

    context = client.get(HOME).context

    assert context["sessions"] == [(today, "owed")]
    assert list(context["owed"]) == [earlier]
    assert list(context["upcoming"]) == [later]


def test_a_class_that_runs_past_midnight_is_still_on_the_first_page(client, amy, centre):
    late = at(centre, 11.5)
    with time_machine.travel(NOON + dt.timedelta(hours=12, minutes=10), tick=False):
        client.force_login(amy)
        context = client.get(HOME).context

    assert context["sessions"] == [(late, "now")]


@pytest.mark.parametrize("how_many", [1, 3])
def test_more_sessions_ask_the_database_no_more(
    client, amy, centre, how_many, django_assert_num_queries
):
    for number in range(how_many):
        AttendanceFactory(session=at(centre, -3 - number, state=SessionState.HELD))

    with django_assert_num_queries(8):
        context = client.get(HOME).context

    assert len(context["sessions"]) == how_many


def test_a_drop_in_is_logged_and_leads_to_its_register(client, amy, centre):
    form = drop_in(centre)

    response = client.post(NEW, form)

    session = Session.objects.get()
    assert response.url == reverse("inclusion:field_register", args=[form["id"]])
    assert (session.centre, session.places, session.topic) == (centre, 9, "Bring a bill")
    assert session.starts_at == NOON.replace(hour=10, minute=0)
    assert session.length == dt.timedelta(minutes=90)


def test_a_drop_in_sent_twice_is_one_session(client, amy, centre):
    form = drop_in(centre)

    for _ in range(2):
        client.post(NEW, form)

    assert Session.objects.count() == 1


def test_the_form_begins_with_now_and_the_last_centre(client, amy, centre):
    CentreFactory(organisation=centre.organisation, name="A hall")
    at(centre, -50).team.add(amy)

    initial = client.get(NEW).context["form"].initial

    assert (initial["centre"], initial["time"], initial["day"]) == (centre.pk, "12pm", "today")


@pytest.mark.parametrize(
    ("day", "date", "held_on"),
    [
        ("yesterday", "", dt.date(2026, 11, 23)),
        ("other", "20 11 2026", dt.date(2026, 11, 20)),
        ("other", "Friday 20 November", dt.date(2026, 11, 20)),
    ],
)
def test_a_day_gone_by_can_be_logged(client, amy, centre, day, date, held_on):
    client.post(NEW, drop_in(centre, day=day, date=date))

    assert Session.objects.get().held_on == held_on


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": "other", "date": "soon"}, "We need a date like 27 3 2026."),
        ({"day": "other", "date": "1 1 2026"}, "Choose a day in the last four weeks."),
        ({"day": "other", "date": "25 11 2026"}, "Choose a day in the last four weeks."),
        ({"time": "half ten"}, "We need a time like 10am or 14:30."),
        ({"time": "6pm"}, "That time is still to come."),
        ({"topic": ""}, "Say in a few words what it is about."),
        ({"minutes": "7"}, "Choose how long."),
        ({"id": "mine"}, "This page is not whole."),
    ],
)
def test_a_drop_in_we_cannot_read_is_not_saved_and_stays_typed(client, amy, centre, changes, words):
    response = client.post(NEW, drop_in(centre, **{"topic": "Bring a bill", **changes}))

    assert words in response.content.decode()
    assert response.context["form"]["date"].value() == changes.get("date")
    assert Session.objects.count() == 0


def test_a_centre_of_another_organisation_is_refused(client, amy):
    response = client.post(NEW, drop_in(CentreFactory()))

    assert "Choose one of your own centres." in response.content.decode()
    assert Session.objects.count() == 0


def test_same_as_last_time_is_one_tap_and_one_session(client, amy, centre):
    last = at(centre, -50, kind=SessionKind.CLASS, topic="Photos")
    last.team.add(amy)
    form = {"id": uuid.uuid4()}

    for _ in range(2):
        response = client.post(AGAIN, form, follow=True)

    new = Session.objects.exclude(pk=last.pk).get()
    assert (new.centre, new.kind, new.topic, new.length) == (
        last.centre,
        last.kind,
        last.topic,
        last.length,
    )
    assert timezone.localtime(new.starts_at).time() == dt.time(12, 0)
    assert "Undo, I did not mean to start" in response.content.decode()


def test_with_no_last_time_the_tap_leads_to_the_form(client, amy):
    assert client.post(AGAIN, {"id": uuid.uuid4()}).url == NEW


def test_a_session_begun_by_mistake_is_called_off(client, amy, centre):
    session = at(centre, -1)
    session.team.add(amy)

    client.post(reverse("inclusion:field_never_mind", args=[session.pk]))

    session.refresh_from_db()
    assert session.state == SessionState.CANCELLED


def test_a_session_people_have_places_at_is_not_called_off_by_one_tap(client, amy, centre):
    session = at(centre, 1)
    session.team.add(amy)
    BookingFactory(session=session)

    client.post(reverse("inclusion:field_never_mind", args=[session.pk]))

    session.refresh_from_db()
    assert session.state == SessionState.PLANNED
