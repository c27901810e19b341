"""Sending what is in the outbox. Any number of workers, on any number of machines, may do it at once.

A text is held for a while (`lease`), marked as being sent and saved, and only then handed to the provider: no
transaction is ever open over the call. If the worker dies before the answer is saved, the text is `unknown` and the
provider is asked before anything is sent again. If it dies earlier, the lease runs out and another worker takes it.
"""

import datetime as dt
import logging
import os
import secrets
import socket
import time
import uuid

from django.db import IntegrityError, transaction
from django.db.models import Q

from sms import outcomes
from sms.checks import Verdict, check
from sms.choices import MessageState
from sms.gateway import Accepted, Gateway, Outgoing, Rejected, Unknown, gateway
from sms.models import Message
from sms.outbox import pull_due_notices
from sms.statuses import Action

logger = logging.getLogger(__name__)
CLAIM_AT_ONCE = 20
LEASE = dt.timedelta(minutes=2)
# A round ends after this long, so that a worker asked to stop is never more than one text away from stopping.
ROUND_SECONDS = 2
ASK_AFTER = dt.timedelta(minutes=1)
ASK_AT_ONCE = 20


def send_due(now: dt.datetime) -> int:
    """One round of the worker: notices into texts, lost texts looked for, waiting texts sent. Returns how many."""
    done = pull_due_notices(now)
    let_go_of_the_dead(now)
    provider = gateway()
    done += sum(ask_after(message, provider, now) for message in lost(now))
    return done + send_batch(provider, now)


def send_batch(provider: Gateway, now: dt.datetime) -> int:
    """Claim a few texts and send them one by one. Stops early when the provider is in trouble."""
    owner = f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"
    began, done = time.monotonic(), 0
    for message_id in claim(owner, now):
        if time.monotonic() - began > ROUND_SECONDS or not send_one(
            message_id, owner, provider, now
        ):
            break
        done += 1
    release(owner)
    return done


@transaction.atomic
def claim(owner: str, now: dt.datetime) -> list[uuid.UUID]:
    """Hold the next texts for one worker, one for each number, in the order they should go.

    On PostgreSQL rows another worker is claiming are skipped; on SQLite the whole transaction is the lock.
    """
    ids = list(
        Message.objects.next_for_each_number(now)
        .select_for_update(skip_locked=True)
        .values_list("pk", flat=True)[:CLAIM_AT_ONCE]
    )
    Message.objects.filter(pk__in=ids).update(lease_owner=owner, lease_until=now + LEASE)
    return ids


def release(owner: str) -> None:
    """Give back what was held and not begun."""
    Message.objects.filter(lease_owner=owner, state=MessageState.QUEUED).update(
        lease_owner="", lease_until=None
    )


def send_one(message_id: uuid.UUID, owner: str, provider: Gateway, now: dt.datetime) -> bool:
    """Send one text. False when the provider is in trouble and the rest of the batch should wait."""
    message = begin(message_id, owner, now)
    if message is None:
        return True
    outcome = provider.send(outgoing(message, now))
    logger.info("Text %s: %s", message.pk, type(outcome).__name__.lower())
    if isinstance(outcome, Accepted):
        outcomes.accepted(message.pk, outcome, now)
    elif isinstance(outcome, Rejected):
        return outcomes.rejected(message.pk, outcome.code, now) is not Action.HOLD
    else:
        outcomes.unsure(message.pk, outcome, now)
    return not isinstance(outcome, Unknown)


def begin(message_id: uuid.UUID, owner: str, now: dt.datetime) -> Message | None:
    """Check once more that it should go, and save that we are sending it. None if it should not."""
    try:
        with transaction.atomic():
            message = (
                Message.objects.select_for_update(of=("self",))
                .filter(pk=message_id, state=MessageState.QUEUED, lease_owner=owner)
                .select_related("learner", "notice__session")
                .first()
            )
            if message is None:
                return None
            verdict = check(message, now)
            apply(message, verdict, now)
            return message if verdict.may_go else None
    except IntegrityError:
        # Another worker began a text to the same number a moment ago: this one waits its turn.
        return None


def apply(message: Message, verdict: Verdict, now: dt.datetime) -> None:
    """Save what the last check decided."""
    if verdict.may_go:
        message.state, message.attempts = MessageState.SENDING, message.attempts + 1
        message.tried_at = now
    elif verdict.wait_until:
        message.not_before, message.lease_owner, message.lease_until = verdict.wait_until, "", None
    else:
        message.state, message.last_error = MessageState.SUPPRESSED, verdict.reason
        message.lease_owner, message.lease_until = "", None
    message.changed_at = now
    message.save()


def outgoing(message: Message, now: dt.datetime) -> Outgoing:
    return Outgoing(
        id=message.pk,
        to=message.address,
        body=message.body,
        seconds_useful=int((message.useful_until - now).total_seconds()),
    )


def let_go_of_the_dead(now: dt.datetime) -> int:
    """Texts whose worker died while sending. Whether they went, nobody knows, so they are `unknown`."""
    return Message.objects.filter(state=MessageState.SENDING, lease_until__lte=now).update(
        state=MessageState.UNKNOWN,
        lease_owner="",
        lease_until=None,
        changed_at=now,
        last_error="The worker stopped while sending it.",
    )


@transaction.atomic
def lost(now: dt.datetime) -> list[Message]:
    """Texts to ask the provider about, held so that only one worker asks. Asked again after a minute."""
    waiting = list(
        Message.objects.filter(
            Q(lease_until__isnull=True) | Q(lease_until__lte=now),
            state=MessageState.UNKNOWN,
            tried_at__lte=now - ASK_AFTER,
        )
        .order_by("tried_at")
        .select_for_update(skip_locked=True)[:ASK_AT_ONCE]
    )
    Message.objects.filter(pk__in=[m.pk for m in waiting]).update(lease_until=now + ASK_AFTER)
    return waiting


def ask_after(message: Message, provider: Gateway, now: dt.datetime) -> bool:
    """Ask the provider what became of a text. True if it could say."""
    others = Message.objects.filter(address=message.address).exclude(pk=message.pk)
    taken = {sid for sid in others.values_list("provider_sid", flat=True) if sid}
    found = provider.find(outgoing(message, now), message.tried_at or message.queued_at, taken)
    if isinstance(found, Accepted):
        outcomes.accepted(message.pk, found, now)
    elif found is None:
        outcomes.never_got_there(message.pk, now)
    return not isinstance(found, Unknown)
