"""Children of a Code Club, said on a phone with no signal: nicknames only, and never in somebody else's club."""

import pytest
from django.utils import timezone

from inclusion.actions.sessions import read_register
from inclusion.choices import ConsentPurpose
from inclusion.models import Consent, Enrolment, Tombstone
from tests.factories import (
    CentreFactory,
    CohortFactory,
    EnrolmentFactory,
    SessionFactory,
    volunteer,
)
from tests.inclusion.phones import (
    came,
    child_gone,
    new_child,
    new_id,
    operation,
    receipts,
    statuses,
)

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


@pytest.fixture
def cohort(centre):
    return CohortFactory(club__centre=centre, places=2)


def test_a_child_who_joins_in_the_hall_is_on_the_register_once_sent(phone, amy, cohort):
    club = SessionFactory(centre=cohort.club.centre, kind="code_club", cohort=cohort)
    said = new_child(amy, cohort, nickname=" Pixel  Cat ", school_year=5)
    child = Enrolment(pk=said["body"]["child"], nickname="")

    assert statuses(phone, said, came(amy, club, child)) == ["accepted", "accepted"]

    [joined] = read_register(club).present
    assert (joined.nickname, joined.school_year, joined.cohort) == ("Pixel Cat", 5, cohort)
    [paper] = Consent.objects.filter(enrolment=joined)
    assert (paper.purpose, paper.channel, paper.recorded_by) == (
        ConsentPurpose.RECORD,
        "paper",
        amy,
    )


def test_no_form_is_no_agreement(phone, amy, cohort):
    assert statuses(phone, new_child(amy, cohort, on_paper=False)) == ["accepted"]
    assert (Enrolment.objects.count(), Consent.objects.count()) == (1, 0)


def test_the_same_child_sent_twice_is_one_child(phone, amy, cohort):
    said = new_child(amy, cohort)
    again = new_child(amy, cohort, child=said["body"]["child"])

    assert statuses(phone, said, said, again) == ["accepted", "duplicate", "accepted"]
    assert Enrolment.objects.count() == 1


def test_a_nickname_that_is_taken_and_a_full_club_need_the_volunteer(phone, amy, cohort):
    EnrolmentFactory(cohort=cohort, nickname="comet")
    [taken] = receipts(phone, new_child(amy, cohort))
    EnrolmentFactory(cohort=cohort, nickname="Pixel")
    [full] = receipts(phone, new_child(amy, cohort, nickname="Nova"))

    assert (taken["status"], taken["field"]) == ("rejected", "nickname")
    assert taken["words"] == "Another child here has that nickname. Choose a different one."
    assert full["words"] == "This club is full. It has room for 2."
    assert Enrolment.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"nickname": " "}, "nickname"), ({"nickname": "x" * 31}, "nickname"), ({"school_year": 12}, "school_year"),
     ({"school_year": True}, "school_year"), ({"on_paper": "yes"}, "on_paper")],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_with_its_field(phone, amy, cohort, wrong, field):
    [refused] = receipts(phone, new_child(amy, cohort, **wrong))

    assert (refused["status"], refused["field"]) == ("rejected", field)
    assert Enrolment.objects.count() == 0


def test_somebody_elses_club_and_child_are_refused(phone, amy, cohort):
    elsewhere = EnrolmentFactory()
    said = [
        new_child(amy, elsewhere.cohort, nickname="Nova"),
        new_child(amy, cohort, child=str(elsewhere.pk), nickname="Nova"),
        child_gone(amy, elsewhere.pk),
        operation(amy, "child.add", {**new_child(amy, cohort)["body"], "cohort": new_id()}),
    ]

    assert statuses(phone, *said) == ["rejected"] * 4
    assert [child.left_at for child in Enrolment.objects.all()] == [None]


def test_a_child_who_left_is_left_however_often_it_is_said(phone, amy, cohort):
    child = EnrolmentFactory(cohort=cohort)

    assert statuses(phone, child_gone(amy, child.pk), child_gone(amy, child.pk)) == ["accepted"] * 2
    assert statuses(phone, child_gone(amy, new_id())) == ["retry"]
    assert Enrolment.objects.current().count() == 0


def test_a_child_who_was_rubbed_out_does_not_come_back(phone, amy, cohort):
    said = new_child(amy, cohort)
    Tombstone.objects.create(pk=said["body"]["child"])

    assert statuses(phone, said, child_gone(amy, said["body"]["child"])) == ["gone", "gone"]
    assert Enrolment.objects.count() == 0


def test_a_leavers_new_child_waits_for_the_coordinator(phone, amy, cohort):
    amy.memberships.update(ended_at=timezone.now())

    assert statuses(phone, new_child(amy, cohort)) == ["quarantined"]
    assert Enrolment.objects.count() == 0
