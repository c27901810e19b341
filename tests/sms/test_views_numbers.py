"""The desk says when texts wait, and whose number cannot get any."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from inclusion.models import Event
from sms import receive
from sms.dispatch import send_due
from sms.models import Carrier, DeadNumber, Message
from tests.factories import OrganisationFactory, coordinator
from tests.sms.factories import NOON, PHONE, InboundFactory, MessageFactory, texted_learner

pytestmark = pytest.mark.django_db
TEXTS = reverse("sms:texts")


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def desk(client, organisation):
    client.force_login(coordinator(organisation))
    return client


def read(client):
    return client.get(TEXTS).content.decode()


def dead(phone=PHONE, **details):
    DeadNumber.objects.create(
        pk=phone, why="This number can't get texts. Code 21211.", found_at=NOON
    )
    return texted_learner(phone, **details)


def test_while_the_provider_is_in_trouble_the_desk_says_that_texts_wait(desk):
    Carrier.objects.create(
        pk="x", troubles=3, why="401 The account with the provider needs a look.",
        shut_until=NOON + dt.timedelta(minutes=5),
    )  # fmt: skip
    with time_machine.travel(NOON, tick=False):
        assert "needs a look. We try again at 12:05pm." in read(desk)
    with time_machine.travel(NOON + dt.timedelta(minutes=6), tick=False):
        assert "We try again" not in read(desk)


def test_a_coordinator_sees_whose_number_cannot_get_texts_and_no_other_does(
    desk, client, organisation
):
    dead(organisation=organisation, first_name="Ottoline")
    assert "Ottoline" in read(desk)
    client.force_login(coordinator(OrganisationFactory()))
    assert "Ottoline" not in read(client)


def test_a_number_somebody_vouches_for_is_texted_again(desk, organisation):
    learner = dead(organisation=organisation)
    MessageFactory(address=PHONE)
    send_due(NOON)
    assert Message.objects.get().last_error == "This number can't get texts."
    again = reverse("sms:number_again", args=[learner.pk])
    assert [desk.post(again).status_code, desk.post(again).status_code] == [302, 404]
    assert Event.objects.get(verb="try_number_again").noun_id == str(learner.pk)
    MessageFactory(address=PHONE)
    send_due(NOON)
    assert sorted(Message.objects.values_list("state", flat=True)) == ["accepted", "suppressed"]


def test_a_stranger_may_not_try_it_again(client, organisation):
    learner = dead(organisation=organisation)
    client.force_login(coordinator(OrganisationFactory()))
    assert client.post(reverse("sms:number_again", args=[learner.pk])).status_code == 404
    assert DeadNumber.objects.exists()


def test_a_number_that_texts_us_is_alive():
    dead()
    receive.read(InboundFactory(received_at=NOON).pk, NOON)
    assert not DeadNumber.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_few_questions_of_three_as_of_one(
    desk, organisation, rows, django_assert_max_num_queries
):
    for n in range(rows):
        dead(f"+44770090021{n}", organisation=organisation)
    with django_assert_max_num_queries(20):
        read(desk)
