"""A provider's side of our webhooks: what it posts, and how it signs it."""

from urllib.parse import urlencode

from django.test import Client
from twilio.request_validator import RequestValidator

from tests.sms.factories import PHONE

BASE, TOKEN, ACCOUNT = "https://footbridge.example", "12345", "AC" + "a" * 32
INBOUND = "/sms/twilio/inbound/"
SID = "SM" + "1" * 32
FORM = "application/x-www-form-urlencoded"


def set_up(settings):
    """A machine that texts through Twilio."""
    settings.PUBLIC_BASE_URL = BASE
    settings.TWILIO_ACCOUNT_SID = ACCOUNT
    settings.TWILIO_AUTH_TOKEN = TOKEN
    settings.TWILIO_AUTH_TOKEN_FORMER = ""
    settings.TWILIO_SHARED_KEYS = {}
    settings.TWILIO_FROM = "+447700900000"
    settings.TWILIO_MESSAGING_SERVICE_SID = ""


def a_text(**changes):
    form = {
        "MessageSid": SID, "AccountSid": ACCOUNT, "From": PHONE, "To": "+447700900000", "Body": "Hello",
        "ToCity": "", "SmsStatus": "received",
    } | changes  # fmt: skip
    return {name: value for name, value in form.items() if value is not None}


def post(form, path=INBOUND, *, token=TOKEN, signature=None, base=BASE, algorithm=None, **headers):
    """POST as Twilio would, signed over the public address."""
    pairs = list(form.items()) if isinstance(form, dict) else form
    if signature is None:
        values = {}
        for name, value in pairs:
            values.setdefault(name, []).append(value)
        signature = RequestValidator(token).compute_signature(
            base + path, Values(values), algorithm
        )
    return Client(enforce_csrf_checks=True).post(
        path,
        urlencode(pairs),
        content_type=FORM,
        headers={"X-Twilio-Signature": signature, **headers},
    )


class Values(dict):
    def getlist(self, name):
        return self[name]
