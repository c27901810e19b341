"""Putting texts in the outbox, in the transaction that owes them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, cast

from django.db import transaction

from inclusion.actions import notices
from inclusion.actions.events import record
from inclusion.choices import ConsentPurpose, NoticeKind
from inclusion.models import Learner, Notice
from sms import texts
from sms.calls import can_be_said, may_be_rung
from sms.choices import CALLED, OPENS, Meaning, Medium, Priority, TextKind
from sms.gateway import gateway
from sms.known import known_of
from sms.ledger import estimate_of
from sms.models import Inbound, Line, Message, OptOut
from sms.prices import A_CALL
from sms.segments import measure
from sms.voices import in_speech

PULL_AT_ONCE = 100
ANSWERS_USEFUL_FOR = dt.timedelta(hours=24)
# A machine talking to our machine is the only thing that ever gets this many answers in an hour.
MOST_ANSWERS_AN_HOUR = 20
PRIORITIES = {
    NoticeKind.SESSION_REMINDER: Priority.REMINDER,
    NoticeKind.BOOKING_MADE: Priority.CONFIRMATION,
    NoticeKind.SESSION_CANCELLED: Priority.CONFIRMATION,
    NoticeKind.SESSION_MOVED: Priority.CONFIRMATION,
    NoticeKind.CERTIFICATE_READY: Priority.REMINDER,
    NoticeKind.MISSED_YOU: Priority.REMINDER,
    NoticeKind.HOW_WAS_IT: Priority.REMINDER,
    NoticeKind.CHECK_AGAIN: Priority.REMINDER,
}


def put(*, key: str, **about: Any) -> Message:
    """Put a text in the outbox, once for each key. `about` is what `written` takes."""
    message, _ = Message.objects.get_or_create(key=key, defaults=written(**about))
    return message


def add(*, key: str, **about: Any) -> Message:
    """The same, where the caller has seen that there is none with this key, and holds what nobody else can add it without."""
    return Message.objects.create(key=key, **written(**about))


def written(
    *,
    kind: TextKind,
    address: str,
    body: str,
    priority: Priority,
    not_before: dt.datetime,
    useful_until: dt.datetime,
    **links: Any,
) -> dict[str, Any]:
    """The columns of a text. `links` are learner, notice, organisation, in_reply_to…"""
    measured = measure(body)
    return {
        "kind": kind,
        "address": address,
        "sender": gateway().sender,
        "body": body,
        "encoding": measured.encoding,
        "segments": measured.count,
        "estimate": estimate_of(measured.count, not_before),
        "priority": priority,
        "not_before": not_before,
        "useful_until": useful_until,
        "queued_at": not_before,
        "changed_at": not_before,
        **links,
    }


def pull_due_notices(now: dt.datetime) -> int:
    """Turn what is owed and due into texts, each in the transaction that settles it. Returns how many were handled."""
    with transaction.atomic():
        due = list(
            Notice.objects.due(now)
            .exclude(kind__in=OPENS)
            .select_related("learner__centre", "session__centre")
            .select_for_update(skip_locked=True, of=("self",))[:PULL_AT_ONCE]
        )
        learners = [notice.learner_id for notice in due]
        willing = may_be_rung([notice.learner_id for notice in due if notice.kind in CALLED])
        agreed = set(
            Learner.objects.filter(pk__in=learners)
            .who_agreed_to(ConsentPurpose.TEXTS)
            .values_list("pk", flat=True)
        )
        stopped = set(
            OptOut.objects.live()
            .filter(address__in=[notice.learner.phone for notice in due])
            .values_list("address", flat=True)
        )
        for notice in due:
            is_call = notice.learner_id in willing and can_be_said(
                notice, language_for(notice.learner), now
            )
            reason = (
                why_not(notice, willing, set(), now)
                if is_call
                else why_not(notice, agreed, stopped, now)
            )
            if reason:
                drop(notice, reason, now)
            else:
                pull(notice, now, Medium.CALL if is_call else Medium.SMS)
    return len(due)


def why_not(notice: Notice, agreed: set[Any], stopped: set[str], now: dt.datetime) -> str:
    """Why a notice must not become a text, or a call, in one word for the record; empty if it may."""
    if not notice.learner.phone:
        return "no_phone"
    if notice.learner_id not in agreed:
        return "no_consent"
    if notice.learner.phone in stopped:
        return "opted_out"
    return "too_late" if notice.useful_until <= now else ""


def drop(notice: Notice, reason: str, now: dt.datetime) -> None:
    notices.drop(Notice.objects.filter(pk=notice.pk), now=now)
    record(
        "drop_notice",
        notice,
        by=None,
        organisation_id=notice.learner.organisation_id,
        reason=reason,
    )


def pull(notice: Notice, now: dt.datetime, medium: Medium = Medium.SMS) -> Message:
    """One notice into one text, or one call."""
    centre = notice.session.centre if notice.session else notice.learner.centre
    return tell(
        notice=notice,
        key=notice.kind,
        now=now,
        medium=medium,
        at=notice.session.starts_at if notice.session else None,
        place=centre.name if centre else "",
    )


def tell(
    *, notice: Notice, key: str, now: dt.datetime, medium: Medium = Medium.SMS, **words: Any
) -> Message:
    """Settle a debt with one sentence, in the language the number asked for or the learner reads."""
    learner = notice.learner
    locale = language_for(learner)
    say, more = (
        (in_speech, {"segments": 1, "estimate": A_CALL.hundredths})
        if medium == Medium.CALL
        else (in_words, {})
    )
    notices.settle(notice=notice, now=now)
    return put(
        key=f"notice:{notice.pk}",
        kind=TextKind.NOTICE,
        address=learner.phone,
        medium=medium,
        body=say(key, locale, **words),
        priority=PRIORITIES[NoticeKind(notice.kind)],
        not_before=now,
        useful_until=notice.useful_until,
        locale=locale,
        notice=notice,
        learner=learner,
        organisation_id=learner.organisation_id,
        **more,
    )


def answer(
    *, inbound: Inbound, key: str, now: dt.datetime, again: bool = False, **words: Any
) -> Message | None:
    """The machine's answer to a text: one at most for each, and none at all to something that never stops texting.

    `again`: a person had the question put once more. `words` are the place, the moment `at`, and the options, as
    `in_words` takes them.
    """
    known = inbound.known or known_of(inbound.sender, now)
    if known.answers >= MOST_ANSWERS_AN_HOUR:
        return None
    if inbound.answered:
        return cast("Message", inbound.answered)
    # A text that is being read is read once, under its number's lock: nobody else can be answering it.
    how = add if inbound.known and not again else put
    locale = texts.locale_for(known.language)
    inbound.answered = how(
        key=f"{'again' if again else 'answer'}:{inbound.pk}",
        kind=TextKind.FAREWELL if inbound.meaning == Meaning.STOP else TextKind.ANSWER,
        address=inbound.sender,
        body=in_words(key, locale, **words),
        priority=Priority.REPLY,
        not_before=now,
        useful_until=now + ANSWERS_USEFUL_FOR,
        locale=locale,
        in_reply_to=inbound,
        organisation_id=inbound.organisation_id,
    )
    return cast("Message", inbound.answered)


def in_words(
    key: str,
    locale: str,
    *,
    at: dt.datetime | None = None,
    place: str = "",
    options: Sequence[tuple[dt.datetime, str]] = (),
    **facts: Any,
) -> str:
    """A sentence with its moments written as that language writes them."""
    return texts.say(
        key,
        locale,
        when=texts.when(at, locale) if at else "",
        place=place,
        options=[
            texts.Option(texts.when(moment, locale, in_a_list=True), name)
            for moment, name in options
        ],
        **facts,
    )


def locale_of(number: str) -> str:
    """The language to answer a number in: what it asked for, or what its newest learner reads."""
    theirs = Learner.objects.current().filter(phone=number).order_by("-added_at")
    language = asked_for(number) or theirs.values_list("language", flat=True).first()
    return texts.locale_for(language or texts.FALLBACK)


def language_for(learner: Learner) -> str:
    """The language to write or speak to a learner in."""
    return asked_for(learner.phone) or texts.locale_for(learner.language)


def asked_for(number: str) -> str:
    """The language a number asked for by text; empty if it never did."""
    return Line.objects.filter(pk=number).values_list("language", flat=True).first() or ""
