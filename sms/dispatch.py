"""Sending what is in the outbox. Any number of workers, on any number of machines, may do it at once.

A worker takes only as many texts as it can send this moment, under its sender's lock: it checks each once more, saves
that it is being sent, and only then hands them to the provider, many at a time. No transaction is ever open over a
call. If the worker dies before the answers are saved, those texts are `unknown` and the provider is asked before
anything is sent again.
"""

import datetime as dt
import logging
import os
import secrets
import socket
import time
import uuid
from collections.abc import Collection
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q

from inclusion.rules.faults import in_short
from sms import outcomes
from sms.campaign_caps import over_their_cap
from sms.checks import Verdict, check, facts_about
from sms.choices import Medium, MessageState
from sms.circuit import how_many_fit, seconds_until_room, tried_with, within_the_second
from sms.gateway import gateway
from sms.models import Carrier, Message
from sms.outbox import pull_due_notices
from sms.outgoing import Accepted, Gateway, Outcome, Outgoing, Unknown
from sms.purse import held_back

logger = logging.getLogger(__name__)
LEASE = dt.timedelta(minutes=2)
# A round ends after this long, so that a worker asked to stop soon does, and its other jobs get their turn.
ROUND_SECONDS = 2
# Unless calls hang: then texts that come meanwhile, a reply perhaps, do not wait for them, up to the longest.
SLOW_SECONDS, LONGEST_ROUND_SECONDS = 1, 15
# How often to look for new texts while calls are under way.
PEEK_SECONDS = 0.1
# So many answers, or so long, before they are written down together: each transaction costs the same for one as for many.
GATHER, GATHER_SECONDS = 40, 0.03
ASK_AFTER = dt.timedelta(minutes=1)
ASK_AT_ONCE = 20


@dataclass(frozen=True)
class Taken:
    """What one look at the queue gave: texts to send now, how many others it dealt with, and when to look again."""

    going: Collection[Message] = ()
    settled: int = 0
    seconds: float = 0.0


NOTHING = Taken()


def send_due(now: dt.datetime) -> int:
    """One round of the worker: notices into texts, lost texts looked for, waiting texts sent. Returns how many."""
    done = pull_due_notices(now)
    let_go_of_the_dead(now)
    provider = gateway()
    done += sum(ask_after(message, provider, now) for message in lost(now))
    return done + send_round(provider, now)


def send_round(provider: Gateway, now: dt.datetime) -> int:
    """Send what is due, many at once, until nothing more is or the round is over. Returns how many were dealt with."""
    with ThreadPoolExecutor(provider.at_once) as threads:
        return Round(provider, now, threads).go()


class Round:
    """One round of sending. Only this thread touches the database; the others wait for the provider."""

    def __init__(self, provider: Gateway, now: dt.datetime, threads: ThreadPoolExecutor) -> None:
        self.provider, self.threads, self.began_at = provider, threads, now
        self.owner = f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.began = time.monotonic()
        self.in_hand: dict[Future[Outcome], tuple[uuid.UUID, float]] = {}

    def spent(self) -> float:
        return time.monotonic() - self.began

    def now(self) -> dt.datetime:
        """To the second: what happens at once is written down as one moment."""
        return self.began_at + dt.timedelta(seconds=int(self.spent()))

    def go(self) -> int:
        done = 0
        while True:
            taken = self.take()
            done += len(taken.going) + taken.settled
            if self.in_hand:
                self.settle_finished(taken.seconds or PEEK_SECONDS)
            elif taken.seconds and self.spent() + taken.seconds < ROUND_SECONDS:
                time.sleep(taken.seconds)
            elif not taken.settled:
                return done

    def take(self) -> Taken:
        """Take texts for every free thread and hand them over."""
        room = self.provider.at_once - len(self.in_hand) if self.is_open() else 0
        if not room:
            return NOTHING
        taken = take(self.owner, self.provider, self.now(), room)
        for message in taken.going:
            future = self.threads.submit(attempt, self.provider, outgoing(message, self.now()))
            self.in_hand[future] = (message.pk, self.spent())
        return taken

    def is_open(self) -> bool:
        """Whether to take more: for two seconds, and for as long as one slow call would make everyone else wait."""
        spent = self.spent()
        is_held_up = any(spent - since > SLOW_SECONDS for _, since in self.in_hand.values())
        return spent < ROUND_SECONDS or (is_held_up and spent < LONGEST_ROUND_SECONDS)

    def settle_finished(self, seconds: float) -> None:
        """Wait a little for answers, and write down those that have come."""
        finished = wait(self.in_hand, timeout=seconds, return_when=FIRST_COMPLETED).done
        if 0 < len(finished) < min(GATHER, len(self.in_hand)):
            finished = wait(self.in_hand, timeout=GATHER_SECONDS).done
        answers = {self.in_hand.pop(future)[0]: future.result() for future in finished}
        if answers:
            outcomes.settle(answers, self.provider.sender, self.now())


def attempt(provider: Gateway, text: Outgoing) -> Outcome:
    """Send one text, or make one call. Whatever goes wrong, it may have gone: that is for the answer to say."""
    try:
        return provider.call(text) if text.medium == Medium.CALL else provider.send(text)
    except Exception as problem:  # noqa: BLE001 -- a fault of ours must not lose the other texts
        logger.error("Sending %s failed: %s", text.id, in_short(problem))
        return Unknown("Something went wrong while sending it.")


