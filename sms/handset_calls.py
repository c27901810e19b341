"""Calls on the built-in phones: one rings until somebody picks it up, presses a number, or lets it ring."""

import datetime as dt
import html

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import strip_tags

from sms.choices import Medium, MessageState
from sms.gateway import HandsetGateway, gateway
from sms.handset import BRING_AT_ONCE, answer_from, deliver_due, ring
from sms.models import Handset, Message

# On a real network it is half a minute. Here somebody has to find the page first.
RINGS_FOR = dt.timedelta(minutes=10)


def bring_due(now: dt.datetime) -> int:
    """A job of the worker: bring texts to the built-in phones, and see to those that ring."""
    return deliver_due(now) + let_ring_out(now)


def ringing() -> QuerySet[Message]:
    """Calls that the network has, and nobody has picked up."""
    return Message.objects.filter(
        medium=Medium.CALL, state=MessageState.ACCEPTED, provider_sid__isnull=False
    )


def ringing_on(number: str) -> Message | None:
    """The call that makes this phone ring now."""
    return ringing().filter(address=number).order_by("tried_at").first()


def pick_up(call: Message, digit: str) -> str:
    """Pick up, and press this or nothing. Returns all that was heard."""
    heard = [said_by("sms:call_answered", call)]
    heard.append(said_by("sms:call_pressed", call, Digits=digit))
    if not digit:
        heard.append(said_by("sms:call_pressed", call, "?again=1", Digits=""))
    end(call, "completed")
    return " ".join(heard)


def said_by(name: str, call: Message, query: str = "", **more: str) -> str:
    """The words of our answer, without what is for the machine."""
    _, document = answer_from(reverse(name, args=[call.pk]) + query, about(call) | more)
    return html.unescape(strip_tags(document.partition("?>")[2].replace("</Say>", " "))).strip()


def end(call: Message, word: str) -> None:
    """The network says how a call ended."""
    ring(reverse("sms:call_ended", args=[call.pk]), about(call) | {"CallStatus": word})


def about(call: Message) -> dict[str, str]:
    """What the network says of a call each time."""
    return {
        "CallSid": call.provider_sid or "",
        "AccountSid": settings.TWILIO_ACCOUNT_SID,
        "From": call.sender,
        "To": call.address,
        "Direction": "outbound-api",
    }


def let_ring_out(now: dt.datetime) -> int:
    """Calls to phones that are off, or that rang for long, were not answered. Returns how many."""
    if not isinstance(gateway(), HandsetGateway):
        return 0
    calls = list(ringing().order_by("tried_at")[:BRING_AT_ONCE])
    phones = Handset.objects.in_bulk({call.address for call in calls})
    over = [call for call in calls if is_over(call, phones.get(call.address), now)]
    for call in over:
        end(call, "no-answer")
    return len(over)


def is_over(call: Message, phone: Handset | None, now: dt.datetime) -> bool:
    return bool(phone and phone.is_off) or now - (call.tried_at or now) >= RINGS_FOR
