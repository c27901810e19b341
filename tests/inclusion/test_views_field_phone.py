"""What a phone is told: who is signed in, what we remember of it, and the least it needs for two weeks."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inclusion.actions.senders import wrote_it
from inclusion.choices import FrameworkKind
from inclusion.models import Device, Event, Fact, Receipt
from tests.factories import (
    AttendanceFactory,
    BookingFactory,
    CentreFactory,
    CohortFactory,
    EnrolmentFactory,
    EvidenceFactory,
    FrameworkFactory,
    LearnerFactory,
    SessionFactory,
    TaskFactory,
    volunteer,
)
from tests.inclusion.phones import came, new_id, operation, receipts, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def amy(centre):
    return volunteer(centre.organisation)


@pytest.fixture
def phone(client, amy):
    client.force_login(amy)
    return client


def roster(phone):
    return phone.get("/field/roster/").json()


def test_a_phone_learns_who_it_is_and_gets_what_it_needs_to_send(phone, amy):
    me = phone.get("/field/me/").json()

    assert me["user"] == {"id": amy.pk, "name": "Aisha B", "roles": ["volunteer"]}
    assert wrote_it(amy.pk, me["token"])
    assert (me["schema"], bool(me["csrf"]), me["newest"]) == (1, True, None)
    assert phone.get("/field/me/").json()["epoch"] == me["epoch"]


def test_a_phone_can_tell_that_the_server_went_back_to_yesterday(phone, amy, centre):
    """We no longer know the last thing we promised it, so it sends again all that it still holds."""
    device, session = new_id(), SessionFactory(centre=centre)
    people = LearnerFactory.create_batch(3, organisation=centre.organisation)
    said = [came(amy, session, person) for person in people]
    [_] = receipts(phone, said[0], device=device)
    [last] = receipts(phone, said[1], device=device)
    asked = {"device": device, "last": last["op"], "at": last["at"]}
    assert phone.get("/field/me/", asked).json()["newest"] == last["at"]

    Receipt.objects.filter(pk=last["op"]).delete()
    session.attendances.filter(learner=people[1]).delete()
    Fact.objects.filter(pk=last["op"]).delete()

    assert phone.get("/field/me/", asked).json()["newest"] is None
    assert [one["status"] for one in receipts(phone, *said[:2], device=device)] == [
        "duplicate",
        "accepted",
    ]
    assert session.attendances.count() == 2


def test_something_newer_from_the_same_phone_does_not_hide_that_yesterday_came_back(
    phone, amy, centre
):
    """A request the network kept back arrives at the older copy: what was promised in between is still missed."""
    device, session = new_id(), SessionFactory(centre=centre)
    people = LearnerFactory.create_batch(2, organisation=centre.organisation)
    [promised] = receipts(phone, came(amy, session, people[0]), device=device)
    Receipt.objects.filter(pk=promised["op"]).delete()
    [late] = receipts(phone, came(amy, session, people[1]), device=device)

    asked = {"device": device, "last": promised["op"], "at": promised["at"]}
    assert late["at"] > promised["at"]
    assert phone.get("/field/me/", asked).json()["newest"] is None


def test_the_desk_knows_when_a_phone_was_last_here_though_it_brought_nothing(phone, amy):
    device, now = new_id(), timezone.now()
    asked = {"device": device, "unsent": "3", "version": "a1b2"}
    for minutes, also in [(0, {}), (0.5, {"unsent": "9"}), (2, {"unsent": "", "version": ""})]:
        with time_machine.travel(now + dt.timedelta(minutes=minutes), tick=False):
            phone.get("/field/me/", {**asked, **also})

    [seen] = Device.objects.all()
    assert (str(seen.pk), seen.user, seen.unsent, seen.app_version) == (device, amy, 3, "a1b2")
    assert seen.seen_at == now + dt.timedelta(minutes=2)


def test_a_phone_that_asks_again_within_the_minute_writes_nothing(phone):
    asked = {"device": new_id(), "unsent": "3"}
    phone.get("/field/me/", asked)

    with CaptureQueriesContext(connection) as queries:
        phone.get("/field/me/", asked)

    assert [query["sql"] for query in queries if "UPDATE" in query["sql"]] == []


def test_a_shared_phone_goes_by_whoever_asked_last(phone, centre):
    device, bob = new_id(), volunteer(centre.organisation)
    phone.get("/field/me/", {"device": device})
    phone.force_login(bob)
    phone.get("/field/me/", {"device": device})

    assert Device.objects.get().user == bob


def test_a_phone_that_asks_nonsense_is_answered(phone):
    assert phone.get("/field/me/?device=%00").json()["newest"] is None
    assert phone.get(f"/field/me/?device={new_id()}&unsent=-1").status_code == 200
    assert phone.get(f"/field/me/?device={new_id()}&version=%00").status_code == 200
    assert phone.get(f"/field/me/?last={new_id()}&at=soon").json()["newest"] is None


def test_the_roster_names_learners_with_little_else(phone, centre):
    tasks = TaskFactory.create_batch(2, framework=FrameworkFactory(edition="2099"))
    jean = LearnerFactory(
        organisation=centre.organisation, centre=centre, phone="+447700900123", goal="Bank"
    )
    EvidenceFactory(learner=jean, task=tasks[0])
    LearnerFactory(first_name="Elsewhere")

    assert roster(phone)["learners"] == [
        {
            "id": str(jean.pk),
            "name": "Jean M",
            "centre": centre.pk,
            "next": "Join Wi-Fi next",
            "done": 1,
            "version": 1,
        }
    ]


def test_the_roster_has_two_weeks_of_ones_own_sessions_and_who_has_a_place(phone, amy, centre):
    today = SessionFactory(centre=centre, note="Bring leads")
    place = BookingFactory(session=today, learner__organisation=centre.organisation)
    late = timezone.now() + dt.timedelta(days=30)
    SessionFactory(centre=centre, starts_at=late)
    SessionFactory()

    [only] = roster(phone)["sessions"]

    assert (only["id"], only["booked"]) == (str(today.pk), [str(place.learner_id)])
    assert (only["note"], only["is_mine"]) == ("", False)


def test_the_roster_has_what_was_said_so_that_it_can_be_taken_back(phone, amy, centre):
    session, jean = SessionFactory(centre=centre), LearnerFactory(organisation=centre.organisation)
    said = came(amy, session, jean)
    send(phone, said)

    [only] = roster(phone)["sessions"]

    assert only["facts"] == [{"fact": said["op"], "person": str(jean.pk)}]
    assert only["version"] == 2


def test_a_tick_from_before_there_were_facts_can_be_taken_back_too(phone, amy, centre):
    session, jean = SessionFactory(centre=centre), LearnerFactory(organisation=centre.organisation)
    AttendanceFactory(session=session, learner=jean)
    EvidenceFactory(session=session, learner=jean)
    tick, sight = roster(phone)["sessions"][0]["facts"]
    here = {"session": session.pk, "person": jean.pk, "person_kind": "learner"}

    send(
        phone,
        operation(amy, "attendance.remove", {**here, "fact": tick["fact"]}),
        operation(amy, "evidence.remove", {"fact": sight["fact"]}),
    )

    assert roster(phone)["sessions"][0]["facts"] == []
    assert (session.attendances.standing().count(), session.evidence.standing().count()) == (0, 0)


def test_the_roster_has_children_by_nickname_and_their_projects(phone, centre):
    projects = FrameworkFactory(kind=FrameworkKind.CODE_CLUB)
    today = timezone.localdate()
    cohort = CohortFactory(club__centre=centre, projects=projects, starts_on=today, ends_on=today)
    child = EnrolmentFactory(cohort=cohort)

    [only] = roster(phone)["cohorts"]

    assert only["children"] == [
        {"id": str(child.pk), "name": child.nickname, "year": None, "done": 0, "paper": False}
    ]
    assert projects.pk in [each["id"] for each in roster(phone)["frameworks"]]


def test_who_has_childrens_nicknames_on_their_phone_is_on_record_once_a_day(phone, amy, centre):
    today = timezone.localdate()
    cohort = CohortFactory(club__centre=centre, starts_on=today, ends_on=today)

    roster(phone)
    roster(phone)

    looks = Event.objects.filter(verb="carry_children")
    assert [(look.actor_id, look.noun_id) for look in looks] == [(amy.pk, str(cohort.pk))]


def test_a_roster_the_phone_has_is_not_sent_again(phone, centre):
    first = phone.get("/field/roster/")
    same = phone.get("/field/roster/", headers={"If-None-Match": first["ETag"]})
    LearnerFactory(organisation=centre.organisation)
    changed = phone.get("/field/roster/", headers={"If-None-Match": first["ETag"]})

    assert (same.status_code, changed.status_code) == (304, 200)
    assert first.json()["version"] != changed.json()["version"]


def test_five_hundred_learners_fit_in_two_hundred_kilobytes(phone, centre):
    LearnerFactory.create_batch(
        510, organisation=centre.organisation, centre=centre, first_name="Wilhelmina"
    )

    answer = phone.get("/field/roster/")

    assert len(answer.json()["learners"]) == 500
    assert len(answer.content) < 200 * 1024


def test_somebody_stood_down_is_not_given_names(phone, amy):
    amy.memberships.update(ended_at=timezone.now())

    assert phone.get("/field/roster/").status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_a_bigger_roster_asks_no_more_of_the_database(
    phone, amy, centre, number, django_assert_max_num_queries
):
    for _ in range(number):
        session = SessionFactory(centre=centre)
        place = BookingFactory(session=session, learner__organisation=centre.organisation)
        Fact.objects.create(id=uuid.uuid4(), session=session, learner=place.learner)
        today = timezone.localdate()
        cohort = CohortFactory(
            club__centre=centre, starts_on=today, ends_on=today, name=new_id()[:9]
        )
        EnrolmentFactory(cohort=cohort)

    phone.get("/field/roster/")  # which leaves word of who has children's nicknames
    with django_assert_max_num_queries(23):
        phone.get("/field/roster/")
