"""When a number asks by text to be forgotten: everything about it goes, and one last text says so."""

import datetime as dt

from django.db import transaction

from inclusion.actions.erasure import forget_learner
from inclusion.models import Learner
from sms import erasure
from sms.choices import Meaning, Priority, TextKind
from sms.models import Inbound, Message
from sms.outbox import ANSWERS_USEFUL_FOR, in_words, locale_of, put

# The last text has a number in it, so it goes too, when it has long arrived.
LAST_WORD, KEPT_FOR = "forgotten:", dt.timedelta(days=7)


def people_of(number: str) -> list[Learner]:
    return list(Learner.objects.current().filter(phone=number))


@transaction.atomic
def forget_number(inbound: Inbound, now: dt.datetime) -> Message:
    """Rub out whoever has this number and its texts, and say so. That it once said STOP stays.

    Of the text that asked only the provider's id is kept, so that a second delivery of it asks for nothing.
    """
    number, locale = inbound.sender, locale_of(inbound.sender)
    for learner in people_of(number):
        forget_learner(learner=learner, by=None)
    erasure.forget_texts({number})
    leave_a_stub(inbound, now)
    return put(
        key=f"{LAST_WORD}{inbound.pk}",
        kind=TextKind.FAREWELL,
        address=number,
        body=in_words("forgotten", locale),
        priority=Priority.REPLY,
        not_before=now,
        useful_until=now + ANSWERS_USEFUL_FOR,
        locale=locale,
    )


def leave_a_stub(inbound: Inbound, now: dt.datetime) -> None:
    """That a text with this id came, with nothing of whose it was or what it said."""
    Inbound.objects.create(
        pk=inbound.pk,
        provider=inbound.provider,
        sid=inbound.sid,
        recipient=inbound.recipient,
        parameters={},
        organisation_id=inbound.organisation_id,
        meaning=Meaning.TALK,
        received_at=inbound.received_at,
        processed_at=now,
    )


def drop_last_words(now: dt.datetime) -> int:
    """The last text to somebody forgotten, and its number, a week after it mattered. Returns how many went."""
    gone, _ = Message.objects.filter(
        key__startswith=LAST_WORD, useful_until__lt=now - KEPT_FOR
    ).delete()
    return gone
