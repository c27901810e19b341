"""The built-in handset: a reminder arrives, somebody answers, and it all goes the real way."""

import datetime as dt
import uuid

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


def ask_for(client, trouble):
    """On a phone that has had one text already."""
    MessageFactory.create(address=PHONE, state=MessageState.DELIVERED)
    return client.post(page("phone_trouble"), {"trouble": trouble})


def on_its_way(**facts):
    return MessageFactory(
        address=PHONE,
        state=MessageState.ACCEPTED,
        provider_sid=f"SM{uuid.uuid4().hex}",
        attempts=1,
        **facts,
    )


@pytest.mark.parametrize(
    ("trouble", "reports", "state"),
    [
        ("lose", ["sent", "undelivered"], MessageState.QUEUED),
        ("twice", ["sent", "delivered"], MessageState.DELIVERED),
        ("muddled", ["delivered", "sent"], MessageState.DELIVERED),
        ("off", ["sent", "undelivered"], MessageState.QUEUED),
    ],
)
def test_whatever_goes_wrong_on_the_way_the_text_ends_right(client, trouble, reports, state):
    """A lost one waits an hour, and is tried again. The same report twice is one report."""
    ask_for(client, trouble)
    message = on_its_way()
    deliver_due(NOON)
    message.refresh_from_db()
    assert list(StatusReport.objects.values_list("status", flat=True)) == reports
    assert message.state == state


def test_trouble_happens_once(client):
    ask_for(client, "lose")
    on_its_way(), on_its_way()
    deliver_due(NOON)
    assert Message.objects.waiting().count() == 1
    assert StatusReport.objects.filter(status="delivered").count() == 1


def test_a_late_text_comes_a_minute_later(client):
    ask_for(client, "late")
    on_its_way()
    moments = [NOON + dt.timedelta(seconds=seconds) for seconds in (0, 59, 60)]
    assert [deliver_due(moment) for moment in moments] == [0, 0, 1]


def test_a_text_to_us_that_the_network_brings_twice_is_answered_once(client):
    ask_for(client, "twice")
    client.post(page("phone_write"), {"body": "help"})
    assert (Inbound.objects.count(), Inbound.objects.get().replies.count()) == (1, 1)


def test_a_text_to_us_that_is_lost_says_so(client):
    ask_for(client, "lose")
    response = client.post(page("phone_write"), {"body": "hello"}, follow=True)
    assert "That text was lost on the way, as you asked." in response.content.decode()
    assert not Inbound.objects.exists()


def test_a_phone_that_is_off_texts_nobody_until_it_is_on(client):
    ask_for(client, "off")
    response = client.post(page("phone_write"), {"body": "hello"}, follow=True)
    assert "This phone is off. Switch it on to text." in response.content.decode()
    ask_for(client, "on")
    client.post(page("phone_write"), {"body": "hello"})
    assert Inbound.objects.get().body == "hello"


def test_the_phone_says_in_words_what_was_asked_for(client):
    on_its_way()
    ask_for(client, "late")
    ask_for(client, "off")
    words = client.get(page("phone")).content.decode()
    assert "This phone is off. Asked for: bring the next text a minute late." in words
