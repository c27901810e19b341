"""Writing down what the provider says became of a text. States only climb; the log keeps everything it said."""

import datetime as dt
import uuid

from django.db import models, transaction

from sms.choices import MessageState
from sms.gateway import Accepted, Unknown
from sms.models import Message, OptOut, StatusReport
from sms.statuses import HOLD_FOR, MISSED, STATES, Action, Remedy, merge, remedy_for

MOST_ATTEMPTS = 3
# After nobody answered and the provider says it never got it.
TRY_AGAIN_AFTER = dt.timedelta(minutes=1)


def locked(message_id: uuid.UUID) -> Message:
    """The row, ours until the transaction ends. Raises Message.DoesNotExist."""
    return Message.objects.select_for_update().get(pk=message_id)


@transaction.atomic
def accepted(message_id: uuid.UUID, answer: Accepted, now: dt.datetime) -> None:
    """The provider has it. A callback may have said more already, and is not undone."""
    message = locked(message_id)
    message.provider_sid = message.provider_sid or answer.sid
    told = STATES.get(answer.status, MessageState.ACCEPTED)
    if told in MISSED or told == MessageState.CANCELLED:
        told = MessageState.ACCEPTED  # its callback says why, and that decides what happens next
    message.state = merge(MessageState(message.state), told)
    message.last_error = ""
    save(message, now)


@transaction.atomic
def unsure(message_id: uuid.UUID, outcome: Unknown, now: dt.datetime) -> None:
    """Nobody answered. Unless a callback has told us since, it is unknown."""
    message = locked(message_id)
    message.state = merge(MessageState(message.state), MessageState.UNKNOWN)
    message.last_error = outcome.reason
    save(message, now)


@transaction.atomic
def rejected(message_id: uuid.UUID, code: str, now: dt.datetime) -> Action:
    """The provider refused it. Returns what was done."""
    message = locked(message_id)
    remedy = remedy_for(code)
    message.last_error = f"{code} {remedy.words}"
    act(message, remedy, MessageState.FAILED, now)
    save(message, now)
    return remedy.action


@transaction.atomic
def never_got_there(message_id: uuid.UUID, now: dt.datetime) -> None:
    """The provider has no such text, so it is safe to try again."""
    message = locked(message_id)
    if message.state != MessageState.UNKNOWN:
        return
    message.last_error = "The provider never got it."
    if message.attempts >= MOST_ATTEMPTS or not requeue(message, TRY_AGAIN_AFTER, now):
        message.state = MessageState.FAILED
    save(message, now)


@transaction.atomic
def told(
    *, message_id: uuid.UUID, sid: str, status: str, error_code: str, now: dt.datetime
) -> None:
    """A callback. Repeated, late and out-of-order ones all end in the same place. Raises Message.DoesNotExist."""
    message = locked(message_id)
    _, is_new = StatusReport.objects.get_or_create(
        message=message, sid=sid, status=status, error_code=error_code, defaults={"at": now}
    )
    state = STATES.get(status)
    if not is_new or state is None or is_about_an_earlier_try(message, sid, state):
        return
    message.provider_sid = message.provider_sid or sid
    if state in MISSED:
        missed(message, sid, state, error_code, now)
    else:
        message.state = merge(MessageState(message.state), state)
    if message.state == MessageState.DELIVERED:
        message.last_error = ""
    save(message, now)


def is_about_an_earlier_try(message: Message, sid: str, state: MessageState) -> bool:
    """Whether a report is of a try we have given up on. That it arrived after all is worth knowing; nothing else is."""
    if state == MessageState.DELIVERED:
        return False
    if message.provider_sid:
        return message.provider_sid != sid
    return message.state == MessageState.QUEUED and missed_reports(message, sid).count() > (
        state in MISSED
    )


def missed_reports(message: Message, sid: str) -> models.QuerySet[StatusReport]:
    return message.reports.filter(sid=sid, status__in=MISSED)


def missed(
    message: Message, sid: str, state: MessageState, error_code: str, now: dt.datetime
) -> None:
    """It did not arrive. The same news often comes twice, once without its code: the code decides, whenever it comes."""
    known = MessageState(message.state)
    is_first_with_code = (
        bool(error_code) and missed_reports(message, sid).exclude(error_code="").count() == 1
    )
    if known not in MISSED or (is_first_with_code and known in MISSED):
        if known == MessageState.DELIVERED:
            return
        remedy = remedy_for(error_code)
        message.last_error = f"{error_code} {remedy.words}".strip()
        act(message, remedy, merge(known, state), now)
    else:
        message.state = merge(known, state)


def act(message: Message, remedy: Remedy, ending: MessageState, now: dt.datetime) -> None:
    """Do what an error calls for: try later, hold, stop, or end it."""
    if remedy.action is Action.OPT_OUT:
        OptOut.objects.get_or_create(
            address=message.address, ended_at=None, defaults={"began_at": now}
        )
    if remedy.action is Action.HOLD:
        message.attempts -= 1
        wait = remedy.waits[0] if remedy.waits else HOLD_FOR
    else:
        wait = remedy.wait_after(message.attempts) or dt.timedelta.max
    if remedy.action in (Action.FAIL, Action.OPT_OUT) or not requeue(message, wait, now):
        message.state = ending


def requeue(message: Message, wait: dt.timedelta, now: dt.datetime) -> bool:
    """Put it back in the queue for later, if it will still be useful then."""
    if wait >= message.useful_until - now:
        return False
    message.state, message.not_before = MessageState.QUEUED, now + wait
    message.provider_sid = None
    return True


def save(message: Message, now: dt.datetime) -> None:
    message.changed_at = now
    if message.state != MessageState.SENDING:
        message.lease_owner, message.lease_until = "", None
    message.save()
