"""What a phone brings is taken in once, by whoever brings it, as its author's, and every refusal says why."""

import datetime as dt
import json

import pytest
from django.core import signing
from django.utils import timezone

from inclusion.actions import applying
from inclusion.actions.erasure import forget_learner
from inclusion.actions.sessions import read_register
from inclusion.choices import AgeBand, HelpGiven, SessionState
from inclusion.models import Device, Enrolment, Learner, Quarantine, Receipt, Session
from tests.clients import HouseClient
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    LearnerFactory,
    MembershipFactory,
    SessionFactory,
    TaskFactory,
    volunteer,
)
from tests.inclusion.phones import (
    came,
    did,
    heads,
    logged,
    new_id,
    newcomer,
    not_after_all,
    operation,
    receipts,
    send,
    statuses,
)

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
def phone(client, amy):
    client.force_login(amy)
    return client


@pytest.fixture
def jean(owner):
    return LearnerFactory(organisation=owner)


def end_the_part_of(person):
    person.memberships.update(ended_at=timezone.now())


def test_a_whole_session_with_somebody_new_is_on_the_register_once_sent(phone, amy, session):
    centre, task = session.centre, TaskFactory()
    log, mo = logged(amy, centre), newcomer(amy, centre, age_band="65-74")
    tonight = Session(pk=log["body"]["session"])
    person = Learner(pk=mo["body"]["learner"])

    said = [log, mo, came(amy, tonight, person), did(amy, tonight, person, task)]
    assert statuses(phone, *said, heads(amy, tonight, 3)) == ["accepted"] * 5

    saved = Session.objects.get(pk=tonight.pk)
    register = read_register(saved)
    new = Learner.objects.get(pk=person.pk)
    assert (register.present, register.unnamed_heads, register.is_held) == ({new}, 3, True)
    assert register.seen == {new: {task: HelpGiven.ALONE}}
    assert (new.known_as, new.age_band, saved.logged_by) == ("Mo K", AgeBand.A65_74, amy)


def test_an_answer_lost_on_the_way_back_costs_nothing(phone, amy, session, jean):
    said = came(amy, session, jean)
    send(phone, said)

    assert statuses(phone, said) == ["duplicate"]
    assert session.attendances.count() == 1


def test_the_same_name_for_something_else_is_refused_in_words(phone, amy, session, jean):
    said = came(amy, session, jean)
    send(phone, said)

    again = came(amy, session, LearnerFactory(organisation=jean.organisation), op=said["op"])

    [receipt] = receipts(phone, again)
    assert (receipt["status"], receipt["words"]) == (
        "rejected",
        "We have something else from you under this name. Save it again.",
    )


def test_who_came_before_the_session_is_known_is_asked_for_again(phone, amy, session, jean):
    log = logged(amy, session.centre)
    early = came(amy, Session(pk=log["body"]["session"]), jean)

    assert statuses(phone, early, log) == ["retry", "accepted"]
    assert statuses(phone, early) == ["accepted"]


def test_a_taking_back_that_comes_first_still_counts(phone, amy, session, jean):
    said = came(amy, session, jean)

    assert statuses(phone, not_after_all(amy, said), said) == ["accepted", "accepted"]
    assert read_register(session).present == set()


def test_taking_back_ones_own_tick_leaves_a_colleagues(phone, amy, session, jean):
    bob = volunteer(session.centre.organisation)
    mine, theirs = came(amy, session, jean), came(bob, session, jean)
    send(phone, mine, theirs, authors=[bob])

    send(phone, not_after_all(amy, mine))
    assert read_register(session).present == {jean}

    send(phone, not_after_all(bob, theirs), authors=[bob])
    assert read_register(session).present == set()


def test_one_broken_operation_holds_up_none_of_the_others(phone, amy, session, monkeypatch):
    """Server trouble on the third of ten: nine are kept, and the third comes again."""
    people = LearnerFactory.create_batch(10, organisation=session.centre.organisation)
    said = [came(amy, session, person) for person in people]
    real = applying.add_attendance

    def falls_over_on_the_third(sender, operation, now):
        real(sender, operation, now)
        if str(operation.id) == said[2]["op"]:
            raise RuntimeError("disk on fire")
        return []

    monkeypatch.setitem(applying.DOES, "attendance.add", falls_over_on_the_third)
    first = statuses(phone, *said)

    assert first == ["accepted"] * 2 + ["retry"] + ["accepted"] * 7
    assert session.attendances.count() == 9
    monkeypatch.undo()
    assert statuses(phone, *said)[2] == "accepted"
    assert session.attendances.count() == 10


