"""Somebody who is rung instead of texted, and the provider's side of a call."""

from urllib.parse import urlencode

from inclusion.choices import Channel, ConsentPurpose
from tests.factories import ConsentFactory, LearnerFactory
from tests.sms.factories import PHONE
from tests.sms.provider import ACCOUNT, post

SID = "CA" + "1" * 32


def rung_learner(phone=PHONE, texts=False, **details):
    """A learner with a number who agreed to calls, and perhaps to texts."""
    learner = LearnerFactory(phone=phone, **details)
    agree_to(learner, ConsentPurpose.CALLS)
    if texts:
        agree_to(learner, ConsentPurpose.TEXTS)
    return learner


def agree_to(learner, purpose, **details):
    return ConsentFactory(learner=learner, purpose=purpose, channel=Channel.SPOKEN, **details)


def about(call, what="", query="", sid=SID, **form):
    """POST what the provider posts of a call, signed."""
    form = {"CallSid": sid, "AccountSid": ACCOUNT, "From": call.sender, "To": call.address} | form
    path = f"/sms/twilio/call/{call.pk}/{what}"
    return post(form, f"{path}?{urlencode(query)}" if query else path)


def press(call, digits, query="", sid=SID):
    return about(call, "pressed/", query, sid, Digits=digits).content.decode()


def end(call, word, sid=SID):
    response = about(call, "ended/", sid=sid, CallStatus=word)
    call.refresh_from_db()
    return response.status_code
