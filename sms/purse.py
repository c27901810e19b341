"""The purse: no council's texts cost more in a month than it decided, save those that must go.

Asked at the moment of sending, under the sender's lock and then the purse's own, so that workers cannot overspend
together. What is spent is added up from the texts themselves, each at its estimate: a counter could fall out of step.

When the purse is empty, reminders and texts to groups wait: they are ours to time, and the session happens without them.
Answers, people's own replies, and word that a place is booked, moved or called off still go, even past the limit.
Somebody who asked is waiting, and somebody who is not told stands before a shut door.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Sum

from inclusion.actions.events import record
from inclusion.models import Council, Organisation, User
from sms.checks import Verdict
from sms.choices import Priority
from sms.ledger import COST, paid_for
from sms.models import Message, Purse
from sms.months import Month, month_of
from sms.prices import POUND, pounds

CAN_WAIT = (Priority.BULK, Priority.REMINDER)
LOOK_AGAIN = dt.timedelta(hours=1)
NEARLY_SPENT = 80
WAITS = "It waits: this month's money for texts is spent."
LAPSED = "This month's money for texts was spent."


@dataclass(frozen=True)
class Spending:
    """Where a council's purse stands this month. Money in hundredths of a penny."""

    council: Council
    cap: int
    spent: int

    @property
    def left(self) -> int:
        return max(self.cap - self.spent, 0)

    @property
    def per_cent(self) -> int:
        """Rounded down, so that 100 means spent."""
        return self.spent * 100 // self.cap

    @property
    def is_low(self) -> bool:
        return self.per_cent >= NEARLY_SPENT

    @property
    def is_empty(self) -> bool:
        return self.spent >= self.cap

    @property
    def words(self) -> str:
        """£41.20 of £50.00."""
        return f"{pounds(self.spent)} of {pounds(self.cap)}"

    @property
    def left_in_words(self) -> str:
        return pounds(self.left)


def what_waits(left: int, texts: Sequence[tuple[bool, int]]) -> list[int]:
    """Which of one council's texts must wait, by place in the line. Each says whether it can, and what it costs."""
    waiting = []
    for place, (can_wait, cost) in enumerate(texts):
        if can_wait and cost > left:
            waiting.append(place)
        else:
            left -= cost
    return waiting


def held_back(ready: Collection[Message], now: dt.datetime) -> dict[Message, Verdict]:
    """Texts their council has no money for. Holds its purse until the transaction ends."""
    asking = {t.organisation_id for t in ready if t.priority in CAN_WAIT and t.organisation_id}
    if not asking:
        return {}
    theirs = Organisation.objects.filter(pk__in=asking)
    purses = Purse.objects.held(theirs)
    if not purses:
        return {}
    council_of = dict(theirs.values_list("pk", "council"))
    month = month_of(now)
    spent = spent_by([purse.pk for purse in purses], month)
    verdicts: dict[Message, Verdict] = {}
    for purse in purses:
        line = [t for t in ready if council_of.get(t.organisation_id or 0) == purse.pk]
        asked = [(text.priority in CAN_WAIT, text.estimate) for text in line]
        left = purse.pounds * POUND - spent.get(purse.pk, 0)
        for place in what_waits(left, asked):
            verdicts[line[place]] = verdict_for(line[place], month, now)
    return verdicts


def verdict_for(text: Message, month: Month, now: dt.datetime) -> Verdict:
    """Wait an hour or for the new month, whichever is sooner; or lapse, if there is no point by then."""
    again = min(now + LOOK_AGAIN, month.ends_at)
    return Verdict(LAPSED) if text.useful_until <= again else Verdict(WAITS, again)


def spent_by(councils: Collection[Any], month: Month) -> dict[Any, int]:
    """What these councils' texts cost in a month, in hundredths of a penny."""
    if not councils:
        return {}
    texts = Message.objects.filter(paid_for(month), organisation__council__in=councils)
    sums = texts.order_by().values("organisation__council").annotate(cost=Sum(COST))
    return {row["organisation__council"]: row["cost"] for row in sums}


def spending(user: User, now: dt.datetime) -> list[Spending]:
    """The purses this person may look into."""
    purses = list(Purse.objects.visible_to(user).select_related("council").order_by("council"))
    spent = spent_by([purse.pk for purse in purses], month_of(now))
    return [Spending(p.council, p.pounds * POUND, spent.get(p.pk, 0)) for p in purses]


@transaction.atomic
def set_cap(*, council: Council, pounds: int | None, by: User, now: dt.datetime) -> None:
    """Set what a council's texts may cost a month, from 1 pound; None is no limit. What waited for money looks again now.

    Texts are touched before the purse, as a worker does, so that neither waits for the other for ever.
    """
    Message.objects.waiting().filter(organisation__council=council, last_error=WAITS).update(
        not_before=now, last_error="", changed_at=now
    )
    before = Purse.objects.filter(pk=council.pk).values_list("pounds", flat=True).first()
    if before == pounds:
        return
    if pounds is None:
        Purse.objects.filter(pk=council.pk).delete()
    else:
        Purse.objects.update_or_create(pk=council.pk, defaults={"pounds": pounds})
    record("set_text_cap", council, by=by, pounds=pounds)
