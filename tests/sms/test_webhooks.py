"""The provider's webhooks: only what is signed gets in, and nothing malformed breaks them."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from sms.choices import MessageState, TextKind
from sms.models import Inbound, Message, StatusReport
from sms.signatures import sign
from tests.sms.factories import PHONE, MessageFactory
from tests.sms.provider import ACCOUNT, BASE, FORM, INBOUND, SID, a_text, post, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _twilio(settings):
    set_up(settings)


def test_a_signed_text_is_kept_whole_and_answered_with_nothing():
    response = post(a_text(SomethingNew="from Twilio"))
    inbound = Inbound.objects.get()
    assert (response.status_code, response["Content-Type"]) == (200, "text/xml")
    assert response.content.decode().endswith("<Response/>")
    assert (inbound.sid, inbound.sender, inbound.body) == (SID, PHONE, "Hello")
    assert inbound.parameters["SomethingNew"] == ["from Twilio"]
    assert inbound.parameters["ToCity"] == [""]


def test_the_same_text_twice_is_one_text_and_one_answer():
    assert [post(a_text()).status_code, post(a_text()).status_code] == [200, 200]
    assert (Inbound.objects.count(), Message.objects.count()) == (1, 1)


def test_no_signature_header_at_all_is_turned_away():
    assert Client().post(INBOUND, urlencode(a_text()), content_type=FORM).status_code == 403


def test_a_word_changed_on_the_way_is_noticed():
    assert post(a_text(Body="Hello!"), signature=sign(BASE + INBOUND, a_text())).status_code == 403


def test_a_made_up_host_changes_nothing():
    response = post(a_text(), Host="evil.example:99999", **{"X-Forwarded-Host": "evil.example"})
    assert response.status_code in (200, 400)


def test_a_repeated_parameter_is_signed_and_kept():
    form = [*a_text().items(), ("Digits", "5678"), ("Digits", "1234"), ("Digits", "1234")]
    assert post(form).status_code == 200
    assert Inbound.objects.get().parameters["Digits"] == ["5678", "1234", "1234"]


@pytest.mark.parametrize(
    "changes",
    [
        {"MessageSid": None}, {"MessageSid": ""}, {"MessageSid": "SM1"}, {"MessageSid": "SM" + "g" * 32},
        {"From": None}, {"From": ""}, {"From": "+" + "4" * 70}, {"To": None}, {"To": "+447700900777"},
        {"Body": None}, {"AccountSid": None}, {"AccountSid": "AC" + "b" * 32},
    ],
)  # fmt: skip
def test_a_signed_text_that_makes_no_sense_gets_a_reason(changes):
    response = post(a_text(**changes))
    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/plain")
    assert not Inbound.objects.exists()


def test_a_null_character_does_not_break_the_database():
    assert post(a_text(Body="Hel\x00lo")).status_code == 200
    assert Inbound.objects.get().body == "Hello"


def test_a_named_sender_is_kept_and_never_answered():
    assert post(a_text(From="BANK")).status_code == 200
    assert (Inbound.objects.count(), Message.objects.count()) == (1, 0)


def test_json_and_other_methods_are_turned_away():
    client = Client(enforce_csrf_checks=True)
    assert client.post(INBOUND, "{}", content_type="application/json").status_code == 415
    assert client.post(INBOUND, {"MessageSid": SID}).status_code == 415
    assert client.get(INBOUND).status_code == 405


def status(message, word, *, sid=SID, code="", path=None, **changes):
    form = {"MessageSid": sid, "AccountSid": ACCOUNT, "MessageStatus": word} | changes
    if code:
        form["ErrorCode"] = code
    return post(form, path or f"/sms/twilio/status/{message.pk}/")


@pytest.fixture
def sent():
    return MessageFactory(
        state=MessageState.ACCEPTED, provider_sid=SID, attempts=1, kind=TextKind.ANSWER
    )


def state_of(message):
    message.refresh_from_db()
    return message.state


def test_a_late_sent_does_not_undo_delivered(sent):
    assert [status(sent, w).status_code for w in ("delivered", "sent", "delivered")] == [200] * 3
    assert state_of(sent) == "delivered"
    assert StatusReport.objects.count() == 2


def test_a_report_that_beats_the_answer_is_believed():
    message = MessageFactory(
        state=MessageState.SENDING, attempts=1, tried_at="2026-11-24T12:00:00Z"
    )
    status(message, "sent")
    assert (state_of(message), message.provider_sid) == ("sent", SID)


def test_a_status_nobody_has_heard_of_is_kept_and_changes_nothing(sent):
    assert status(sent, "teleported").status_code == 200
    assert state_of(sent) == "accepted"
    assert StatusReport.objects.get().status == "teleported"


@pytest.mark.parametrize(
    "changes",
    [{"MessageStatus": ""}, {"MessageStatus": "<b>"}, {"MessageStatus": "x" * 40}, {"MessageSid": "?"}, {"ErrorCode": "abc"}, {"AccountSid": "AC"}],
)  # fmt: skip
def test_a_malformed_report_gets_a_reason(sent, changes):
    assert status(sent, "sent", **changes).status_code == 400


def test_a_report_of_a_text_we_never_sent_is_not_found(sent):
    path = "/sms/twilio/status/00000000-0000-0000-0000-000000000000/"
    assert status(sent, "sent", path=path).status_code == 404
