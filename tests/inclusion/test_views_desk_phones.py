"""The coordinator's side of the phones: two answers, work to look at, each phone, and a saved copy brought in."""

import datetime as dt
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from inclusion.actions.sessions import read_register
from inclusion.choices import ConflictState, QuarantineState
from inclusion.models import Conflict, Device, Event, Learner, Quarantine, Receipt, Session
from tests.clients import HouseClient
from tests.factories import (
    ConflictFactory,
    LearnerFactory,
    QuarantineFactory,
    SessionFactory,
    coordinator,
    volunteer,
)
from tests.inclusion.phones import came, heads, logged, newcomer, operation, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def owner(session):
    return session.centre.organisation


@pytest.fixture
def amy(owner):
    return volunteer(owner)


@pytest.fixture
def phone(amy):
    browser = HouseClient()
    browser.force_login(amy)
    return browser


@pytest.fixture
def desk(client, owner):
    client.force_login(coordinator(owner))
    return client


@pytest.fixture
def jean(owner):
    return LearnerFactory(organisation=owner, goal="Bank online", version=2)


def words(page):
    return " ".join(page.content.decode().split())


def offered(phone, amy, jean, **fields):
    """Amy changes what somebody else has changed since her phone last heard."""
    jean.edits = {name: {"version": 2, "by": [0]} for name in fields}
    jean.save()
    body = {"learner": jean.pk, "base": 1, "fields": fields}
    send(phone, operation(amy, "learner.change", body))
    return Conflict.objects.get(learner=jean)


def test_a_coordinator_sees_both_answers_and_takes_the_volunteers(desk, phone, amy, jean):
    row = offered(phone, amy, jean, goal="Shop online")
    page = words(desk.get("/desk/conflicts/"))
    assert "<b>Bank online</b>" in page
    assert "<b>Shop online</b>" in page

    desk.post(f"/desk/conflicts/{row.pk}/settle/", {"choice": "take"})

    jean.refresh_from_db()
    row.refresh_from_db()
    assert (jean.goal, row.state) == ("Shop online", ConflictState.TAKEN)
    assert Event.objects.filter(verb="take_offer", facts={"field": "goal"}).exists()
    assert "Shop online" not in words(desk.get("/desk/conflicts/"))


def test_keeping_what_stands_changes_nothing_else(desk, phone, amy, jean):
    row = offered(phone, amy, jean, goal="Shop online")

    desk.post(f"/desk/conflicts/{row.pk}/settle/", {"choice": "keep"})

    jean.refresh_from_db()
    row.refresh_from_db()
    assert (jean.goal, row.state) == ("Bank online", ConflictState.KEPT)


def test_a_count_of_heads_is_settled_on_the_session(desk, phone, amy, session):
    session.unnamed_heads, session.version = 4, 2
    session.edits = {"unnamed_heads": {"version": 2, "by": [0]}}
    session.save()
    send(phone, heads(amy, session, 6))
    row = Conflict.objects.get(session=session)

    desk.post(f"/desk/conflicts/{row.pk}/settle/", {"choice": "take"})

    assert Session.objects.get(pk=session.pk).unnamed_heads == 6


@pytest.mark.parametrize("choice", ["", "both"])
def test_no_choice_settles_nothing(desk, phone, amy, jean, choice):
    row = offered(phone, amy, jean, goal="Shop online")

    page = desk.post(f"/desk/conflicts/{row.pk}/settle/", {"choice": choice}, follow=True)

    assert "Choose one of the two." in words(page)
    assert Conflict.objects.open().count() == 1


def test_another_organisations_conflict_is_not_there(desk):
    row = ConflictFactory()

    assert desk.post(f"/desk/conflicts/{row.pk}/settle/", {"choice": "take"}).status_code == 404
    assert "Shop online" not in words(desk.get("/desk/conflicts/"))


@pytest.mark.parametrize("number", [1, 3])
def test_more_conflicts_ask_no_more_queries(desk, owner, number, django_assert_max_num_queries):
    for _ in range(number):
        ConflictFactory(learner__organisation=owner)
    with django_assert_max_num_queries(9):
        desk.get("/desk/conflicts/")


def end_the_part_of(person):
    person.memberships.update(ended_at=timezone.now())