def test_a_colleague_delivers_and_the_author_stays_true(phone, amy, session, jean):
    bob = volunteer(session.centre.organisation)
    said = came(bob, session, jean)

    assert statuses(phone, said, authors=[bob]) == ["accepted"]

    receipt = Receipt.objects.get(pk=said["op"])
    assert (receipt.author, receipt.delivered_by) == (bob, amy)
    assert session.attendances.get().recorded_by == bob


@pytest.mark.parametrize(
    "token",
    [None, 7, "made up", signing.dumps(1, salt="another")],
    ids=["none", "a number", "made up", "signed for something else"],
)
def test_a_forged_author_is_refused(phone, session, jean, token):
    bob = volunteer(session.centre.organisation)
    said = came(bob, session, jean)

    answer = send(phone, said, tokens={str(bob.pk): token})

    assert [one["status"] for one in answer.json()["receipts"]] == ["rejected"]
    assert (session.attendances.count(), Receipt.objects.count()) == (0, 0)


def test_one_persons_token_is_not_anothers(phone, session, jean):
    bob, eve = volunteer(session.centre.organisation), volunteer(session.centre.organisation)
    stolen = {str(bob.pk): signing.dumps(eve.pk, salt="inclusion.author")}

    answer = send(phone, came(bob, session, jean), tokens=stolen)

    assert answer.json()["receipts"][0]["status"] == "rejected"


def test_other_organisations_sessions_people_and_centres_are_refused(phone, amy, session, jean):
    elsewhere, stranger = SessionFactory(), LearnerFactory()
    said = [
        came(amy, elsewhere, jean),
        came(amy, session, stranger),
        logged(amy, elsewhere.centre),
        heads(amy, elsewhere, 9),
        newcomer(amy, elsewhere.centre),
    ]

    assert statuses(phone, *said) == ["rejected"] * 5
    assert (elsewhere.attendances.count(), session.attendances.count()) == (0, 0)
    assert (Session.objects.count(), Learner.objects.count()) == (2, 2)


def test_a_child_comes_to_their_own_club_and_no_other(phone, amy, owner):
    cohort = CohortFactory(club__centre__organisation=owner)
    club = SessionFactory(centre=cohort.club.centre, kind="code_club", cohort=cohort)
    child, other = EnrolmentFactory(cohort=cohort), EnrolmentFactory()
    assert statuses(phone, came(amy, club, child), came(amy, club, other)) == [
        "accepted",
        "rejected",
    ]
    assert read_register(club).present == {child}
    assert Enrolment.objects.count() == 2


def test_work_about_somebody_rubbed_out_is_gone_and_brings_nothing_back(phone, amy, session, jean):
    gone = Learner(pk=jean.pk)
    forget_learner(learner=jean, by=amy)

    said = [came(amy, session, gone), newcomer(amy, session.centre, learner=str(gone.pk))]

    assert statuses(phone, *said) == ["gone", "gone"]
    assert not Learner.objects.filter(pk=gone.pk).exists()


def test_what_is_said_of_a_merged_record_is_said_of_the_one_that_is_left(phone, amy, session, jean):
    twin = LearnerFactory(organisation=jean.organisation, merged_into=jean)

    [receipt] = receipts(phone, came(amy, session, twin))

    assert receipt["renamed"] == {str(twin.pk): str(jean.pk)}
    assert read_register(session).present == {jean}


def test_a_volunteer_stood_down_still_delivers_into_quarantine(phone, amy, session, jean):
    end_the_part_of(amy)
    log = logged(amy, session.centre)
    said = [came(amy, session, jean), log, came(amy, Session(pk=log["body"]["session"]), jean)]

    assert phone.get("/field/me/").json()["user"]["roles"] == []
    assert statuses(phone, *said) == ["quarantined"] * 3
    assert statuses(phone, *said) == ["quarantined"] * 3

    assert Quarantine.objects.filter(organisation=session.centre.organisation).count() == 3
    assert session.attendances.count() == 0


