"""Registers by text: whose number it is, which session they most likely mean, and saving how many came."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from inclusion.actions import sessions
from inclusion.choices import SessionState
from inclusion.models import Session, User
from inclusion.permissions import Permission, permissions_of
from sms.keywords import number_in
from sms.models import Inbound

MOST_HEADS = 500
LONGEST_NOTE = 100


def volunteer_of(number: str) -> User | None:
    """Whoever texts from this number and may keep a register now."""
    user = User.objects.filter(phone=number, is_active=True).first() if number else None
    return user if user and Permission.LOG_SESSION in permissions_of(user) else None


def heads_in(words: str) -> int | None:
    """How many came, in what follows LOG: "8", "8 email", "five came". None if it does not say."""
    first, _, _ = words.partition(" ")
    heads = number_in(first)
    return heads if heads is not None and heads <= MOST_HEADS else None


def session_meant(user: User, passed: Collection[str], now: dt.datetime) -> Session | None:
    """The session a volunteer most likely means: begun today or yesterday, no register yet, their own first, newest first."""
    yesterday = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    theirs = Session.team.through.objects.filter(session=OuterRef("pk"), user=user)
    return (
        Session.objects.run_by(user)
        .filter(
            state=SessionState.PLANNED,
            starts_at__range=(yesterday - dt.timedelta(days=1), now),
        )
        .exclude(pk__in=passed)
        .annotate(is_theirs=Exists(theirs))
        .select_related("centre")
        .order_by("-is_theirs", "-starts_at", "pk")
        .first()
    )


@transaction.atomic
def save_heads(
    *, user: User, session_id: uuid.UUID | str, heads: int, said_in: str, now: dt.datetime
) -> bool:
    """Keep a register of unnamed people. False, and nothing changes, if there is one by now or the session is gone.

    What followed the number in their text becomes the note, unless the session has one.
    """
    session = Session.objects.run_by(user).filter(pk=session_id).select_related("centre").first()
    if session is None:
        return False
    sessions.lock(session)
    if session.state != SessionState.PLANNED or sessions.read_register(session).present:
        return False
    sessions.save_register(
        session=session,
        present=(),
        seen={},
        unnamed_heads=heads,
        note=session.note or note_in(said_in),
        by=user,
        now=now,
    )
    return True


def note_in(inbound_id: str) -> str:
    """What a text says after LOG and the number, as it was typed."""
    body = Inbound.objects.filter(pk=inbound_id).values_list("body", flat=True).first() or ""
    return " ".join(body.split()[2:])[:LONGEST_NOTE]
