"""Who may ring our webhooks: Twilio, with the token or a shared key, and with the one before while it is changed."""

import base64
import hashlib
import hmac

import pytest

from sms.models import Inbound
from sms.signatures import sign
from tests.sms.factories import MessageFactory
from tests.sms.provider import ACCOUNT, BASE, INBOUND, SID, TOKEN, a_text, post, set_up

pytestmark = pytest.mark.django_db
KEYED = "X-Twilio-Webhooks-Signature-Settings"
KEY_1, KEY_2 = "webhooks_sharedkey_01", "webhooks_sharedkey_02"


@pytest.fixture(autouse=True)
def _twilio(settings):
    set_up(settings)


def with_key(key, secret, algorithm="HMAC_SHA256", **others):
    """A text that Twilio signed with a shared key."""
    named = {KEYED: f"key={key},algorithm={algorithm}"} | others
    return post(a_text(), token=secret, algorithm="HMAC_SHA256", **named).status_code


def test_twilios_own_examples_of_signatures_are_the_ones_we_make():
    """From Twilio's published tests: token 12345, https://mycompany.com/myapp.php?foo=1&bar=2."""
    form = {
        "CallSid": "CA1234567890ABCDE", "Digits": "1234", "From": "+14158675309", "To": "+18005551212",
        "Caller": "+14158675309",
    }  # fmt: skip
    address = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert sign(address, form) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="
    assert sign(address.replace(".com", ".com:443"), form) == "kvajT1Ptam85bY51eRf/AJRuM3w="


@pytest.mark.parametrize(
    "wrong",
    [
        {"signature": ""},
        {"signature": "nonsense"},
        {"signature": "\u00e9\u00ff" * 14},
        {"token": "another"},
        {"token": ""},
        {"base": "https://elsewhere.example"},
        {"base": "http://footbridge.example"},
        {"algorithm": "HMAC_SHA256"},
        {KEYED: f"key={KEY_1},algorithm=HMAC_SHA256"},
        {KEYED: "algorithm=HMAC_SHA1"},
        {KEYED: "algorithm=MD5"},
        {KEYED: ",,=,"},
    ],
)
def test_what_is_not_signed_by_us_is_turned_away(wrong):
    response = post(a_text(), **wrong)
    assert (response.status_code, response.content) == (403, b"The signature is missing or wrong.")
    assert not Inbound.objects.exists()


def test_while_the_token_is_changed_the_one_before_still_gets_in(settings):
    settings.TWILIO_AUTH_TOKEN, settings.TWILIO_AUTH_TOKEN_FORMER = "67890", TOKEN
    both = [post(a_text(), token=token).status_code for token in ("67890", TOKEN)]
    settings.TWILIO_AUTH_TOKEN_FORMER = ""
    assert (both, post(a_text()).status_code) == ([200, 200], 403)


@pytest.mark.parametrize("development", [True, False])
def test_without_a_token_nothing_gets_in_however_it_is_signed(settings, development):
    settings.TWILIO_AUTH_TOKEN, settings.DEVELOPMENT = "", development
    settings.TWILIO_AUTH_TOKEN_FORMER, settings.TWILIO_SHARED_KEYS = "", {KEY_1: "", "": ""}
    assert post(a_text(), token="").status_code == 403
    assert with_key(KEY_1, "") == 403
    assert with_key("", "") == 403


def test_a_shared_key_signs_with_sha_256_worked_out_by_hand(settings):
    settings.TWILIO_SHARED_KEYS = {KEY_1: "first"}
    signed = BASE + INBOUND + "".join(name + value for name, value in sorted(a_text().items()))
    digest = hmac.new(b"first", signed.encode(), hashlib.sha256).digest()
    response = post(
        a_text(), signature=base64.b64encode(digest).decode(),
        **{KEYED: f"key={KEY_1},algorithm=HMAC_SHA256"},
    )  # fmt: skip
    assert response.status_code == 200


def test_two_shared_keys_get_in_while_one_takes_the_others_place(settings):
    settings.TWILIO_SHARED_KEYS = {KEY_1: "first", KEY_2: "second"}
    assert [with_key(KEY_1, "first"), with_key(KEY_2, "second")] == [200, 200]


@pytest.mark.parametrize(
    ("key", "secret", "algorithm"),
    [
        (KEY_1, "second", "HMAC_SHA256"),  # another key's secret
        (KEY_1, TOKEN, "HMAC_SHA256"),  # the token cannot stand in for a key
        ("webhooks_sharedkey_03", "first", "HMAC_SHA256"),
        (KEY_1, "first", "HMAC_MD5"),
        (KEY_1, "first", ""),
        (KEY_1, "first", "HMAC_SHA1"),  # signed with one and named as the other
    ],
)
def test_a_key_opens_only_with_its_own_secret_and_algorithm(settings, key, secret, algorithm):
    settings.TWILIO_SHARED_KEYS = {KEY_1: "first", KEY_2: "second"}
    assert with_key(key, secret, algorithm) == 403


def test_a_signature_seen_at_one_address_opens_no_other():
    """Whoever could copy a request of ours cannot play it at somebody else's text, or as a text that came in."""
    one, other = MessageFactory.create_batch(2)
    form = {"MessageSid": SID, "AccountSid": ACCOUNT, "MessageStatus": "failed"}
    path = f"/sms/twilio/status/{one.pk}/"
    from_one = sign(BASE + path, form)
    played = [
        post(form, path=at, signature=from_one).status_code
        for at in (f"/sms/twilio/status/{other.pk}/", INBOUND, path + "?again=1")
    ]
    assert played == [403, 403, 403]


def test_the_ports_twilio_may_or_may_not_name_are_forgiven():
    assert post(a_text(), signature=sign(BASE + ":443" + INBOUND, a_text())).status_code == 200
