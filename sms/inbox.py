"""What people at the desk do with a text: take it on, hand it to a colleague, answer it, have the question put again, or say
that it is dealt with. Saying so twice changes nothing.
"""

import datetime as dt

from django.db import models, transaction

from inclusion.actions.events import record
from inclusion.choices import Role
from inclusion.models import Membership, User
from sms.choices import ConversationStatus, Priority, TextKind
from sms.conversations import begin_again
from sms.lines import held
from sms.models import Conversation, Inbound, Message, OptOut
from sms.outbox import ANSWERS_USEFUL_FOR, answer, put
from sms.receive import asked_at, last_asked_about, place_in

# Flows whose first text is a question. Asking again starts them over, so that what is on offer is fresh.
BEGIN_WITH_A_QUESTION = ("next", "join", "missed", "feedback")
# A question older than this has been forgotten by whoever was asked.
STILL_IN_MIND = dt.timedelta(days=7)


class NotAColleague(Exception):
    """Only somebody who may read a text can have it."""


class HasStopped(Exception):
    """They asked to have no more texts."""


def colleagues(inbound: Inbound, user: User) -> models.QuerySet[User]:
    """Who could deal with a text: the coordinators of its organisation; of this person's own for a number nobody knows."""
    theirs = Membership.objects.live().filter(role=Role.COORDINATOR)
    theirs = theirs.filter(organisation__in=user.reach.coordinates)
    if inbound.organisation_id:
        theirs = theirs.filter(organisation=inbound.organisation_id)
    people = User.objects.filter(is_active=True, pk__in=theirs.values("user"))
    return people.order_by("first_name", "last_name", "pk")


@transaction.atomic
def assign(*, inbound: Inbound, to: User | None, by: User, now: dt.datetime) -> None:
    """Say whose a text is, or that it is nobody's. Raises NotAColleague."""
    if to and not colleagues(inbound, by).filter(pk=to.pk).exists():
        raise NotAColleague
    changed = (
        Inbound.objects.filter(pk=inbound.pk)
        .exclude(assigned_to=to)
        .update(assigned_to=to, assigned_at=now if to else None)
    )
    if changed:
        facts = {"to": str(to.pk) if to else ""}
        record("assign_text", inbound, by=by, organisation_id=inbound.organisation_id, **facts)


@transaction.atomic
def reply(*, inbound: Inbound, words: str, key: str, by: User, now: dt.datetime) -> Message:
    """A person's own reply. It also marks the text as dealt with; pressing twice sends it once."""
    message = put(
        key=f"person:{key}",
        kind=TextKind.PERSON,
        address=inbound.sender,
        body=words,
        priority=Priority.REPLY,
        not_before=now,
        useful_until=now + 2 * ANSWERS_USEFUL_FOR,
        in_reply_to=inbound,
        organisation_id=inbound.organisation_id,
        written_by=by,
    )
    record("reply_to_text", inbound, by=by, organisation_id=inbound.organisation_id)
    deal_with(inbound=inbound, by=by, now=now)
    return message


@transaction.atomic
def ask_again(*, inbound: Inbound, by: User, now: dt.datetime) -> bool:
    """Put our last question to somebody once more; with none to put, tell them what they can text. Raises HasStopped.

    The text is dealt with if they have something to answer, or to choose from. False if there was nothing to offer: then
    they were told that a person will text them, and the text still waits for one.
    """
    held(inbound.sender)
    if OptOut.objects.covers(inbound.sender):
        raise HasStopped
    if not put_again(inbound, now):
        return False
    record("ask_again", inbound, by=by, organisation_id=inbound.organisation_id)
    deal_with(inbound=inbound, by=by, now=now)
    return True


def put_again(inbound: Inbound, now: dt.datetime) -> bool:
    """The newer of the last reminder and the last conversation they did not finish."""
    asked, talk = last_asked_about(inbound.sender, now), unfinished(inbound.sender, now)
    if talk and not (asked and asked.tried_at and asked.tried_at > asked_at(talk)):
        again = begin_again(talk, inbound, now)
        inbound.save(update_fields=["needs_person", "organisation"])
        return again.status == ConversationStatus.WAITING
    booking = place_in(asked.notice) if asked and asked.notice else None
    if booking is None:
        answer(inbound=inbound, key="help", now=now, again=True)
    else:
        at, place = booking.session.starts_at, booking.session.centre.name
        answer(inbound=inbound, key="session_reminder", now=now, again=True, at=at, place=place)
    return True


def unfinished(number: str, now: dt.datetime) -> Conversation | None:
    """Their newest conversation, if its question still waits, or they fell silent, or a person had to take over."""
    newest = Conversation.objects.filter(address=number).order_by("-changed_at").first()
    if newest is None or newest.flow not in BEGIN_WITH_A_QUESTION:
        return None
    if newest.changed_at < now - STILL_IN_MIND:
        return None
    if newest.status in (ConversationStatus.WAITING, ConversationStatus.EXPIRED):
        return newest
    last = newest.steps.last()
    handed_over = last and any(effect["kind"] == "hand_over" for effect in last.effects)
    return newest if handed_over else None


@transaction.atomic
def deal_with(*, inbound: Inbound, by: User, now: dt.datetime) -> None:
    """Somebody has read it and done what it needed."""
    changed = Inbound.objects.filter(pk=inbound.pk, dealt_with_at__isnull=True).update(
        dealt_with_at=now, dealt_with_by=by
    )
    if changed:
        record("deal_with_text", inbound, by=by, organisation_id=inbound.organisation_id)
