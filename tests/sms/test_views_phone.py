"""The built-in handset: a reminder arrives, somebody answers, and it all goes the real way."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from inclusion.choices import BookingState
from inclusion.models import Booking
from sms import webhooks
from sms.choices import MessageState
from sms.handset import A_NEW_PHONE, code_of, deliver_due, text_us
from sms.models import Inbound, Message, OptOut, StatusReport
from tests.factories import CentreFactory
from tests.sms.factories import NOON, PHONE, MessageFactory, reminder_owed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON):
        yield


def page(name, number=PHONE):
    return reverse(f"sms:{name}", args=[code_of(number)])


def test_the_whole_conversation(client):
    """A reminder arrives, 1 is pressed, the place is confirmed, and the phone says so."""
    reminder_owed(centre=CentreFactory(name="Market Library"), now=NOON - dt.timedelta(minutes=1))
    MessageFactory(address=PHONE, state=MessageState.DELIVERED, body="An old one")
    client.post(page("phone_fetch"))
    assert "Reminder: your session is Wed 25 Nov" in client.get(page("phone")).content.decode()
    client.post(page("phone_write"), {"body": "1"})
    client.post(page("phone_fetch"))
    assert Booking.objects.get().state == BookingState.CONFIRMED
    assert "Thank you. We will see you Wed 25 Nov" in client.get(page("phone")).content.decode()
    assert set(Message.objects.values_list("state", flat=True)) == {"delivered"}


def test_a_text_goes_through_the_signature_check(monkeypatch):
    monkeypatch.setattr(webhooks, "is_signed", lambda request: False)
    assert text_us(PHONE, "hello") == 403
    assert not Inbound.objects.exists()


def test_a_text_is_signed_with_the_configured_token(settings):
    settings.TWILIO_AUTH_TOKEN = "12345"
    assert text_us(PHONE, "hello") == 200


def test_texts_are_reported_as_a_network_would(client):
    MessageFactory(state=MessageState.ACCEPTED, provider_sid="SM" + "1" * 32, attempts=1)
    assert [deliver_due(NOON), deliver_due(NOON)] == [1, 0]
    assert list(StatusReport.objects.values_list("status", flat=True)) == ["sent", "delivered"]


def test_stop_from_the_phone_stops_texts(client):
    client.post(page("phone_write", A_NEW_PHONE), {"body": "STOP"})
    assert OptOut.objects.covers(A_NEW_PHONE)


def test_a_phone_nobody_knows_can_text_us(client):
    client.post(page("phone_write", A_NEW_PHONE), {"body": "What is this?"})
    assert (Inbound.objects.get().body, Inbound.objects.get().needs_person) == (
        "What is this?",
        True,
    )


def test_an_empty_text_is_not_sent(client):
    response = client.post(page("phone_write", A_NEW_PHONE), {"body": ""})
    assert "Type a text first." in response.content.decode()
    assert not Inbound.objects.exists()


def test_the_page_looks_again_by_itself_unless_held_still(client):
    address = page("phone", A_NEW_PHONE)
    assert client.get(address)["Refresh"] == "5"
    assert "Refresh" not in client.get(address + "?still")


def test_the_phones_are_only_where_everyone_is_made_up(client, settings):
    settings.DEVELOPMENT = settings.DEMO = False
    assert client.get(reverse("sms:phones")).status_code == 404
    assert client.post(page("phone_write"), {"body": "1"}).status_code == 404


def test_a_phone_that_does_not_exist_is_not_found(client):
    assert client.get(reverse("sms:phone", args=["nonsense"])).status_code == 404


def test_no_number_is_in_an_address(client):
    MessageFactory(address=PHONE)
    response = client.get(reverse("sms:phones"))
    assert code_of(PHONE) in response.content.decode()
    assert PHONE.lstrip("+") not in response.content.decode()


@pytest.mark.parametrize("phones", [1, 3])
def test_the_list_of_phones_takes_one_query(client, django_assert_num_queries, phones):
    MessageFactory.create_batch(phones)
    with django_assert_num_queries(1):
        client.get(reverse("sms:phones"))
