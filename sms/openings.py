"""Conversations that we begin: a debt that needs an answer, such as "we missed you, here are the next dates"."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from inclusion.choices import ConsentPurpose, NoticeKind
from inclusion.models import Learner, Notice
from sms import outbox
from sms.choices import OPENS
from sms.conversations import open_up
from sms.hours import next_waking_moment
from sms.lines import held
from sms.models import Conversation, OptOut
from sms.own_word import what_to_check

AT_ONCE = 50


def begin_due(now: dt.datetime) -> int:
    """A job of the worker, in waking hours only, so that the question goes out as it is put. Returns how many began."""
    if next_waking_moment(now) != now:
        return 0
    due = Notice.objects.due(now).filter(kind__in=OPENS).values_list("pk", "learner__phone")
    return sum(begin_one(notice_id, number, now) for notice_id, number in due[:AT_ONCE])


@transaction.atomic
def begin_one(notice_id: uuid.UUID, number: str, now: dt.datetime) -> bool:
    """Begin one, or drop it. While the number is in the middle of another it waits. Says whether it began.

    The number's line is held first, as everything that reads a text holds it.
    """
    if number:
        held(number)
    notice = (
        Notice.objects.due(now)
        .filter(pk=notice_id, learner__phone=number)
        .select_related("learner__organisation", "session__centre")
        .select_for_update(of=("self",))
        .first()
    )
    if notice is None:
        return False
    reason = outbox.why_not(notice, agreed(notice), stopped(number), now)
    if reason:
        outbox.drop(notice, reason, now)
        return False
    if Conversation.objects.waiting().filter(address=number).exists():
        return False
    facts = what_it_asks(notice)
    if facts is None:
        outbox.drop(notice, "nothing_to_ask", now)
        return False
    open_up(flow=OPENS[NoticeKind(notice.kind)], notice=notice, now=now, **facts)
    return True


def what_it_asks(notice: Notice) -> dict[str, Any] | None:
    """What a flow is told of the debt it pays; None if there is nothing to ask by now."""
    if notice.kind != NoticeKind.CHECK_AGAIN:
        return session_of(notice)
    asked = what_to_check()
    return asked and {**asked, "is_again": True}


def session_of(notice: Notice) -> dict[str, Any]:
    """The session a debt is about, as a flow is told of it; nothing if it is about none."""
    session = notice.session
    if session is None:
        return {}
    facts = {"session": str(session.pk), "at": session.starts_at.isoformat()}
    return facts | {"place": session.centre.name}


def agreed(notice: Notice) -> set[uuid.UUID]:
    them = Learner.objects.filter(pk=notice.learner_id).who_agreed_to(ConsentPurpose.TEXTS)
    return set(them.values_list("pk", flat=True))


def stopped(number: str) -> set[str]:
    return {number} if OptOut.objects.covers(number) else set()
