import uuid

import pytest

from inclusion.actions.learners import add_learner, change_learner
from inclusion.choices import Channel, ConsentPurpose
from inclusion.models import Event, Learner
from tests.factories import LearnerFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

AGREED = {ConsentPurpose.RECORD: Channel.SPOKEN, ConsentPurpose.TEXTS: Channel.SPOKEN}


def add(**changes):
    details = {
        "id": uuid.uuid4(),
        "organisation": OrganisationFactory(),
        "agreed_to": AGREED,
        "by": UserFactory(),
    }
    return add_learner(**{**details, "first_name": "Gwen", "initial": "R", **changes})


def test_a_form_sent_twice_is_one_learner():
    sent = {"id": uuid.uuid4(), "organisation": OrganisationFactory()}

    assert add(**sent) == add(**sent)
    assert Learner.objects.count() == 1


def test_a_first_name_is_enough_and_texts_wait_for_a_number():
    gwen = add(initial="")

    assert gwen.known_as == "Gwen"
    assert [consent.purpose for consent in gwen.consents.live()] == [ConsentPurpose.RECORD]


def test_with_a_number_both_agreements_are_kept():
    gwen = add(phone="+447700900123")

    assert {consent.purpose for consent in gwen.consents.live()} == {
        ConsentPurpose.RECORD,
        ConsentPurpose.TEXTS,
    }


def test_a_new_number_needs_a_new_agreement_to_texts():
    gwen = add(phone="+447700900123")

    change_learner(learner=gwen, by=UserFactory(), phone="+447700900456")

    assert [consent.purpose for consent in gwen.consents.live()] == [ConsentPurpose.RECORD]


def test_a_change_that_changes_nothing_is_not_written_down():
    gwen = LearnerFactory(first_name="Gwen")

    change_learner(learner=gwen, by=UserFactory(), first_name="Gwen")

    assert (gwen.version, Event.objects.count()) == (1, 0)


def test_a_change_is_written_down_without_the_words_themselves():
    gwen = LearnerFactory(first_name="Gwen")

    change_learner(learner=gwen, by=UserFactory(), first_name="Gwenllian")

    assert Learner.objects.get().first_name == "Gwenllian"
    assert [(e.verb, e.facts) for e in Event.objects.all()] == [
        ("change_learner", {"fields": ["first_name"]})
    ]