def test_work_of_somebody_who_has_left_counts_once_accepted(desk, phone, amy, session):
    end_the_part_of(amy)
    log, mo = logged(amy, session.centre), newcomer(amy, session.centre)
    tonight, person = Session(pk=log["body"]["session"]), Learner(pk=mo["body"]["learner"])
    send(phone, came(amy, tonight, person), heads(amy, tonight, 2), log, mo)
    page = words(desk.get("/desk/quarantine/"))
    assert "New learner: Mo K" in page
    assert "2 others came to a session that also waits here" in page

    answer = desk.post(f"/desk/quarantine/from/{amy.pk}/accept/", follow=True)

    assert "Accepted 4." in words(answer)
    register = read_register(Session.objects.get(pk=tonight.pk))
    assert (register.present, register.unnamed_heads) == (
        {Learner.objects.get(pk=person.pk)},
        2,
    )
    assert set(Receipt.objects.values_list("author", "status")) == {(amy.pk, "accepted")}


def test_who_came_waits_until_the_session_is_accepted(desk, phone, amy, session):
    end_the_part_of(amy)
    log = logged(amy, session.centre)
    said = heads(amy, Session(pk=log["body"]["session"]), 2)
    send(phone, log, said)

    page = desk.post(f"/desk/quarantine/{said['op']}/settle/", {"choice": "accept"}, follow=True)

    assert "Accept the session and the person it is about first." in words(page)
    assert Quarantine.objects.waiting().count() == 2


def test_what_is_set_aside_does_not_count_and_is_kept(desk, owner):
    row = QuarantineFactory(organisation=owner)

    desk.post(f"/desk/quarantine/{row.pk}/settle/", {"choice": "set-aside"})

    row.refresh_from_db()
    assert (row.state, Learner.objects.count()) == (QuarantineState.SET_ASIDE, 0)
    assert "Nothing waits" in words(desk.get("/desk/quarantine/"))


def test_another_organisations_quarantine_is_not_there(desk):
    row = QuarantineFactory()
    settle = desk.post(f"/desk/quarantine/{row.pk}/settle/", {"choice": "accept"})
    accept = desk.post(f"/desk/quarantine/from/{row.author_id}/accept/")

    assert (settle.status_code, accept.status_code) == (404, 404)
    assert "Xanthippe" not in words(desk.get("/desk/quarantine/"))


@pytest.mark.parametrize("number", [1, 3])
def test_more_held_work_asks_no_more_queries(desk, owner, number, django_assert_max_num_queries):
    QuarantineFactory.create_batch(number, organisation=owner)
    with django_assert_max_num_queries(11):
        desk.get("/desk/quarantine/")


def test_each_phone_shows_when_it_was_last_here_and_what_it_holds(desk, amy):
    now = timezone.now()
    Device.objects.create(user=amy, unsent=12, app_version="3", seen_at=now)
    Device.objects.create(user=amy, seen_at=now - dt.timedelta(days=9))
    Device.objects.create(user=volunteer(), unsent=77)

    page = words(desk.get("/desk/devices/"))

    assert "12 not sent" in page
    assert "Quiet for a week" in page
    assert "77" not in page


def upload(desk, content):
    file = SimpleUploadedFile("copy.json", content, content_type="application/json")
    return desk.post("/desk/import-queue/", {"queue": file})


def test_a_saved_copy_is_brought_in_once_as_its_authors(desk, amy, session, owner):
    jean = LearnerFactory(organisation=owner)
    said = [came(amy, session, jean), heads(amy, session, 3)]
    copy = json.dumps({"device": "x", "ops": said}).encode()

    first, second = words(upload(desk, copy)), words(upload(desk, copy))

    assert "2 taken in." in first
    assert "2 were here already." in second
    receipt = Receipt.objects.get(pk=said[0]["op"])
    assert (receipt.author, receipt.delivered_by) == (amy, desk_person(desk))
    assert session.attendances.get().recorded_by == amy


def desk_person(desk):
    return desk.get("/desk/").wsgi_request.user


def test_a_coordinator_answers_for_nobody_outside_their_organisation(desk, session):
    elsewhere = SessionFactory()
    stranger = volunteer(elsewhere.centre.organisation)

    page = words(upload(desk, json.dumps([heads(stranger, elsewhere, 3)]).encode()))

    assert "That person is not one of your volunteers." in page
    assert Session.objects.get(pk=elsewhere.pk).unnamed_heads == 0


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"{}", b'{"ops": 3}', b"[" * 100_000, b"[]"])
def test_a_file_that_is_no_saved_copy_is_refused_in_words(desk, content):
    page = words(upload(desk, content))

    assert "There is a problem" in page
    assert Receipt.objects.count() == 0
