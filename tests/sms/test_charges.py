"""What the provider charged, asked for with Twilio's real client, or told in a callback."""

import datetime as dt
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from sms import charges
from sms.dispatch import send_due
from sms.models import Message
from sms.signatures import sign
from tests.sms import twilio_server
from tests.sms.factories import NOON, MessageFactory

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(hours=2)


def prices():
    rows = Message.objects.order_by("key").values_list("price", "price_unit")
    return [(price and str(price), unit) for price, unit in rows]


def sent_with_prices(twilio, *amounts):
    """Texts that went, whose prices Twilio now knows, or does not yet."""
    for _ in amounts:
        MessageFactory()
    send_due(NOON)
    for message, amount in zip(twilio.created, amounts, strict=True):
        message.update(price=amount, price_unit="USD", date_sent=message["date_created"])


def test_prices_are_learnt_from_twilio_once_they_are_known(twilio):
    sent_with_prices(twilio, "-0.04000", None)
    assert charges.ask_due(LATER) == 1
    assert set(prices()) == {("0.04000", "USD"), (None, "")}


def test_twilio_is_asked_once_an_hour_however_many_workers_there_are(twilio):
    sent_with_prices(twilio, None, None)
    asked = [charges.ask_due(LATER + dt.timedelta(minutes=n)) for n in (0, 1, 59)]
    twilio.created[0]["price"] = "-0.05"
    asked += [charges.ask_due(LATER + dt.timedelta(minutes=n)) for n in (59, 60)]
    assert asked == [0, 0, 0, 0, 1]


def test_nothing_is_asked_when_every_price_is_known_or_too_old(twilio):
    sent_with_prices(twilio, "-0.04")
    assert charges.ask_due(NOON + dt.timedelta(days=4)) == 0
    assert prices() == [(None, "")]


def test_a_provider_that_does_not_answer_is_asked_again_later(twilio):
    sent_with_prices(twilio, "-0.04")
    twilio.lists = "500"
    assert charges.ask_due(LATER) == 0
    twilio.lists = ""
    assert charges.ask_due(LATER + dt.timedelta(hours=1)) == 1


@pytest.mark.parametrize("odd", [[], "a page", {"messages": None}, {"messages": [7]}])
def test_a_list_of_prices_that_makes_no_sense_is_no_answer(twilio, odd):
    sent_with_prices(twilio, "-0.04")
    twilio.listed = odd
    assert charges.ask_due(LATER) == 0
    twilio.listed = None
    assert charges.ask_due(LATER + dt.timedelta(hours=1)) == 1


def test_the_built_in_phone_charges_nothing_and_is_not_asked():
    MessageFactory()
    send_due(NOON)
    assert charges.ask_due(LATER) == 0


def test_a_price_in_a_callback_is_kept(client, twilio):
    MessageFactory()
    send_due(NOON)
    message = Message.objects.get()
    address = reverse("sms:status", args=[message.pk])
    told = {
        "MessageSid": message.provider_sid, "AccountSid": twilio_server.ACCOUNT, "MessageStatus": "delivered",
        "Price": "-0.0400", "PriceUnit": "USD",
    }  # fmt: skip
    signature = sign("https://footbridge.example" + address, told)
    answer = client.post(
        address, urlencode(told), content_type="application/x-www-form-urlencoded",
        headers={"X-Twilio-Signature": signature},
    )  # fmt: skip
    assert (answer.status_code, prices()) == (200, [("0.04000", "USD")])


def test_a_price_told_twice_is_written_once():
    message = MessageFactory(provider_sid="SM" + "1" * 32)
    told = [charges.Charge(message.provider_sid, Decimal(n) / 100, "GBP") for n in (4, 5)]
    assert [charges.note([one]) for one in told] == [1, 0]
    assert prices() == [("0.04000", "GBP")]
