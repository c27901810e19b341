"""What somebody pressed when we rang, and what they hear then. One press a call: brought twice, it is the same press."""

import datetime as dt
import logging
from collections.abc import Mapping

from django.db import transaction

from inclusion.actions import bookings
from inclusion.choices import NoticeKind
from sms import outcomes
from sms.choices import Meaning, Medium
from sms.gateway import gateway
from sms.lines import held
from sms.models import Inbound, Message
from sms.receive import keep_or_give_up, place_in
from sms.stopping import stop_calls

logger = logging.getLogger(__name__)
COMING, CHANGE, NO_MORE = "1", "2", "9"
MEANS = {COMING: Meaning.COMING, CHANGE: Meaning.RING_BACK, NO_MORE: Meaning.STOP_CALLS}
# A session that is called off leaves nothing to come to.
OF_WHAT_IS_OFF = {key: meaning for key, meaning in MEANS.items() if key != COMING}
# What is said for each meaning. A place that could not be kept says something else.
SAYS = {
    Meaning.COMING: "coming",
    Meaning.RING_BACK: "change",
    Meaning.STOP_CALLS: "stopped",
}


def is_off(call: Message) -> bool:
    """Whether we rang to say that a session is called off."""
    return call.notice is not None and call.notice.kind == NoticeKind.SESSION_CANCELLED


def keys_of(call: Message) -> Mapping[str, Meaning]:
    """What can be pressed in a call, and what it means there."""
    return OF_WHAT_IS_OFF if is_off(call) else MEANS


def menu_of(call: Message) -> str:
    """The sentence that says so."""
    return "press_after_all" if is_off(call) else "press"


@transaction.atomic
def press(*, call: Message, sid: str, digit: str, now: dt.datetime) -> str:
    """Do what a 1, 2 or 9 asks, once for each call. Returns which sentence to say. Raises KeyError for any other key."""
    held(call.address)
    inbound, is_new = Inbound.objects.select_for_update().get_or_create(
        provider=gateway().name,
        sid=sid,
        defaults={
            "medium": Medium.CALL,
            "sender": call.address,
            "recipient": call.sender,
            "body": digit,
            "parameters": {},
            "organisation_id": call.organisation_id,
            "meaning": MEANS[digit],
            "received_at": now,
            "processed_at": now,
        },
    )
    if is_new:
        outcomes.heard(message_id=call.pk, sid=sid, now=now)
        act(inbound, call, now)
        logger.info("Pressed in call %s: %s", call.pk, inbound.meaning)
    missed_out = inbound.meaning == Meaning.COMING and inbound.needs_person
    return "full_now" if missed_out else SAYS[Meaning(inbound.meaning)]


def act(inbound: Inbound, call: Message, now: dt.datetime) -> None:
    """The same as a text would do, without a text back: they asked for calls."""
    if inbound.meaning == Meaning.STOP_CALLS:
        stop_calls(inbound.sender, now, by_press=inbound)
    elif inbound.meaning == Meaning.RING_BACK or not keeps_place(call, now):
        inbound.needs_person = True
        inbound.save(update_fields=["needs_person"])


def keeps_place(call: Message, now: dt.datetime) -> bool:
    """Whether they are sure of the place they were rung about."""
    booking = place_in(call.notice) if call.notice else None
    if booking is None:
        return False
    try:
        keep_or_give_up(booking, coming=True, now=now)
    except bookings.NoPlace:
        return False
    return True
