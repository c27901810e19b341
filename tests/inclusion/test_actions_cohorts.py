"""Code Clubs: a term, the children in it, and who looked."""

import datetime as dt
import uuid

import pytest

from inclusion.actions.cohorts import NoRoom, child_left, enrol_child, open_cohort
from inclusion.choices import Channel, ConsentPurpose, FrameworkKind
from inclusion.models import Cohort, Enrolment, Event
from tests.factories import (
    CodeClubFactory,
    CohortFactory,
    EnrolmentFactory,
    FrameworkFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_a_cohort_form_sent_twice_is_one_cohort():
    form = {
        "id": uuid.uuid4(),
        "club": CodeClubFactory(),
        "name": "Spring 2027",
        "projects": FrameworkFactory(kind=FrameworkKind.CODE_CLUB),
        "starts_on": dt.date(2027, 1, 11),
        "ends_on": dt.date(2027, 3, 26),
        "by": UserFactory(),
    }

    assert open_cohort(**form) == open_cohort(**form)
    assert (Cohort.objects.count(), Event.objects.filter(verb="open_cohort").count()) == (1, 1)


def test_a_child_joins_once_however_often_the_form_is_sent():
    form = {"id": uuid.uuid4(), "cohort": CohortFactory(), "nickname": "Comet", "by": UserFactory()}

    assert enrol_child(**form) == enrol_child(**form)
    assert Enrolment.objects.count() == 1


def test_the_parents_paper_is_kept_as_their_consent():
    child = enrol_child(
        id=uuid.uuid4(),
        cohort=CohortFactory(),
        nickname="Comet",
        by=UserFactory(),
        parent_agreed_on_paper=True,
    )

    consent = child.consents.get()
    assert (consent.purpose, consent.channel) == (ConsentPurpose.RECORD, Channel.PAPER)


def test_with_no_paper_no_consent_is_made_up():
    child = enrol_child(id=uuid.uuid4(), cohort=CohortFactory(), nickname="Comet", by=UserFactory())

    assert child.consents.count() == 0


@pytest.mark.parametrize(
    ("places", "words"), [(1, "This club is full. It has room for 1"), (2, "has that nickname")]
)
def test_no_room_and_a_taken_nickname_are_refused_in_words(places, words):
    cohort = CohortFactory(places=places)
    EnrolmentFactory(cohort=cohort, nickname="Comet")

    with pytest.raises(NoRoom, match=words):
        enrol_child(
            id=uuid.uuid4(),
            cohort=cohort,
            nickname="Pixel" if places == 1 else "comet",
            by=UserFactory(),
        )

    assert cohort.enrolments.count() == 1


def test_a_child_who_left_frees_their_place_and_nickname_and_leaving_twice_is_once():
    comet = EnrolmentFactory(nickname="Comet", cohort__places=1)

    for _ in range(2):
        child_left(enrolment=comet, by=UserFactory())
    again = enrol_child(id=uuid.uuid4(), cohort=comet.cohort, nickname="Comet", by=UserFactory())

    assert list(comet.cohort.enrolments.current()) == [again]
    assert Event.objects.filter(verb="child_left").count() == 1
