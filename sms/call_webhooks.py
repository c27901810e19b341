"""What the provider asks and tells us of a call: what to say, what was pressed, and how it ended. Signed as all its requests are.

An answer is a document for it to read out (`twiml`). Nothing in it says who is rung, or why they get help.
"""

import re
import uuid

from django.conf import settings
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse

from sms import outcomes, twiml
from sms.choices import Medium
from sms.models import Message
from sms.pressed import is_off, keys_of, menu_of, press
from sms.statuses import SAY_MISSED
from sms.texts import FALLBACK
from sms.voices import can_speak, speak, voice_of
from sms.webhooks import (
    EMPTY,
    LONGEST_STATUS,
    Malformed,
    NoSuchCall,
    check_account,
    from_provider,
    moment_of,
    refuse,
)

A_CALL = re.compile(r"CA[0-9a-fA-F]{32}")
AGAIN = "again"


def call_of(request: HttpRequest, message_id: uuid.UUID) -> tuple[Message, str]:
    """The call this is about, and the provider's id of it. A text is no call."""
    check_account(request.POST)
    sid = request.POST.get("CallSid", "")
    if not A_CALL.fullmatch(sid):
        raise Malformed("CallSid is missing or is not an id.")
    calls = Message.objects.filter(medium=Medium.CALL).select_related("notice")
    call = calls.filter(pk=message_id).first()
    if call is None:
        raise NoSuchCall("We made no such call.")
    return call, sid


@from_provider
def answered(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """Somebody, or something, picked up: say what we rang for, and wait for a number."""
    call, _ = call_of(request, message_id)
    return ask(call, call.body)


@from_provider
def pressed(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """A number, or none. None, or one that means nothing, is asked for once more."""
    call, sid = call_of(request, message_id)
    digit = request.POST.get("Digits", "")
    if digit in keys_of(call):
        return say(call, press(call=call, sid=sid, digit=digit, now=moment_of(request)))
    if AGAIN in request.GET:
        return say(call, "goodbye" if is_off(call) else "nothing")
    locale = language_of(call)
    return ask(call, speak("once_more", locale), call.body, again=True)


@from_provider
def ended(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """How a call ended. A word we have never heard of is kept and changes nothing."""
    call, sid = call_of(request, message_id)
    word = request.POST.get("CallStatus", "")
    if not re.fullmatch(rf"[a-z-]{{1,{LONGEST_STATUS}}}", word):
        raise Malformed("CallStatus is missing or is not a status.")
    try:
        outcomes.told(
            message_id=call.pk,
            sid=sid,
            status=word,
            error_code=word if word in SAY_MISSED else "",
            now=moment_of(request),
        )
    except IntegrityError:
        return refuse("That CallSid is another call's.", 409)
    return HttpResponse(EMPTY, content_type="text/xml")


def ask(call: Message, *sentences: str, again: bool = False) -> HttpResponse:
    """Say something, then what can be pressed, and wait."""
    locale = language_of(call)
    action = f"{settings.PUBLIC_BASE_URL}/sms/twilio/call/{call.pk}/pressed/"
    document = twiml.ask(
        [*sentences, speak(menu_of(call), locale)],
        voice_of(locale),
        f"{action}?{AGAIN}=1" if again else action,
    )
    return HttpResponse(document, content_type="text/xml")


def say(call: Message, key: str) -> HttpResponse:
    """Say one last thing."""
    locale = language_of(call)
    document = twiml.say([speak(key, locale)], voice_of(locale))
    return HttpResponse(document, content_type="text/xml")


def language_of(call: Message) -> str:
    """The language the call was written in, while it still has a voice."""
    return call.locale if can_speak(call.locale) else FALLBACK
