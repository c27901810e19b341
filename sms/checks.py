"""The last look before a text goes: is it still wanted, still allowed, still true, and is it a decent hour?

What was right when the text was written may be wrong by now, so all of it is asked again at the moment of sending.
"""

import datetime as dt
from dataclasses import dataclass

from inclusion.choices import ConsentPurpose, NoticeKind, SessionState
from inclusion.models import Notice
from sms.choices import Medium, TextKind
from sms.hours import next_waking_moment
from sms.models import Message, OptOut

ABOUT_A_PLACE = (NoticeKind.SESSION_REMINDER, NoticeKind.BOOKING_MADE, NoticeKind.SESSION_MOVED)
# Somebody who has just texted is awake. A person's reply hours later waits for the morning.
STILL_TALKING = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Verdict:
    """Go; or wait until a time; or do not send at all, for a reason the desk can read."""

    reason: str = ""
    wait_until: dt.datetime | None = None

    @property
    def may_go(self) -> bool:
        return not self.reason and self.wait_until is None


GO = Verdict()


def check(message: Message, now: dt.datetime) -> Verdict:
    """Decide about one text now."""
    if message.useful_until <= now:
        return Verdict("It would have come too late.")
    if message.kind == TextKind.FAREWELL:
        return GO
    if OptOut.objects.covers(message.address, Medium.SMS):
        return Verdict("They asked to have no more texts.")
    if message.kind == TextKind.NOTICE:
        reason = no_longer_right(message)
        if reason:
            return Verdict(reason)
    return GO if is_awake(message, now) else Verdict(wait_until=next_waking_moment(now))


def no_longer_right(message: Message) -> str:
    """Why a notice's text must not go after all; empty if it may."""
    learner = message.learner
    if learner is None or learner.phone != message.address:
        return "They have another number now."
    if not learner.consents.live().filter(purpose=ConsentPurpose.TEXTS).exists():
        return "They took back their agreement to texts."
    if message.notice and message.notice.kind in ABOUT_A_PLACE:
        return (
            "" if has_a_place(message.notice) else "There is no longer a place to remind them of."
        )
    return ""


def has_a_place(notice: Notice) -> bool:
    session = notice.session
    return (
        session is not None
        and session.state == SessionState.PLANNED
        and session.bookings.standing().filter(learner=notice.learner_id).exists()
    )


def is_awake(message: Message, now: dt.datetime) -> bool:
    """Whether it may arrive now: waking hours, or an answer to somebody who texted in the last hour."""
    if next_waking_moment(now) == now or message.kind == TextKind.ANSWER:
        return True
    heard = message.in_reply_to.received_at if message.in_reply_to else None
    return heard is not None and now - heard < STILL_TALKING
