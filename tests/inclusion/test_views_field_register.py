"""The register on a volunteer's phone."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from inclusion.actions.sessions import read_register, save_register
from inclusion.choices import HelpGiven, SessionKind, SessionState
from inclusion.models import Event
from tests.factories import (
    AttendanceFactory,
    BookingFactory,
    CohortFactory,
    EnrolmentFactory,
    LearnerFactory,
    SessionFactory,
    TaskFactory,
    volunteer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    now = timezone.now()
    return SessionFactory(
        starts_at=now - dt.timedelta(hours=2), ends_at=now - dt.timedelta(minutes=30)
    )


@pytest.fixture
def amy(client, session):
    """A volunteer of the session's organisation, signed in."""
    user = volunteer(session.centre.organisation)
    client.force_login(user)
    return user


def page(session):
    return reverse("inclusion:field_register", args=[session.pk])


def learner(session, **details):
    return LearnerFactory(organisation=session.centre.organisation, **details)


def send(client, session, do="save", **fields):
    """Send the form as the page would, with no ticks unless given."""
    typed = {"do": do, "version": session.version, "unnamed_heads": 0, "level": "helped", **fields}
    return client.post(page(session), typed, follow=True)


def names(response):
    return [row.person.known_as for row in response.context["page"].rows]


def ticked(response):
    return [row.person.known_as for row in response.context["page"].rows if row.is_here]


def test_people_with_a_place_and_people_who_come_here_are_listed_most_frequent_first(
    client, amy, session
):
    booked, regular = learner(session, first_name="Aisha"), learner(session, first_name="Mo")
    BookingFactory(session=session, learner=booked)
    last_week = SessionFactory(
        centre=session.centre, starts_at=session.starts_at - dt.timedelta(days=7)
    )
    AttendanceFactory(session=last_week, learner=regular)
    learner(session, first_name="Elsewhere")

    assert names(client.get(page(session))) == ["Mo M", "Aisha M"]


def test_somebody_who_came_here_long_ago_is_not_in_the_way(client, amy, session):
    long_ago = SessionFactory(
        centre=session.centre, starts_at=session.starts_at - dt.timedelta(weeks=9)
    )
    AttendanceFactory(session=long_ago, learner=learner(session))

    assert names(client.get(page(session))) == []


def test_saving_says_who_came_and_how_many_more(client, amy, session):
    jean = learner(session)

    response = send(client, session, here=[jean.pk], unnamed_heads=2, note="Tea at 11")

    session.refresh_from_db()
    assert "Saved. 1 person, 2 not named." in response.content.decode()
    assert (session.state, session.unnamed_heads, session.note) == ("held", 2, "Tea at 11")
    assert read_register(session).present == {jean}


def test_the_group_practised_two_things_and_one_person_differed(client, amy, session):
    jean, mo = learner(session), learner(session, first_name="Mo")
    wifi = TaskFactory(number=1)
    apps = TaskFactory(number=2, framework=wifi.framework)

    send(
        client,
        session,
        here=[jean.pk, mo.pk],
        task=[wifi.pk, apps.pk],
        **{f"skill-{mo.pk}-{wifi.pk}": "alone", f"skill-{mo.pk}-{apps.pk}": "none"},
    )

    assert read_register(session).seen == {
        jean: {wifi: HelpGiven.HELPED, apps: HelpGiven.HELPED},
        mo: {wifi: HelpGiven.ALONE},
    }


def test_a_saved_register_opens_as_it_was_saved(client, amy, session):
    jean, wifi = learner(session), TaskFactory()
    send(client, session, here=[jean.pk], task=[wifi.pk], level="alone", unnamed_heads=3)

    opened = client.get(page(session)).context["page"]

    assert ([c.is_on for c in opened.tasks], opened.here, opened.typed.heads) == ([True], 1, "3")
    assert opened.typed.level == "alone"


def test_an_old_register_is_opened_with_the_edition_it_was_saved_with(client, amy, session):
    jean, old = learner(session), TaskFactory(framework__edition="2018")
    seen = {jean: {old: HelpGiven.ALONE}}
    save_register(session=session, present=[jean], seen=seen, unnamed_heads=0, note="", by=amy)
    TaskFactory(framework__edition="2022")

    assert [c.value for c in client.get(page(session)).context["page"].tasks] == [str(old.pk)]


def test_the_form_sent_twice_is_one_save(client, amy, session):
    jean = learner(session)
    opened = session.version

    for _ in range(2):
        response = send(client, session, here=[jean.pk], version=opened)

    assert "Saved. 1 person." in response.content.decode()
    assert Event.objects.filter(verb="save_register").count() == 1


def test_mark_all_ticks_everyone_saves_nothing_and_keeps_what_was_typed(client, amy, session):
    BookingFactory(session=session, learner=learner(session, first_name="Aisha"))
    BookingFactory(session=session, learner=learner(session, first_name="Mo"))

    response = send(client, session, do="all", note="Half typed", unnamed_heads="two")

    assert ticked(response) == ["Aisha M", "Mo M"]
    assert response.context["page"].typed.heads == "two"
    assert "Half typed" in response.content.decode()
    assert read_register(session).present == frozenset()


