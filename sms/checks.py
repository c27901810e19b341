"""The last look before a text goes: is it still wanted, still allowed, still true, and is it a decent hour?

What was right when the text was written may be wrong by now, so all of it is asked again at the moment of sending,
for a batch of texts at a time.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from inclusion.choices import ConsentPurpose, NoticeKind, SessionState
from inclusion.models import Booking, Learner, Notice
from inclusion.rules.calls import next_calling_moment
from sms.calls import may_be_rung
from sms.choices import Medium, TextKind
from sms.hours import next_waking_moment
from sms.models import DeadNumber, Message, OptOut
from sms.nudges import still_right_among

ABOUT_A_PLACE = (NoticeKind.SESSION_REMINDER, NoticeKind.BOOKING_MADE, NoticeKind.SESSION_MOVED)
# Answers to what somebody texted. Everything else we send because they agreed to texts.
SAID_BACK = (
    TextKind.ANSWER,
    TextKind.PERSON,
    TextKind.FAREWELL,
    TextKind.CODE,
    TextKind.TRIAL,
)
# Whoever asked for these has their phone in their hand.
AT_ANY_HOUR = (TextKind.ANSWER, TextKind.CODE, TextKind.TRIAL)
# Somebody who has just texted is awake. A person's reply hours later waits for the morning.
STILL_TALKING = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Verdict:
    """Go; or wait until a time; or do not send at all. Both of the last may have a reason the desk can read."""

    reason: str = ""
    wait_until: dt.datetime | None = None

    @property
    def may_go(self) -> bool:
        return not self.reason and self.wait_until is None


@dataclass(frozen=True)
class Facts:
    """What the database says now of everyone in a batch."""

    stopped: Collection[str]
    dead: Collection[str]
    agreed: Collection[Any]
    places: Collection[tuple[Any, Any]]
    nudges: Collection[Any]
    rung: Collection[Any] = ()


GO = Verdict()


def facts_about(messages: Collection[Message]) -> Facts:
    """Everything a batch is checked against, in as few questions as there are kinds of fact."""
    numbers = {message.address for message in messages}
    learners = {message.learner_id for message in messages if message.kind not in SAID_BACK}
    notices = [m.notice for m in messages if m.notice and m.notice.kind in ABOUT_A_PLACE]
    return Facts(
        stopped=set(
            OptOut.objects.live().filter(address__in=numbers).values_list("address", flat=True)
        ),
        dead=set(DeadNumber.objects.filter(pk__in=numbers).values_list("pk", flat=True)),
        agreed=agreed_among(learners - {None}),
        places=places_among(notices),
        nudges=nudges_among([m for m in messages if m.kind == TextKind.NUDGE]),
        rung=may_be_rung([m.learner_id for m in messages if m.medium == Medium.CALL]),
    )


def agreed_among(learners: Collection[Any]) -> set[Any]:
    if not learners:
        return set()
    agreed = Learner.objects.filter(pk__in=learners).who_agreed_to(ConsentPurpose.TEXTS)
    return set(agreed.values_list("pk", flat=True))


def places_among(notices: Collection[Notice]) -> set[tuple[Any, Any]]:
    """The (session, learner) pairs that still have a place at a session still planned."""
    if not notices:
        return set()
    standing = Booking.objects.standing().filter(
        session__in={notice.session_id for notice in notices},
        session__state=SessionState.PLANNED,
        learner__in={notice.learner_id for notice in notices},
    )
    return set(standing.values_list("session", "learner"))


def nudges_among(nudges: Collection[Message]) -> set[Any]:
    return still_right_among(nudges) if nudges else set()


def check(message: Message, facts: Facts, now: dt.datetime) -> Verdict:
    """Decide about one text now."""
    if message.useful_until <= now:
        return Verdict("It would have come too late.")
    if message.medium == Medium.CALL:
        return check_call(message, facts, now)
    if message.address in facts.dead:
        return Verdict("This number can't get texts.")
    if message.kind == TextKind.FAREWELL:
        return GO
    if message.address in facts.stopped:
        return Verdict("They asked to have no more texts.")
    reason = "" if message.kind in SAID_BACK else no_longer_right(message, facts)
    if reason:
        return Verdict(reason)
    return GO if is_awake(message, now) else Verdict(wait_until=next_waking_moment(now))


def check_call(call: Message, facts: Facts, now: dt.datetime) -> Verdict:
    """A call is asked for by itself, and has shorter hours. That a number can't get texts says nothing of it."""
    reason, moment = no_longer_right(call, facts), next_calling_moment(now)
    if reason:
        return Verdict(reason)
    return GO if moment == now else Verdict(wait_until=moment)


def no_longer_right(message: Message, facts: Facts) -> str:
    """Why a text nobody asked for must not go after all; empty if it may."""
    if message.kind == TextKind.NUDGE:
        return "" if message.pk in facts.nudges else "There is nothing to ask them any more."
    learner, notice = message.learner, message.notice
    if learner is None or learner.phone != message.address:
        return "They have another number now."
    if message.medium == Medium.CALL and learner.pk not in facts.rung:
        return "They want no more calls."
    if message.medium == Medium.SMS and learner.pk not in facts.agreed:
        return "They took back their agreement to texts."
    about_a_place = notice is not None and notice.kind in ABOUT_A_PLACE
    if about_a_place and notice and (notice.session_id, notice.learner_id) not in facts.places:
        return "There is no longer a place to remind them of."
    return ""


def is_awake(message: Message, now: dt.datetime) -> bool:
    """Whether it may arrive now: waking hours, or an answer to somebody who texted in the last hour."""
    if next_waking_moment(now) == now or message.kind in AT_ANY_HOUR:
        return True
    heard = message.in_reply_to.received_at if message.in_reply_to else None
    return heard is not None and now - heard < STILL_TALKING
