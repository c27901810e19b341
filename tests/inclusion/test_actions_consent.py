import pytest
from django.db import IntegrityError

from inclusion.actions.consent import agree, withdraw
from inclusion.choices import Channel, ConsentPurpose
from inclusion.models import Consent, Learner
from inclusion.rules.consent import WORDINGS
from tests.factories import ConsentFactory, EnrolmentFactory, LearnerFactory

pytestmark = pytest.mark.django_db

TEXTS = ConsentPurpose.TEXTS


def test_what_people_agreed_to_is_kept_in_the_words_they_heard():
    consent = agree(person=LearnerFactory(), purpose=TEXTS, channel=Channel.SPOKEN, by=None)

    assert (consent.words, consent.wording) == (WORDINGS[TEXTS].words, "2026-11")


def test_agreeing_twice_is_one_agreement():
    jean = LearnerFactory()

    assert agree(person=jean, purpose=TEXTS, channel=Channel.SPOKEN, by=None) == agree(
        person=jean, purpose=TEXTS, channel=Channel.TEXT, by=None
    )


def test_taking_it_back_ends_it_and_keeps_the_history():
    jean = LearnerFactory()
    agree(person=jean, purpose=TEXTS, channel=Channel.SPOKEN, by=None)

    for _ in range(2):
        withdraw(person=jean, purpose=TEXTS, channel=Channel.TEXT, by=None)
    agree(person=jean, purpose=TEXTS, channel=Channel.PAPER, by=None)

    assert [c.withdrawn_at is None for c in jean.consents.order_by("given_at")] == [False, True]


def test_only_those_who_agree_now_are_listed():
    yes, taken_back, never = LearnerFactory(), LearnerFactory(), LearnerFactory()
    for learner in (yes, taken_back):
        agree(person=learner, purpose=TEXTS, channel=Channel.SPOKEN, by=None)
    withdraw(person=taken_back, purpose=TEXTS, channel=Channel.TEXT, by=None)

    assert list(Learner.objects.who_agreed_to(TEXTS)) == [yes]
    assert never not in Learner.objects.who_agreed_to(TEXTS)


def test_a_consent_is_about_one_person_and_never_two():
    with pytest.raises(IntegrityError):
        ConsentFactory(enrolment=EnrolmentFactory())


def test_the_database_itself_refuses_a_second_live_consent():
    jean = ConsentFactory().learner

    with pytest.raises(IntegrityError):
        ConsentFactory(learner=jean)


def test_a_consent_stood_from_when_it_was_given_until_it_was_taken_back():
    consent = ConsentFactory()
    withdraw(person=consent.learner, purpose=TEXTS, channel=Channel.TEXT, by=None)

    consent = Consent.objects.get()

    assert consent.live_on(consent.given_at)
    assert not consent.live_on(consent.withdrawn_at)
