"""When to send and when to wait: a sliding second for the sender, and a breaker for trouble at the provider. Pure.

Twilio counts what a sender may send in parts a second. Its trouble is not a text's fault: while it lasts we wait, and
then one text at a time is tried until one gets through. Nothing that happens meanwhile counts as an attempt.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

Spending = list[list[float]]

SECOND = 1.0
# Troubles in a row before we wait: one timeout is bad luck, three are a pattern.
ENOUGH = 3
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(seconds=15), dt.timedelta(minutes=5)
# How long a text sent to try the provider out may take to tell. Longer than the gateway's own time limits.
TRIAL_FOR = dt.timedelta(seconds=45)


@dataclass(frozen=True)
class Circuit:
    """`troubles` in a row, and until when nothing goes. `trial` is the one text that may."""

    troubles: int = 0
    shut_until: dt.datetime | None = None
    trial: uuid.UUID | None = None

    def is_shut(self, now: dt.datetime) -> bool:
        """Nothing may go now."""
        return self.shut_until is not None and now < self.shut_until

    def is_on_trial(self, now: dt.datetime) -> bool:
        """It was shut, its time is over, and one text may go to see."""
        return self.shut_until is not None and now >= self.shut_until


def tried_with(circuit: Circuit, text: uuid.UUID, now: dt.datetime) -> Circuit:
    """One text goes to see. Everyone else waits for what becomes of it."""
    return replace(circuit, trial=text, shut_until=now + TRIAL_FOR)


def after_trouble(
    circuit: Circuit, text: uuid.UUID, now: dt.datetime, *, at_once: bool, jitter: float
) -> Circuit:
    """The provider was in trouble. `jitter` (0 to 1) spreads the workers of several councils out.

    News of texts that went before it was shut changes nothing.
    """
    if circuit.is_shut(now) and circuit.trial != text:
        return circuit
    troubles = max(circuit.troubles, ENOUGH - 1 if at_once else 0) + 1
    if troubles < ENOUGH:
        return replace(circuit, troubles=troubles)
    wait = min(FIRST_WAIT * 2 ** min(troubles - ENOUGH, 10), LONGEST_WAIT)
    return Circuit(troubles, now + wait * (1 + jitter / 4))


def after_success(circuit: Circuit, text: uuid.UUID, now: dt.datetime) -> Circuit:
    """The provider answered as it should, even if with a no for this text."""
    if circuit.is_shut(now) and circuit.trial != text:
        return circuit
    return Circuit()


def within_the_second(spent: Spending, at: float) -> Spending:
    """What still counts at `at`, of [moment, parts] pairs in seconds."""
    return [[moment, parts] for moment, parts in spent if moment > at - SECOND]


def how_many_fit(spent: Spending, rate: int, wanted: Sequence[int], at: float) -> int:
    """How many of the texts, whose parts are in `wanted`, may go now. One longer than a whole second goes alone."""
    used = sum(parts for _, parts in within_the_second(spent, at))
    fits = 0
    for parts in wanted:
        if used and used + parts > rate:
            break
        used += parts
        fits += 1
    return fits


def seconds_until_room(spent: Spending, rate: int, parts: int, at: float) -> float:
    """How long until a text of so many parts may go."""
    counted = within_the_second(spent, at)
    opens = at
    while not how_many_fit(counted, rate, [parts], opens):
        opens, counted = counted[0][0] + SECOND, counted[1:]
    return opens - at
