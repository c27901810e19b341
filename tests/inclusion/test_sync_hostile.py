"""Somebody who means harm, or an app gone wrong, is answered in words and changes nothing; and nobody else waits for it."""

import json
import uuid

import pytest

from inclusion.actions.erasure import forget_learner
from inclusion.actions.senders import author_token
from inclusion.models import Fact, Receipt, Session
from tests.clients import HouseClient
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    FactFactory,
    LearnerFactory,
    SessionFactory,
    TaskFactory,
    volunteer,
)
from tests.inclusion.phones import came, did, heads, logged, new_id, operation, send, statuses

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def amy(client, session):
    amy = volunteer(session.centre.organisation)
    client.force_login(amy)
    return amy


@pytest.fixture
def jean(session):
    return LearnerFactory(organisation=session.centre.organisation)


def nested(depth):
    """A list in a list in a list, as text: Python itself may not be able to write it."""
    return "[" * depth + "]" * depth


@pytest.mark.parametrize("depth", [60, 500, 900, 990])
@pytest.mark.parametrize("place", ["op", "type", "author", "at", "schema", "body"])
def test_however_deep_it_goes_it_is_answered_and_the_next_is_taken_in(
    client, amy, session, jean, depth, place
):
    odd = {**came(amy, session, jean), place: "HERE"}
    words = json.dumps({"device": new_id(), "ops": [odd, came(amy, session, jean)]})

    answer = client.post(
        "/field/sync/", words.replace('"HERE"', nested(depth)), content_type="application/json"
    )

    found = [one["status"] for one in answer.json().get("receipts", [])]
    assert (answer.status_code, found) in [
        (200, ["rejected", "accepted"]),
        (200, ["accepted", "accepted"]),  # what a phone says of its clock is never a reason
        (400, []),
    ]


@pytest.mark.parametrize("digits", [19, 30, 4301, 9000])
@pytest.mark.parametrize("as_text", [True, False])
def test_however_long_a_number_is_it_is_answered(client, amy, session, jean, digits, as_text):
    number = "9" * digits
    odd = did(amy, session, jean, TaskFactory())
    odd["body"]["task"] = "HERE"
    words = json.dumps({"device": new_id(), "ops": [odd, came(amy, session, jean)]})
    put = f'"{number}"' if as_text else number

    answer = client.post(
        "/field/sync/", words.replace('"HERE"', put), content_type="application/json"
    )

    found = [one["status"] for one in answer.json().get("receipts", [])]
    assert (answer.status_code, found) in [(200, ["rejected", "accepted"]), (400, [])]
    assert bool(found) or bool(answer.json()["words"])


def test_a_long_number_for_an_author_is_nobody(client, amy, session, jean):
    said = {**came(amy, session, jean), "author": "9" * 9000}

    assert statuses(client, said) == ["rejected"]


def test_letters_no_database_keeps_are_refused_wherever_they_are(client, amy, session):
    note = {"session": session.pk, "words": "tea\x00", "base": 1}
    said = [operation(amy, "note.set", note), {**heads(amy, session, 1), "at": "\x00"}]

    answer = send(client, *said, version="\x00\x01", device=new_id())

    assert [one["status"] for one in answer.json()["receipts"]] == ["rejected", "accepted"]


def test_another_organisations_club_is_refused(client, amy, session):
    theirs = CohortFactory()
    log = logged(amy, session.centre, kind="code_club", cohort=str(theirs.pk))

    assert statuses(client, log) == ["rejected"]
    assert not Session.objects.filter(pk=log["body"]["session"]).exists()


def test_another_organisations_child_and_session_cannot_be_put_together(client, amy):
    club = CohortFactory()
    there = SessionFactory(centre=club.club.centre, kind="code_club", cohort=club)
    child = EnrolmentFactory(cohort=club)

    assert statuses(client, came(amy, there, child)) == ["rejected"]
    assert there.attendances.count() == 0


def test_another_organisations_word_cannot_be_taken_back(client, amy):
    fact = FactFactory()
    for kind in ("evidence.remove", "attendance.remove"):
        body = {"fact": fact.pk}
        if kind == "attendance.remove":
            body |= {
                "session": fact.session_id,
                "person": fact.learner_id,
                "person_kind": "learner",
            }
        assert statuses(client, operation(amy, kind, body)) == ["rejected"]

    assert Fact.objects.get(pk=fact.pk).taken_back_at is None


def test_an_early_taking_back_by_a_stranger_does_not_silence_the_word(client, amy, session, jean):
    """A stranger who guesses an id can leave an empty taking-back, which counts for nothing there."""
    eve = volunteer()
    stranger = HouseClient()
    stranger.force_login(eve)
    said = came(amy, session, jean)
    statuses(stranger, operation(eve, "evidence.remove", {"fact": said["op"]}))

    assert statuses(client, said) == ["accepted"]
    assert session.attendances.standing().count() == 1


def test_the_same_thing_from_another_phone_is_once_and_stays_its_authors(
    client, amy, session, jean
):
    said = came(amy, session, jean)
    statuses(client, said, device=new_id())
    bob = volunteer(session.centre.organisation)
    other = HouseClient()
    other.force_login(bob)

    assert statuses(client, said, device=new_id()) == ["duplicate"]
    assert statuses(other, said, authors=[amy]) == ["duplicate"]
    assert statuses(other, said, tokens={str(amy.pk): author_token(bob)}) == ["rejected"]
    assert (Receipt.objects.count(), session.attendances.count()) == (1, 1)


def test_another_person_cannot_learn_what_became_of_an_id(client, amy, session, jean):
    """Whoever claims somebody else's operation as their own is told only that it is taken."""
    said = came(amy, session, jean)
    statuses(client, said)
    eve = volunteer(session.centre.organisation)
    other = HouseClient()
    other.force_login(eve)

    [receipt] = send(other, {**said, "author": eve.pk}).json()["receipts"]

    assert (receipt["status"], "at" in receipt) == ("rejected", False)


def test_an_app_two_versions_behind_is_told_in_words_and_one_ahead_waits(
    client, amy, session, jean
):
    old, ahead = came(amy, session, jean, schema=-1), came(amy, session, jean, schema=2)

    found = send(client, old, ahead).json()["receipts"]

    assert [(one["status"], one["words"]) for one in found] == [
        ("rejected", "This was saved by an app that is too old. Open it again and save it."),
        ("retry", "Your app is newer than our server. It stays on your phone and we try again."),
    ]
    assert Receipt.objects.count() == 0


def test_the_roster_names_nobody_elses_learners_and_nobody_rubbed_out_or_merged(
    client, amy, session, jean
):
    owner = session.centre.organisation
    LearnerFactory(first_name="Stranger")
    LearnerFactory(organisation=owner, first_name="Twin", merged_into=jean)
    forget_learner(learner=LearnerFactory(organisation=owner, first_name="Gone"), by=amy)

    people = client.get("/field/roster/").json()["learners"]

    assert [one["id"] for one in people] == [str(jean.pk)]


def test_device_ids_are_taken_in_any_spelling_and_nothing_else(client, amy, session):
    one = uuid.uuid4()
    assert statuses(client, heads(amy, session, 1), device=one.hex.upper()) == ["accepted"]
    assert send(client, heads(amy, session, 2), device="urn:none").status_code == 400