def take(owner: str, provider: Gateway, now: dt.datetime, most: int) -> Taken:
    """Up to `most` texts, saved as being sent. Another worker with another sender may win the race for a number."""
    try:
        with transaction.atomic():
            return take_locked(owner, provider, now, most)
    except IntegrityError:
        return NOTHING


def take_locked(owner: str, provider: Gateway, now: dt.datetime, most: int) -> Taken:
    """The next texts, one for each number, in the order they should go, and as many as the breaker and second allow."""
    carrier = Carrier.objects.held(provider.sender)
    circuit = carrier.circuit
    if circuit.is_shut(now):
        return NOTHING
    on_trial = circuit.is_on_trial(now)
    due = list(
        Message.objects.next_for_each_number(now)
        .select_related("learner", "notice__session", "in_reply_to")
        .select_for_update(skip_locked=True, of=("self",))[: 1 if on_trial else most]
    )
    if not due:
        return NOTHING
    facts = facts_about(due)
    verdicts = {message: check(message, facts, now) for message in due}
    for no_money in (over_their_cap, held_back):
        verdicts |= no_money([m for m in due if verdicts[m].may_go], now)
    ready = [message for message in due if verdicts[message].may_go]
    settled = put_aside({m: v for m, v in verdicts.items() if not v.may_go}, now)
    going, seconds = within_rate(carrier, provider.parts_per_second, ready)
    if on_trial and going:
        carrier.circuit = tried_with(circuit, going[0].pk, now)
    if going and (on_trial or provider.parts_per_second):
        carrier.save()
    begin(going, owner, now)
    return Taken(going, settled, seconds)


def put_aside(verdicts: dict[Message, Verdict], now: dt.datetime) -> int:
    """Save what the last check decided of texts that do not go now. Returns how many."""
    for message, verdict in verdicts.items():
        message.changed_at = now
        if verdict.wait_until:
            message.not_before = verdict.wait_until
            message.last_error = verdict.reason or message.last_error
        else:
            message.state, message.last_error = MessageState.SUPPRESSED, verdict.reason
    if verdicts:
        fields = ("state", "not_before", "last_error", "changed_at")
        Message.objects.bulk_update(verdicts, fields)
    return len(verdicts)


def within_rate(carrier: Carrier, rate: int, ready: list[Message]) -> tuple[list[Message], float]:
    """As many as the sender's second has room for, and how long until there is room for the next."""
    if not rate or not ready:
        return ready, 0.0
    at = moment_of_the_database()
    parts = [message.segments for message in ready]
    fits = how_many_fit(carrier.spent, rate, parts, at)
    carrier.spent = within_the_second(carrier.spent, at)
    if fits:
        carrier.spent.append([at, sum(parts[:fits])])
    left = parts[fits:]
    seconds = seconds_until_room(carrier.spent, rate, left[0], at) if left else 0.0
    return ready[:fits], seconds


def moment_of_the_database() -> float:
    """One clock for every machine, in seconds. SQLite has one machine, and its clock will do."""
    if connection.vendor != "postgresql":
        return time.time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        return float(cursor.fetchone()[0])


def begin(going: Collection[Message], owner: str, now: dt.datetime) -> None:
    """Save that they are being sent, before they are."""
    if going:
        Message.objects.filter(pk__in=[message.pk for message in going]).update(
            state=MessageState.SENDING,
            attempts=F("attempts") + 1,
            tried_at=now,
            changed_at=now,
            lease_owner=owner,
            lease_until=now + LEASE,
        )


def outgoing(message: Message, now: dt.datetime) -> Outgoing:
    return Outgoing(
        id=message.pk,
        to=message.address,
        body=message.body,
        seconds_useful=int((message.useful_until - now).total_seconds()),
        medium=Medium(message.medium),
    )


def let_go_of_the_dead(now: dt.datetime) -> int:
    """Texts whose worker died while sending. Whether they went, nobody knows, so they are `unknown`."""
    return Message.objects.filter(state=MessageState.SENDING, lease_until__lte=now).update(
        state=MessageState.UNKNOWN,
        lease_owner="",
        lease_until=None,
        changed_at=now,
        unsure_at=now,
        last_error="The worker stopped while sending it.",
    )


@transaction.atomic
def lost(now: dt.datetime) -> list[Message]:
    """Texts to ask the provider about, held so that only one worker asks. Asked again after a minute."""
    waiting = list(
        Message.objects.filter(
            Q(lease_until__isnull=True) | Q(lease_until__lte=now),
            state=MessageState.UNKNOWN,
            tried_at__lte=now - ASK_AFTER,
        )
        .order_by("tried_at")
        .select_for_update(skip_locked=True)[:ASK_AT_ONCE]
    )
    Message.objects.filter(pk__in=[m.pk for m in waiting]).update(lease_until=now + ASK_AFTER)
    return waiting


def ask_after(message: Message, provider: Gateway, now: dt.datetime) -> bool:
    """Ask the provider what became of a text. True if it could say."""
    others = Message.objects.filter(address=message.address).exclude(pk=message.pk)
    taken = {sid for sid in others.values_list("provider_sid", flat=True) if sid}
    found = provider.find(outgoing(message, now), message.tried_at or message.queued_at, taken)
    if isinstance(found, Accepted):
        outcomes.found(message.pk, found, now)
    elif found is None:
        outcomes.never_got_there(message.pk, now)
    return not isinstance(found, Unknown)
