"""Writing down what the provider says became of a text. States only climb; the log keeps everything it said."""

import datetime as dt
import logging
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Case, Value, When

from inclusion.rules.calls import next_calling_moment
from sms import carriers
from sms.choices import Medium, MessageState, TextKind
from sms.models import DeadNumber, Message, StatusReport
from sms.outgoing import Accepted, Outcome, Rejected, Unknown
from sms.statuses import MISSED, SAY_MISSED, STATES, Action, Remedy, in_words, merge, remedy_for
from sms.stopping import stop_number

logger = logging.getLogger(__name__)
# After nobody answered and the provider says it never got it; twice as long each time.
TRY_AGAIN_AFTER, MOST_DOUBLINGS = dt.timedelta(minutes=1), 6
NO_WAIT = dt.timedelta(0)
SAID = ("state", "attempts", "troubles", "unsure_at", "not_before", "last_error")
CHANGED = (*SAID, "changed_at", "lease_owner", "lease_until")


def locked(message_id: uuid.UUID) -> Message:
    """The row, ours until the transaction ends. Raises Message.DoesNotExist."""
    return Message.objects.select_for_update().get(pk=message_id)


def settle(answers: Mapping[uuid.UUID, Outcome], sender: str, now: dt.datetime) -> None:
    """Write down what became of a batch of sends, in one transaction.

    If the provider gives one of them another's id, each is written down by itself, and that one is `unknown`.
    """
    try:
        settle_together(answers, sender, now)
    except IntegrityError:
        for message_id, outcome in answers.items():
            settle_alone(message_id, outcome, sender, now)


@transaction.atomic
def settle_together(answers: Mapping[uuid.UUID, Outcome], sender: str, now: dt.datetime) -> None:
    rows = list(Message.objects.select_for_update().filter(pk__in=answers).order_by("pk"))
    for message in rows:
        take(message, answers[message.pk], now)
        tidy(message, now)
    write_down(rows)
    carriers.note(sender, answers, now)


def write_down(rows: Iterable[Message]) -> None:
    """Save what changed, in a statement for all that became of a text alike: mostly one, as only the provider's ids differ.

    `bulk_update` weighs every column of every row, and was more than half of a worker's time.
    """
    alike: dict[tuple[Any, ...], list[Message]] = defaultdict(list)
    for message in rows:
        alike[tuple(getattr(message, name) for name in CHANGED)].append(message)
    for values, messages in alike.items():
        ids = [When(pk=message.pk, then=Value(message.provider_sid)) for message in messages]
        Message.objects.filter(pk__in=[message.pk for message in messages]).update(
            provider_sid=Case(*ids, output_field=Message._meta.get_field("provider_sid")),
            **dict(zip(CHANGED, values, strict=True)),
        )


def settle_alone(message_id: uuid.UUID, outcome: Outcome, sender: str, now: dt.datetime) -> None:
    try:
        settle_together({message_id: outcome}, sender, now)
    except IntegrityError:
        settle_together({message_id: Unknown("The provider's answer made no sense.")}, sender, now)


def take(message: Message, outcome: Outcome, now: dt.datetime) -> None:
    """One answer. A callback may have said more already, and is not undone."""
    if isinstance(outcome, Accepted):
        accepted(message, outcome)
    elif isinstance(outcome, Rejected):
        remedy = remedy_for(outcome.code)
        message.last_error = in_words(outcome.code)
        act(message, remedy, MessageState.FAILED, now)
    else:
        message.state = merge(MessageState(message.state), MessageState.UNKNOWN)
        message.last_error, message.unsure_at = outcome.reason, now
    logger.info("Text %s: %s", message.pk, type(outcome).__name__.lower())


def accepted(message: Message, answer: Accepted) -> None:
    """The provider has it."""
    message.provider_sid = message.provider_sid or answer.sid
    told = STATES.get(answer.status, MessageState.ACCEPTED)
    if told in MISSED or told == MessageState.CANCELLED:
        told = MessageState.ACCEPTED  # its callback says why, and that decides what happens next
    message.state = merge(MessageState(message.state), told)
    message.last_error = ""


