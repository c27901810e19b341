"""Finding a session, for anyone."""

import datetime as dt

import pytest
from django.utils import timezone

from inclusion.choices import Audience, SessionKind, SessionState
from tests.factories import (
    BookingFactory,
    CentreFactory,
    CohortFactory,
    EnrolmentFactory,
    PostcodeFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db
FIND = "/sessions/"


def listed(page):
    return [item.session for item in page.context["listed"]]


def find(client, where):
    return client.post(FIND, {"where": where})


def at(easting, **fields):
    """A session at a centre so many metres east."""
    return SessionFactory(centre=CentreFactory(postcode=PostcodeFactory(easting=easting)), **fields)


def test_anyone_sees_what_is_on_next_soonest_first(client):
    later = SessionFactory(starts_at=timezone.now() + dt.timedelta(days=9))
    sooner = SessionFactory()

    assert listed(client.get(FIND)) == [sooner, later]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": SessionState.CANCELLED},
        {"state": SessionState.HELD},
        {"centre__is_open": False},
        {"starts_at": timezone.now() - dt.timedelta(hours=1)},
    ],
)
def test_what_nobody_can_come_to_is_left_out(client, fields):
    SessionFactory(**fields)

    assert listed(client.get(FIND)) == []


@pytest.mark.parametrize("sessions", [1, 3])
def test_the_list_costs_one_query_however_long(client, sessions, django_assert_num_queries):
    for session in SessionFactory.create_batch(sessions):
        BookingFactory(session=session)

    with django_assert_num_queries(1):
        client.get(FIND)


def test_later_sessions_are_a_page_further(client):
    SessionFactory.create_batch(20)
    last = SessionFactory(starts_at=timezone.now() + dt.timedelta(days=20))

    first = client.get(FIND)
    second = client.get(FIND, {"after": first.context["next_after"]})

    assert (len(listed(first)), listed(second)) == (20, [last])


def test_a_postcode_puts_the_nearest_first_in_miles(client):
    far = at(9000, starts_at=timezone.now() + dt.timedelta(days=1))
    near = at(1609, starts_at=timezone.now() + dt.timedelta(days=3))
    home = PostcodeFactory(easting=0)

    page = find(client, home.code.lower().replace(" ", ""))

    assert [(item.session, item.far) for item in page.context["listed"]] == [
        (near, "1.0 miles"),
        (far, "5.6 miles"),
    ]


def test_one_busy_centre_does_not_hide_the_others(client):
    busy = at(0)
    SessionFactory.create_batch(5, centre=busy.centre)
    further = at(5000)

    page = find(client, PostcodeFactory(easting=0).code)

    assert [s.centre == busy.centre for s in listed(page)] == [True, True, True, False]
    assert listed(page)[-1] == further


def test_a_library_or_a_street_can_be_typed_instead(client):
    market = SessionFactory(centre__name="Market Library")
    SessionFactory(centre__name="Millrace Hall", centre__address="2 Weir Lane")

    assert listed(find(client, "market lib")) == [market]


def test_what_was_typed_is_in_no_address_and_a_miss_says_what_to_try(client):
    page = find(client, "ZZ99 9ZZ")

    assert (page.status_code, listed(page)) == (200, [])
    assert "Check the postcode, or try the name of a library or street." in page.content.decode()


def test_typing_nothing_asks_for_something(client):
    page = find(client, " ")

    assert page.context["form"].errors["where"] == [
        "Type a postcode, a town or the name of a library."
    ]


def test_places_left_and_ways_in_are_said_in_words(client):
    session = SessionFactory(
        places=2, audience=Audience.WOMEN, centre__step_free=True, centre__hearing_loop=True
    )
    BookingFactory(session=session)

    text = client.get(FIND).content.decode()

    assert [
        words in text for words in ("1 place left", "Women only", "Step-free", "Hearing loop")
    ] == [True] * 4


def test_a_club_counts_the_children_in_it(client):
    cohort = CohortFactory(places=3)
    EnrolmentFactory(cohort=cohort)
    SessionFactory(kind=SessionKind.CODE_CLUB, cohort=cohort)

    assert [item.places for item in client.get(FIND).context["listed"]] == ["2 places left"]


def test_a_session_says_where_what_to_bring_and_what_it_costs(client):
    session = SessionFactory(note="For the team only")

    text = client.get(f"{FIND}{session.pk}/").content.decode()

    assert [
        words in text
        for words in ("1 Market Square", session.centre.postcode_id, "It is free", "your glasses")
    ] == [True] * 4
    assert "For the team only" not in text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": SessionState.CANCELLED}, "This session is called off."),
        ({"starts_at": timezone.now() - dt.timedelta(days=1)}, "This session has been."),
    ],
)
def test_an_old_link_says_what_became_of_it(client, fields, words):
    assert words in client.get(f"{FIND}{SessionFactory(**fields).pk}/").content.decode()


def test_a_closed_centres_session_is_not_found(client):
    session = SessionFactory(centre__is_open=False)

    assert client.get(f"{FIND}{session.pk}/").status_code == 404


def test_the_number_to_text_shows_where_there_is_one(client, settings):
    settings.TWILIO_FROM = "+447700900123"

    assert "Text <b>JOIN</b> to <b>07700 900123</b>" in client.get(FIND).content.decode()


def test_a_session_goes_into_a_calendar(client, settings):
    settings.PUBLIC_BASE_URL = "https://ashmere.example"
    session = SessionFactory(starts_at=dt.datetime(2030, 7, 1, 9, tzinfo=dt.UTC))

    answer = client.get(f"{FIND}{session.pk}/session.ics")

    lines = answer.content.decode().replace("\r\n ", "").split("\r\n")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert [line for line in lines if line.startswith(("DTSTART", "URL"))] == [
        "DTSTART:20300701T090000Z",
        f"URL:https://ashmere.example/sessions/{session.pk}/",
    ]