def test_nothing_about_somebody_rubbed_out_is_kept_in_quarantine(phone, amy, session, jean):
    end_the_part_of(amy)
    send(phone, came(amy, session, jean))
    gone = Learner(pk=jean.pk)
    forget_learner(learner=jean, by=amy)

    assert Quarantine.objects.count() == 0
    assert statuses(phone, newcomer(amy, session.centre, learner=str(gone.pk))) == ["gone"]


def test_a_colleague_delivers_for_somebody_stood_down(phone, session, jean):
    bob = volunteer(session.centre.organisation)
    end_the_part_of(bob)

    assert statuses(phone, came(bob, session, jean), authors=[bob]) == ["quarantined"]


def test_somebody_of_two_organisations_who_left_one_is_held_only_there(phone, amy, session, jean):
    end_the_part_of(amy)
    there = SessionFactory()
    MembershipFactory(user=amy, organisation=there.centre.organisation)
    here = LearnerFactory(organisation=there.centre.organisation)

    assert statuses(phone, came(amy, session, jean), came(amy, there, here)) == [
        "quarantined",
        "accepted",
    ]


def test_a_phone_a_version_behind_is_understood(phone, amy, session):
    log = logged(amy, session.centre)
    del log["body"]["audience"]

    assert statuses(phone, {**log, "schema": 0}) == ["accepted"]
    assert Session.objects.get(pk=log["body"]["session"]).audience == "everyone"


def test_a_phone_a_version_ahead_keeps_its_work(phone, amy, session, jean):
    [receipt] = receipts(phone, came(amy, session, jean, schema=2))

    assert receipt["status"] == "retry"
    assert "newer" in receipt["words"]


@pytest.mark.parametrize("at", ["1970-01-01T00:00:00Z", "2031-05-01T10:00:00Z", "soon", None, 7])
def test_a_phones_clock_decides_nothing(phone, amy, session, jean, at):
    before = timezone.now()
    said = {**came(amy, session, jean), "at": at}

    assert statuses(phone, said) == ["accepted"]
    assert Receipt.objects.get(pk=said["op"]).at >= before


@pytest.mark.parametrize("days", [-500, 5])
def test_a_session_on_an_unlikely_day_needs_another_look(phone, amy, session, days):
    [receipt] = receipts(
        phone,
        logged(amy, session.centre, starts_at=timezone.now() + dt.timedelta(days=days)),
    )

    assert (receipt["status"], receipt["field"]) == ("rejected", "starts_at")


def test_work_refused_for_a_field_is_taken_once_put_right(phone, amy, session):
    wrong = newcomer(amy, session.centre, phone="0191 498 0000")
    [receipt] = receipts(phone, wrong)
    assert (receipt["status"], receipt["field"]) == ("rejected", "phone")

    right = newcomer(amy, session.centre, learner=wrong["body"]["learner"], phone="07700 900123")
    assert statuses(phone, right) == ["accepted"]


def test_somebody_who_does_not_agree_is_not_recorded(phone, amy, session):
    [receipt] = receipts(phone, newcomer(amy, session.centre, agreed=["texts"]))

    assert (receipt["status"], receipt["field"]) == ("rejected", "agreed")
    assert not Learner.objects.exists()


def test_a_session_logged_by_mistake_is_called_off_unless_people_came(phone, amy, session, jean):
    log = logged(amy, session.centre)
    tonight = Session(pk=log["body"]["session"])
    off = {"session": tonight.pk, "base": 1, "fields": {"state": "cancelled"}}
    undo = operation(amy, "session.change", off)

    send(phone, log, undo)
    assert Session.objects.get(pk=tonight.pk).state == SessionState.CANCELLED

    send(phone, came(amy, tonight, jean))
    assert Session.objects.get(pk=tonight.pk).state == SessionState.HELD


