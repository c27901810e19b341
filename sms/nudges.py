"""The morning after a session with no register, one text to each volunteer of it who gave a number. That number was their yes."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping

from inclusion.choices import SessionState
from inclusion.models import Session, User
from inclusion.permissions import Permission, permissions_of
from inclusion.rules.reminders import LATEST, LONDON, REMIND_AT
from sms.choices import Priority, TextKind
from sms.models import Message, OptOut
from sms.outbox import in_words, locale_of, put


def nudge_due(now: dt.datetime) -> int:
    """A job of the worker, from 10 in the morning until the evening. Returns how many texts are new.

    Somebody with two such sessions hears of the later one first, and of the other when that one has its register.
    """
    local = now.astimezone(LONDON)
    if not REMIND_AT <= local.time() < LATEST:
        return 0
    evening = dt.datetime.combine(local.date(), LATEST, LONDON)
    owed = latest_of(local.date() - dt.timedelta(days=1), now)
    told = nudged_among(owed)
    stopped = stopped_among([user.phone for user in owed])
    new = {
        user: session
        for user, session in owed.items()
        if user.pk not in told and user.phone not in stopped and may_log(user, session)
    }
    for user, session in new.items():
        nudge(session, user, now, evening)
    return len(new)


def latest_of(day: dt.date, now: dt.datetime) -> dict[User, Session]:
    """Each volunteer with a number, and the latest session of theirs on that day which has no register."""
    sessions = (
        Session.objects.waiting_for_a_register(now)
        .on(day)
        .filter(team__phone__gt="")
        .distinct()
        .select_related("centre")
        .prefetch_related("team")
        .order_by("starts_at", "pk")
    )
    return {user: session for session in sessions for user in session.team.all() if user.phone}


def may_log(user: User, session: Session) -> bool:
    is_theirs = session.centre.organisation_id in user.reach.organisations
    return user.is_active and is_theirs and Permission.LOG_SESSION in permissions_of(user)


def key_of(session_id: uuid.UUID, user_id: int) -> str:
    return f"nudge:{session_id}:{user_id}"


def nudged_among(owed: Mapping[User, Session]) -> set[int]:
    """Those who have had theirs."""
    by_key = {key_of(session.pk, user.pk): user.pk for user, session in owed.items()}
    had = Message.objects.filter(key__in=by_key).values_list("key", flat=True)
    return {by_key[key] for key in had}


def stopped_among(numbers: Collection[str]) -> set[str]:
    live = OptOut.objects.live().filter(address__in=numbers)
    return set(live.values_list("address", flat=True))


def nudge(session: Session, user: User, now: dt.datetime, evening: dt.datetime) -> Message:
    locale = locale_of(user.phone)
    return put(
        key=key_of(session.pk, user.pk),
        kind=TextKind.NUDGE,
        address=user.phone,
        body=in_words("log_nudge", locale, at=session.starts_at, place=session.centre.name),
        priority=Priority.REMINDER,
        not_before=now,
        useful_until=evening,
        locale=locale,
        organisation_id=session.centre.organisation_id,
    )


def still_right_among(messages: Collection[Message]) -> set[uuid.UUID]:
    """Which of these nudges still ask for something: no register yet, and the number is still that volunteer's."""
    parts = {message.pk: message.key.split(":") for message in messages}
    planned = {
        str(pk)
        for pk in Session.objects.filter(
            pk__in={session for _, session, _ in parts.values()}, state=SessionState.PLANNED
        ).values_list("pk", flat=True)
    }
    users = {user for _, _, user in parts.values()}
    active = User.objects.filter(pk__in=users, is_active=True)
    numbers = {str(pk): phone for pk, phone in active.values_list("pk", "phone")}
    return {
        message.pk
        for message in messages
        for _, session, user in [parts[message.pk]]
        if session in planned and numbers.get(user) == message.address
    }
