"""Twilio's real client against a server of our own."""

import datetime as dt
import logging
import uuid

import pytest

from sms.gateway import (
    Accepted,
    HandsetGateway,
    Outgoing,
    Rejected,
    TwilioGateway,
    Unknown,
    gateway,
)
from tests.sms.factories import NOON, PHONE

TEXT = Outgoing(uuid.UUID(int=7), PHONE, "See you at 10am.", 3600)


def test_an_accepted_text_has_the_providers_id(twilio):
    assert TwilioGateway().send(TEXT) == Accepted(twilio.created[0]["sid"], "queued")


def test_what_twilio_is_sent(twilio):
    TwilioGateway().send(TEXT)
    assert twilio.requests == [
        {
            "To": PHONE,
            "From": "+447700900000",
            "Body": "See you at 10am.",
            "StatusCallback": "https://footbridge.example/sms/twilio/status/00000000-0000-0000-0000-000000000007/"
            "#rc=3&rp=5xx,ct,rt",
            "ValidityPeriod": "3600",
        }
    ]


def test_a_messaging_service_chooses_the_number(twilio, settings):
    settings.TWILIO_MESSAGING_SERVICE_SID = "MG" + "b" * 32
    TwilioGateway().send(TEXT)
    assert twilio.requests[0]["MessagingServiceSid"] == "MG" + "b" * 32
    assert "From" not in twilio.requests[0]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("400/21610", Rejected("21610")),
        ("400/21211", Rejected("21211")),
        ("429/20429", Rejected("429")),
        ("401/20003", Rejected("401")),
        ("500", Unknown("The provider had trouble of its own.")),
        ("503", Unknown("The provider had trouble of its own.")),
        ("hang", Unknown("The provider did not answer.")),
        ("rubbish", Unknown("The provider's answer made no sense.")),
    ],
)
def test_every_way_a_send_can_end_is_told_apart(twilio, answer, outcome):
    twilio.script = [answer]
    assert TwilioGateway().send(TEXT) == outcome


def test_a_server_that_is_not_there_surely_sent_nothing(twilio, settings):
    settings.TWILIO_API_BASE_URL = "http://127.0.0.1:9"
    assert TwilioGateway().send(TEXT) == Rejected("unreached")


def test_a_text_nobody_answered_for_is_found_again(twilio):
    twilio.script = ["hang-but-keep"]
    TwilioGateway().send(TEXT)
    assert TwilioGateway().find(TEXT, NOON, ()) == Accepted(twilio.created[0]["sid"], "queued")


def test_an_earlier_text_with_the_same_words_is_not_mistaken_for_it(twilio):
    TwilioGateway().send(TEXT)
    twilio.script = ["hang"]
    TwilioGateway().send(TEXT)
    later = NOON + dt.timedelta(minutes=5)
    assert TwilioGateway().find(TEXT, NOON, {twilio.created[0]["sid"]}) is None
    assert TwilioGateway().find(TEXT, later, ()) is None


def test_neither_number_nor_words_are_logged(twilio, caplog):
    caplog.set_level(logging.DEBUG)
    TwilioGateway().send(TEXT)
    assert PHONE not in caplog.text
    assert "See you" not in caplog.text
    assert PHONE.lstrip("+") not in caplog.text


def test_without_twilio_settings_the_built_in_handset_carries_texts(settings):
    settings.TWILIO_ACCOUNT_SID = ""
    assert isinstance(gateway(), HandsetGateway)