@pytest.mark.parametrize(
    ("button", "typed", "shown"),
    [("more", "1", "2"), ("fewer", "1", "0"), ("fewer", "0", "0"), ("more", "x", "1")],
)
def test_the_buttons_count_heads_and_keep_the_ticks(client, amy, session, button, typed, shown):
    jean = learner(session)

    response = send(client, session, do=button, here=[jean.pk], unnamed_heads=typed)

    assert (response.context["page"].typed.heads, ticked(response)) == (shown, ["Jean M"])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("two", "We need a number of people, like 2."),
        ("-1", "can&#x27;t be less than 0"),
        ("501", "more than 500 people"),
        ("", "We need a number of people, or 0."),
    ],
)
def test_a_count_we_cannot_read_stays_in_the_box_and_saves_nothing(
    client, amy, session, typed, words
):
    response = send(client, session, here=[learner(session).pk], unnamed_heads=typed)

    assert words in response.content.decode()
    assert (response.context["page"].typed.heads, ticked(response)) == (typed, ["Jean M"])
    assert read_register(session).present == frozenset()


def test_a_learner_of_another_organisation_is_refused_with_the_whole_page(client, amy, session):
    stranger = LearnerFactory()

    response = send(client, session, here=[learner(session).pk, stranger.pk])

    assert "not one of your learners" in response.content.decode()
    assert read_register(session).present == frozenset()


@pytest.mark.parametrize(
    "fields",
    [
        {"here": "not-an-id"},
        {"task": "999999"},
        {"level": "brilliantly"},
        {"version": "²"},
        {f"skill-{uuid.uuid4()}-1": "alone"},
    ],
)
def test_a_form_no_page_of_ours_sends_changes_nothing(client, amy, session, fields):
    response = send(client, session, **fields)

    session.refresh_from_db()
    assert (response.status_code, session.state) == (200, SessionState.PLANNED)


def test_anyone_else_of_the_organisation_is_found_by_the_start_of_their_name(client, amy, session):
    learner(session, first_name="Gwenllian")
    LearnerFactory(first_name="Gwenda")

    response = send(client, session, do="look", find="gwen")

    assert [r.person.first_name for r in response.context["page"].found] == ["Gwenllian"]


def test_a_card_code_ticks_its_owner(client, amy, session):
    jean = learner(session)

    response = send(client, session, do="look", find=jean.card_code.lower().replace("-", " "))

    assert ticked(response) == ["Jean M"]


def test_two_volunteers_saving_at_once_lose_nothing(client, amy, session):
    jean, mo = learner(session), learner(session, first_name="Mo")
    opened = session.version
    other = volunteer(session.centre.organisation)
    save_register(session=session, present=[mo], seen={}, unnamed_heads=3, note="Loud", by=other)

    response = send(client, session, here=[jean.pk], version=opened, unnamed_heads=1, note="Cold")

    typed = response.context["page"].typed
    assert "Someone else saved this register" in response.content.decode()
    assert sorted(ticked(response)) == ["Jean M", "Mo M"]
    assert (typed.heads, typed.note, typed.version) == ("3", "Loud\nCold", str(session.version))
    assert read_register(session).present == {mo}


def test_a_save_can_be_undone(client, amy, session):
    send(client, session, here=[learner(session).pk], unnamed_heads=2)

    client.post(reverse("inclusion:field_put_back", args=[session.pk]))

    session.refresh_from_db()
    assert (session.state, session.unnamed_heads) == (SessionState.PLANNED, 0)
    assert read_register(session).present == frozenset()


def test_undo_is_not_offered_after_somebody_else_has_saved(client, amy, session):
    send(client, session, here=[learner(session).pk])
    session.refresh_from_db()
    other = volunteer(session.centre.organisation)
    save_register(session=session, present=[], seen={}, unnamed_heads=9, note="", by=other)

    response = client.post(reverse("inclusion:field_put_back", args=[session.pk]), follow=True)

    session.refresh_from_db()
    assert "We can&#x27;t undo that any more" in response.content.decode()
    assert session.unnamed_heads == 9


def test_a_session_of_another_day_to_come_is_not_saved_yet(client, amy, session):
    tomorrow = SessionFactory(centre=session.centre)

    response = send(client, tomorrow, here=[learner(session).pk])

    assert "This session has not started yet" in response.content.decode()
    assert read_register(tomorrow).present == frozenset()


@pytest.mark.parametrize("name", ["field_register", "field_put_back", "field_never_mind"])
def test_another_organisations_session_is_not_there(client, amy, name):
    address = reverse(f"inclusion:{name}", args=[SessionFactory().pk])

    assert client.post(address).status_code == 404


def test_saving_and_adding_somebody_new_comes_back_with_them_ticked(client, amy, session):
    jean, new = learner(session), learner(session, first_name="Nia")

    response = send(client, session, do="new", here=[jean.pk])
    back = client.get(page(session), {"tick": str(new.pk)})

    assert "What is their name?" in response.content.decode()
    assert sorted(ticked(back)) == ["Jean M", "Nia M"]


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_longer_register_asks_the_database_no_more(
    client, amy, session, how_many, django_assert_num_queries
):
    TaskFactory()
    for _ in range(how_many):
        BookingFactory(session=session, learner=learner(session))

    with django_assert_num_queries(11):
        response = client.get(page(session))

    assert len(names(response)) == how_many


def test_a_code_club_register_is_of_children_by_nickname_and_the_look_is_noted(
    client, amy, session
):
    cohort = CohortFactory(club__centre=session.centre)
    club = SessionFactory(
        centre=session.centre,
        kind=SessionKind.CODE_CLUB,
        cohort=cohort,
        starts_at=session.starts_at,
    )
    game = TaskFactory(framework=cohort.projects)
    comet = EnrolmentFactory(cohort=cohort, nickname="Comet")
    EnrolmentFactory(nickname="Somebody else's")

    assert names(client.get(page(club))) == ["Comet"]
    send(client, club, here=[comet.pk], task=[game.pk], level="alone")

    assert read_register(club).seen == {comet: {game: HelpGiven.ALONE}}
    assert Event.objects.filter(verb="look_at_children", actor_id=amy.pk).count() == 2