def test_the_desk_knows_when_a_phone_was_last_here_and_what_it_holds(phone, amy, session):
    device = new_id()
    send(phone, heads(amy, session, 2), device=device, unsent=12, version="3.1")

    seen = Device.objects.get(pk=device)
    assert (seen.user, seen.unsent, seen.app_version) == (amy, 12, "3.1")


def test_fifty_one_at_once_or_too_many_bytes_are_sent_back_to_be_halved(phone, amy, session):
    many = [heads(amy, session, 1) for _ in range(51)]
    long = heads(amy, session, 1) | {"padding": "x" * 600_000}

    answers = [send(phone, *many), send(phone, long)]

    assert [answer.status_code for answer in answers] == [413, 413]
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"ops": []}',
        b'{"device": "x", "ops": []}', b'{"device": 3, "ops": {}}',
    ],
)  # fmt: skip
def test_what_no_app_of_ours_sends_is_refused_in_words(phone, body):
    answer = phone.post("/field/sync/", body, content_type="application/json")

    assert (answer.status_code, bool(answer.json()["words"])) == (400, True)


ODD = [None, 7, "x", [], {}, True, 1.5, "\x00", "\ud800", -1, 10**30, {"a": {"b": [1.5]}}]


def test_whatever_is_in_an_operation_it_is_answered(phone, amy, session, jean):
    """Every field of every kind in turn, with everything odd, and operations that are no operations."""
    task = TaskFactory()
    whole = [
        logged(amy, session.centre),
        newcomer(amy, session.centre),
        came(amy, session, jean),
        did(amy, session, jean, task),
        heads(amy, session, 2),
        not_after_all(amy, came(amy, session, jean)),
        operation(amy, "note.set", {"session": session.pk, "words": "Tea", "base": 1}),
        operation(
            amy, "learner.change", {"learner": jean.pk, "base": 1, "fields": {"goal": "Bank"}}
        ),
        operation(
            amy, "session.change", {"session": session.pk, "base": 1, "fields": {"topic": "T"}}
        ),
    ]
    said = [odd for odd in ODD if odd != "\ud800"]
    for one in whole:
        said += [{**one, "op": new_id(), name: odd} for name in one if name != "op" for odd in ODD]
        body = one["body"]
        said += [
            {**one, "op": new_id(), "body": {**body, name: odd}} for name in body for odd in ODD
        ]
        said += [{**one, "op": odd} for odd in ODD]
        said += [
            {**one, "op": new_id(), "body": {n: v for n, v in body.items() if n != name}}
            for name in body
        ]
    for start in range(0, len(said), 50):
        answer = send(phone, *said[start : start + 50])
        assert answer.status_code == 200
        odd = [one for one in answer.json()["receipts"] if one["status"] == "retry"]
        assert [one["words"] for one in odd if "newer" not in one["words"]] == []


def test_signed_out_is_a_401_in_json_and_never_another_page(client):
    answers = [client.get("/field/me/"), client.get("/field/roster/"), send(client)]

    assert [answer.status_code for answer in answers] == [401, 401, 401]
    assert all("words" in answer.json() for answer in answers)


def test_a_coordinator_with_no_second_factor_yet_is_told_in_json_too(client, owner):
    client.force_login(
        MembershipFactory(organisation=owner, role="coordinator").user, second_factor=False
    )

    assert client.get("/field/me/").status_code == 401


def test_a_lead_is_told_that_this_is_not_for_them(client, owner):
    lead = MembershipFactory(organisation=None, council=owner.council, role="lead").user
    client.force_login(lead)

    assert send(client).status_code == 403


def test_a_token_from_before_signing_in_again_is_refused_and_a_fresh_one_works(amy, session, jean):
    browser = HouseClient(enforce_csrf_checks=True)
    browser.force_login(amy)
    said = {"device": new_id(), "ops": [came(amy, session, jean)], "authors": {}}

    def post(token):
        return browser.post(
            "/field/sync/",
            json.dumps(said),
            content_type="application/json",
            headers={"X-CSRFToken": token},
        )

    refused = post("stale" * 8)
    fresh = browser.get("/field/me/").json()["csrf"]

    assert (refused.status_code, "words" in refused.json()) == (403, True)
    assert post(fresh).json()["receipts"][0]["status"] == "accepted"