@transaction.atomic
def found(message_id: uuid.UUID, answer: Accepted, now: dt.datetime) -> None:
    """The provider had it all along."""
    message = locked(message_id)
    accepted(message, answer)
    save(message, now)


@transaction.atomic
def never_got_there(message_id: uuid.UUID, now: dt.datetime) -> None:
    """The provider has no such text, so it is safe to try again. That it never got there was not the text's fault."""
    message = locked(message_id)
    if message.state != MessageState.UNKNOWN:
        return
    message.last_error = "The provider never got it."
    wait = TRY_AGAIN_AFTER * 2 ** min(message.troubles, MOST_DOUBLINGS)
    forgive(message)
    if not requeue(message, wait, now):
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
        DeadNumber.objects.filter(pk=message.address).delete()
    save(message, now)


@transaction.atomic
def heard(*, message_id: uuid.UUID, sid: str, now: dt.datetime) -> None:
    """Somebody pressed a number in a call, so it reached somebody. Raises Message.DoesNotExist."""
    message = locked(message_id)
    message.provider_sid = message.provider_sid or sid
    message.state, message.last_error = (
        merge(MessageState(message.state), MessageState.DELIVERED),
        "",
    )
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
    return message.reports.filter(sid=sid, status__in=SAY_MISSED)


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
        message.last_error = in_words(error_code)
        act(message, remedy, merge(known, state), now)
        if remedy.action is Action.HOLD:
            carriers.note(message.sender, {message.pk: Rejected(error_code)}, now)
    else:
        message.state = merge(known, state)


def act(message: Message, remedy: Remedy, ending: MessageState, now: dt.datetime) -> None:
    """Do what an error calls for: try later, hold, stop, or end it."""
    message_ends = True
    if remedy.action is Action.OPT_OUT:
        stop_number(message.address, now)
    elif remedy.action is Action.LOOP:
        stop_answering(message, now)
    elif remedy.action is Action.HOLD:
        forgive(message)
        message_ends = not requeue(message, remedy.waits[0] if remedy.waits else NO_WAIT, now)
    elif remedy.action is Action.RETRY:
        wait = remedy.wait_after(message.attempts)
        message_ends = wait is None or not requeue(message, wait, now)
        if wait is None and remedy.then_dead:
            bury(message, now)
    elif remedy.action is Action.DEAD:
        bury(message, now)
    if message_ends:
        message.state = ending


def forgive(message: Message) -> None:
    """It was not the text's fault, so it was no attempt."""
    message.attempts, message.troubles = max(message.attempts - 1, 0), message.troubles + 1


def bury(message: Message, now: dt.datetime) -> None:
    """No more texts to a number that cannot get them, until somebody says otherwise."""
    DeadNumber.objects.update_or_create(
        pk=message.address, defaults={"why": message.last_error, "found_at": now}
    )


def stop_answering(message: Message, now: dt.datetime) -> None:
    """Let go of our machine's answers that wait for this number: it is a machine's too."""
    Message.objects.waiting().filter(address=message.address, kind=TextKind.ANSWER).exclude(
        pk=message.pk
    ).update(state=MessageState.SUPPRESSED, last_error=message.last_error, changed_at=now)


def requeue(message: Message, wait: dt.timedelta, now: dt.datetime) -> bool:
    """Put it back in the queue for later, if it will still be useful then."""
    if wait >= message.useful_until - now:
        return False
    moment = now + wait
    if message.medium == Medium.CALL:
        moment = next_calling_moment(moment)
        if moment >= message.useful_until:
            return False
    message.state, message.not_before = MessageState.QUEUED, moment
    message.provider_sid = None
    return True


def save(message: Message, now: dt.datetime) -> None:
    tidy(message, now)
    message.save()


def tidy(message: Message, now: dt.datetime) -> None:
    """Note when it changed, and that no worker holds what is no longer being sent."""
    message.changed_at = now
    if message.state != MessageState.SENDING:
        message.lease_owner, message.lease_until = "", None
