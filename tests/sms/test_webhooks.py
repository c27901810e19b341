"""The provider's webhooks: only what is signed gets in, and nothing malformed breaks them."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from sms.choices import MessageState, TextKind
from sms.models import Inbound, Message, StatusReport
from tests.sms.factories import PHONE, MessageFactory

pytestmark = pytest.mark.django_db
BASE, TOKEN, ACCOUNT = "https://footbridge.example", "12345", "AC" + "a" * 32
INBOUND = "/sms/twilio/inbound/"
SID = "SM" + "1" * 32
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def _twilio(settings):
    settings.PUBLIC_BASE_URL = BASE
    settings.TWILIO_ACCOUNT_SID = ACCOUNT
    settings.TWILIO_AUTH_TOKEN = TOKEN
    settings.TWILIO_FROM = "+447700900000"


def a_text(**changes):
    form = {
        "MessageSid": SID, "AccountSid": ACCOUNT, "From": PHONE, "To": "+447700900000", "Body": "Hello",
        "ToCity": "", "SmsStatus": "received",
    } | changes  # fmt: skip
    return {name: value for name, value in form.items() if value is not None}


def post(form, path=INBOUND, *, token=TOKEN, signature=None, base=BASE, **headers):
    """POST as Twilio would, signed over the public address."""
    pairs = list(form.items()) if isinstance(form, dict) else form
    if signature is None:
        values = {}
        for name, value in pairs:
            values.setdefault(name, []).append(value)
        signature = RequestValidator(token).compute_signature(base + path, Values(values))
    return Client(enforce_csrf_checks=True).post(
        path,
        urlencode(pairs),
        content_type=FORM,
        headers={"X-Twilio-Signature": signature, **headers},
    )


class Values(dict):
    def getlist(self, name):
        return self[name]


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


@pytest.mark.parametrize(
    "wrong",
    [
        {"signature": ""},
        {"signature": "nonsense"},
        {"token": "another"},
        {"token": ""},
        {"base": "https://elsewhere.example"},
        {"base": "http://footbridge.example"},
        {"X-Twilio-Webhooks-Signature-Settings": "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"},
        {"X-Twilio-Webhooks-Signature-Settings": "algorithm=MD5"},
    ],
)
def test_what_is_not_signed_by_us_is_turned_away(wrong):
    response = post(a_text(), **wrong)
    assert (response.status_code, response.content) == (403, b"The signature is missing or wrong.")
    assert not Inbound.objects.exists()


def test_no_signature_header_at_all_is_turned_away():
    assert Client().post(INBOUND, urlencode(a_text()), content_type=FORM).status_code == 403


def test_a_word_changed_on_the_way_is_noticed():
    signature = RequestValidator(TOKEN).compute_signature(BASE + INBOUND, a_text())
    assert post(a_text(Body="Hello!"), signature=signature).status_code == 403


def test_a_made_up_host_changes_nothing():
    response = post(a_text(), Host="evil.example:99999", **{"X-Forwarded-Host": "evil.example"})
    assert response.status_code in (200, 400)


@pytest.mark.parametrize("development", [True, False])
def test_without_a_token_an_empty_signature_never_gets_in(settings, development):
    settings.TWILIO_AUTH_TOKEN, settings.DEVELOPMENT = "", development
    assert post(a_text(), token="").status_code == 403


def test_the_ports_twilio_may_or_may_not_name_are_forgiven():
    signature = RequestValidator(TOKEN).compute_signature(BASE + ":443" + INBOUND, a_text())
    assert post(a_text(), signature=signature).status_code == 200


def test_a_repeated_parameter_is_signed_and_kept():
    form = [*a_text().items(), ("Digits", "5678"), ("Digits", "1234"), ("Digits", "1234")]
    assert post(form).status_code == 200
    assert Inbound.objects.get().parameters["Digits"] == ["5678", "1234", "1234"]


def test_twilios_own_examples_of_signatures_are_the_ones_we_make(settings):
    """From Twilio's published tests: token 12345, https://mycompany.com/myapp.php?foo=1&bar=2."""
    form = {
        "CallSid": "CA1234567890ABCDE", "Digits": "1234", "From": "+14158675309", "To": "+18005551212",
        "Caller": "+14158675309",
    }  # fmt: skip
    from sms.webhooks import sign  # noqa: PLC0415 -- beside what it shows

    address = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert sign(address, form) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="
    assert sign(address.replace(".com", ".com:443"), form) == "kvajT1Ptam85bY51eRf/AJRuM3w="


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


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["MessageSid", "From", "To", "Body", "AccountSid", "X"]),
        st.text(max_size=80),
    )
)
def test_no_signed_form_at_all_breaks_it(form):
    assert (
        post({k: v.encode("utf-8", "replace").decode() for k, v in form.items()}).status_code < 500
    )


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
