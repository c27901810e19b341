"""What a provider says became of a text, and what we do about it. Words and codes in, a state or an action out.

States only ever climb, so callbacks that come late, twice or in the wrong order all end in the same place. Codes are
Twilio's; its own specification warns that they change, so a code nobody listed fails the text and shows the code.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum, auto

from sms.choices import MessageState

STATES = {
    "accepted": MessageState.ACCEPTED,
    "scheduled": MessageState.ACCEPTED,
    "queued": MessageState.ACCEPTED,
    "sending": MessageState.ACCEPTED,
    "sent": MessageState.SENT,
    "canceled": MessageState.CANCELLED,
    "failed": MessageState.FAILED,
    "undelivered": MessageState.UNDELIVERED,
    "delivered": MessageState.DELIVERED,
    "read": MessageState.DELIVERED,
    # Of calls. One that was picked up may have been picked up by a machine: only a number pressed says more.
    "initiated": MessageState.ACCEPTED,
    "ringing": MessageState.ACCEPTED,
    "in-progress": MessageState.SENT,
    "completed": MessageState.SENT,
    "busy": MessageState.UNDELIVERED,
    "no-answer": MessageState.UNDELIVERED,
    # Of GOV.UK Notify.
    "created": MessageState.ACCEPTED,
    "pending": MessageState.ACCEPTED,
    "permanent-failure": MessageState.UNDELIVERED,
    "temporary-failure": MessageState.UNDELIVERED,
    "technical-failure": MessageState.FAILED,
}
# Among endings the better evidence wins: a handset that says it has the text outranks a network that gave up on it.
RANK = {
    MessageState.PAUSED: 0,
    MessageState.QUEUED: 0,
    MessageState.SENDING: 1,
    MessageState.UNKNOWN: 2,
    MessageState.ACCEPTED: 3,
    MessageState.SENT: 4,
    MessageState.CANCELLED: 5,
    MessageState.FAILED: 6,
    MessageState.UNDELIVERED: 7,
    MessageState.DELIVERED: 8,
    MessageState.SUPPRESSED: 9,
}
MISSED = (MessageState.FAILED, MessageState.UNDELIVERED)
SAY_MISSED = tuple(word for word, state in STATES.items() if state in MISSED)


def merge(known: MessageState, told: MessageState) -> MessageState:
    """The further of two states."""
    return max(known, told, key=RANK.__getitem__)


class Action(StrEnum):
    """What to do about an error."""

    FAIL = auto()  # it will not get better
    RETRY = auto()  # later, while it is still useful
    HOLD = (
        auto()
    )  # the trouble is the provider's or the account's: it trips the breaker and counts no attempt
    DEAD = auto()  # this number cannot get texts, now or later
    LOOP = auto()  # a machine is answering our machine: stop answering it
    OPT_OUT = auto()  # the provider has them down as stopped


@dataclass(frozen=True)
class Remedy:
    """An action, in plain words for the desk, with the waits before each further try.

    `then_dead`: when the last try fails the number counts as one that cannot get texts. `for_this_number`: it may be
    only this number the account is not allowed to text, so one such refusal alone does not stop everyone else's.
    """

    action: Action
    words: str
    waits: tuple[dt.timedelta, ...] = ()
    then_dead: bool = False
    for_this_number: bool = False

    def wait_after(self, attempts: int) -> dt.timedelta | None:
        """How long to wait after so many attempts, or None when there is no further try."""
        return self.waits[attempts - 1] if 0 < attempts <= len(self.waits) else None


MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)

_BUSY = Remedy(Action.HOLD, "The provider was busy.")
_DEAD = Remedy(Action.DEAD, "This number can't get texts.")
_ACCOUNT = Remedy(Action.HOLD, "The account with the provider needs a look.")
_FULL = Remedy(Action.HOLD, "Too many of our texts wait at the provider.")
_NOT_ALLOWED = Remedy(
    Action.HOLD, "Our account may not text this number.", (HOUR,), for_this_number=True
)
_BLOCKED = Remedy(Action.FAIL, "The phone network blocked it. Look at its words and links.")
# Twilio's codes, and its words for a call that was missed, from its own error list and API specification (notes of 2026-11-21).
REMEDIES = {
    "no-answer": Remedy(Action.RETRY, "Nobody answered the phone.", (2 * HOUR,)),
    "busy": Remedy(Action.RETRY, "The line was busy.", (HOUR,)),
    "failed": Remedy(Action.FAIL, "The call could not be put through."),
    "permanent": Remedy(Action.RETRY, "The network refused this number.", (DAY,), then_dead=True),
    "temporary": Remedy(Action.RETRY, "The phone was off or had no signal.", (HOUR, 6 * HOUR)),
    "technical": Remedy(Action.RETRY, "The provider had trouble of its own.", (HOUR,)),
    "letters": Remedy(Action.FAIL, "Our provider cannot carry these letters."),
    "unreached": Remedy(Action.HOLD, "The provider could not be reached."),
    "429": _BUSY,
    "20429": _BUSY,
    "63018": _BUSY,
    "21610": Remedy(Action.OPT_OUT, "They asked to have no more texts."),
    "21211": _DEAD,
    "21614": _DEAD,
    "21635": _DEAD,
    "30006": _DEAD,
    "21612": Remedy(Action.RETRY, "The number could not be reached.", (HOUR,), then_dead=True),
    "30003": Remedy(Action.RETRY, "The phone was off or had no signal.", (HOUR, 6 * HOUR)),
    "30005": Remedy(Action.RETRY, "The network does not know this phone.", (DAY,), then_dead=True),
    "30008": Remedy(Action.RETRY, "The network did not say why.", (HOUR,)),
    "30036": Remedy(Action.RETRY, "It waited too long at the provider.", (MINUTE,)),
    "30004": _BLOCKED,
    "30007": _BLOCKED,
    "30034": _BLOCKED,
    "30450": _BLOCKED,
    "30610": _BLOCKED,
    "30039": Remedy(Action.FAIL, "It looked as if a machine wrote it."),
    "21617": Remedy(Action.FAIL, "The text was too long."),
    "63016": Remedy(Action.FAIL, "They wrote too long ago for an answer on this channel."),
    "14107": Remedy(Action.LOOP, "Too many texts to this number in a short time."),
    "30001": _FULL,
    "21611": _FULL,
    "401": _ACCOUNT,
    "403": _ACCOUNT,
    "20003": _ACCOUNT,
    "20005": _ACCOUNT,
    "20006": _ACCOUNT,
    "20404": _ACCOUNT,
    "21212": _ACCOUNT,
    "21606": _ACCOUNT,
    "21408": _NOT_ALLOWED,
    "21608": _NOT_ALLOWED,
    "21703": _ACCOUNT,
    "21704": _ACCOUNT,
    "21705": _ACCOUNT,
    "30002": _ACCOUNT,
}


def remedy_for(code: str) -> Remedy:
    """What to do about a code. One nobody listed fails the text, and the desk shows the code."""
    return REMEDIES.get(code, Remedy(Action.FAIL, "It could not be sent."))


def in_words(code: str) -> str:
    """For the desk: The phone was off or had no signal. Code 30003. The codes that are words already say no more."""
    words = remedy_for(code).words
    return (
        words if not code or (code in REMEDIES and not code.isdigit()) else f"{words} Code {code}."
    )
