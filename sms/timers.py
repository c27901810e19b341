"""When nobody answers. A timer's clock starts when its question was sent, and after any other step it does nothing."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from sms.choices import OUT_OF_OUR_HANDS, MessageState
from sms.conversations import take
from sms.flows.parts import Event
from sms.lines import held
from sms.models import Conversation, Timer
from sms.turns import Turn

AT_ONCE = 50
NEVER_WENT = (
    MessageState.FAILED,
    MessageState.UNDELIVERED,
    MessageState.SUPPRESSED,
    MessageState.CANCELLED,
)


def fire_due(now: dt.datetime) -> int:
    """A job of the worker. Returns how many timers fired."""
    start(now)
    ids = list(Timer.objects.due(now).values_list("pk", flat=True)[:AT_ONCE])
    for timer_id in ids:
        fire(timer_id, now)
    return len(ids)


def start(now: dt.datetime) -> None:
    """Start the clocks of questions that have gone out. One that never will, or was never put, counts from now."""
    settled = Q(conversation__prompt__isnull=True) | Q(
        conversation__prompt__state__in=(*OUT_OF_OUR_HANDS, *NEVER_WENT)
    )
    asked = Timer.objects.not_started().filter(settled).select_related("conversation__prompt")
    for timer in asked[:AT_ONCE]:
        prompt = timer.conversation.prompt
        went = prompt.tried_at if prompt and prompt.state in OUT_OF_OUR_HANDS else None
        timer.fire_at = (went or now) + timer.wait
        timer.save(update_fields=["fire_at"])


@transaction.atomic
def fire(timer_id: int, now: dt.datetime) -> None:
    """Tell the conversation that nobody answered, if that is still so. Firing twice fires once."""
    timer = Timer.objects.select_related("conversation").get(pk=timer_id)
    held(timer.conversation.address)
    timer.refresh_from_db()
    if timer.done_at:
        return
    timer.done_at = now
    timer.save(update_fields=["done_at"])
    talk = Conversation.objects.waiting().filter(pk=timer.conversation_id, seq=timer.seq).first()
    if talk:
        take(Turn(talk, None, now), Event("silence"))
