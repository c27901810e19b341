"""The texts of somebody who was rubbed out go too. That they said STOP stays."""

import pytest

from inclusion.actions.erasure import forget_learner
from sms.models import Inbound, Message, OptOut
from tests.factories import UserFactory
from tests.sms.factories import (
    PHONE,
    InboundFactory,
    MessageFactory,
    OptOutFactory,
    texted_learner,
)

pytestmark = pytest.mark.django_db


def spoken_with(**details):
    """A learner whose number has texts both ways, none of them tied to the learner by id."""
    asked = InboundFactory(body="It is Zebedeeah")
    MessageFactory(address=PHONE, in_reply_to=asked)
    return texted_learner(**details)


def test_no_text_to_or_from_their_number_is_left():
    learner = spoken_with()
    InboundFactory(sender="+447700900555")

    forget_learner(learner=learner, by=UserFactory())

    assert (Message.objects.count(), [i.sender for i in Inbound.objects.all()]) == (
        0,
        ["+447700900555"],
    )


def test_a_shared_phones_texts_stay_until_the_last_of_them_goes():
    first, last = spoken_with(), texted_learner()

    forget_learner(learner=first, by=UserFactory())
    left = Inbound.objects.count()
    forget_learner(learner=last, by=UserFactory())

    assert (left, Inbound.objects.count()) == (1, 0)


def test_somebody_without_a_phone_takes_no_text_with_them():
    InboundFactory(sender="")

    forget_learner(learner=texted_learner(phone=""), by=UserFactory())

    assert Inbound.objects.count() == 1


def test_a_number_that_said_stop_stays_stopped():
    learner = spoken_with()
    OptOutFactory(by_text=Inbound.objects.get())

    forget_learner(learner=learner, by=UserFactory())

    assert OptOut.objects.covers(PHONE)
