"""How long we keep what was said. The words of a text go after a while; that there was one, and what became of it, stays."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from inclusion.models import Feedback, Heartbeat
from sms.choices import IN_FLIGHT, MessageState
from sms.forgetting import drop_last_words
from sms.models import Inbound, Message

PART = "sms.retention"
LOOK_EVERY = dt.timedelta(hours=1)
AT_ONCE = 500


def kept_for() -> dt.timedelta:
    return dt.timedelta(days=settings.TEXT_WORDS_KEPT_DAYS)


def rub_out_old_words(now: dt.datetime) -> int:
    """A job of the worker, once an hour for all workers together. Returns how many texts lost their words.

    What it keeps is for counting and for looking into what went wrong: ids, numbers, times, states, parts, meanings.
    """
    looked = Heartbeat.objects.filter(part=PART).values_list("at", flat=True).first()
    if looked and looked <= now < looked + LOOK_EVERY:
        return 0
    done = rub_out_inbound(now) + rub_out_messages(now) + drop_last_words(now)
    done += rub_out_feedback(now)
    if not done:
        Heartbeat.objects.update_or_create(part=PART, defaults={"at": now})
    return done


@transaction.atomic
def rub_out_inbound(now: dt.datetime) -> int:
    """Texts that came in, with everything the provider said of them. One that waits for a person keeps its words till then."""
    old = Inbound.objects.filter(
        Q(needs_person=False) | Q(dealt_with_at__isnull=False),
        received_at__lt=now - kept_for(),
        processed_at__isnull=False,
    ).exclude(body="", parameters={})
    ids = list(old.order_by().values_list("pk", flat=True)[:AT_ONCE])
    return Inbound.objects.filter(pk__in=ids).update(body="", parameters={})


@transaction.atomic
def rub_out_messages(now: dt.datetime) -> int:
    """Texts we sent, or did not. One that may still go keeps its words."""
    old = Message.objects.filter(useful_until__lt=now - kept_for()).exclude(
        Q(body="") | Q(state__in=(MessageState.QUEUED, MessageState.PAUSED, *IN_FLIGHT))
    )
    ids = list(old.order_by().values_list("pk", flat=True)[:AT_ONCE])
    return Message.objects.filter(pk__in=ids).update(body="")


@transaction.atomic
def rub_out_feedback(now: dt.datetime) -> int:
    """What people said of a session, once somebody has read it. The number they gave stays."""
    old = Feedback.objects.exclude(words="").filter(
        said_at__lt=now - kept_for(), read_at__isnull=False
    )
    ids = list(old.order_by().values_list("pk", flat=True)[:AT_ONCE])
    return Feedback.objects.filter(pk__in=ids).update(words="")
