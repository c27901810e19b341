"""What texts cost: the estimate that each carries from the day it is written, and what the provider asked in the end.

A text counts in the month it was last tried, once for each time it was handed to the provider. One that was refused, or
never sent, costs nothing. An estimate and a charge are never added up, nor is money of one country turned into another's.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Q, Sum

from inclusion.models import User
from sms.choices import MessageState, TextKind
from sms.gateway import gateway
from sms.models import Message
from sms.months import Month
from sms.prices import Price, money, pounds, price_on

COST, PARTS = F("estimate") * F("attempts"), F("segments") * F("attempts")
NOT_PAID_FOR = (MessageState.FAILED, MessageState.CANCELLED)
NOBODY = "Numbers nobody knows"


def price_now(now: dt.datetime) -> Price:
    """What a part costs with the provider we have."""
    return price_on(gateway().name, now.date(), settings.TEXT_PENCE_A_PART)


def estimate_of(parts: int, now: dt.datetime) -> int:
    """What a text of so many parts should cost, in hundredths of a penny."""
    return parts * price_now(now).hundredths


def paid_for(month: Month) -> Q:
    """Texts that were handed to the provider in a month."""
    return ~Q(state__in=NOT_PAID_FOR) & Q(
        attempts__gte=1, tried_at__gte=month.begins_at, tried_at__lt=month.ends_at
    )


@dataclass
class Line:
    """A row of the ledger. Money in hundredths of a penny; `charges` by the currency they were made in."""

    label: str
    texts: int = 0
    parts: int = 0
    estimate: int = 0
    charged_texts: int = 0
    charges: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def add(self, row: dict[str, Any]) -> None:
        self.texts += row["texts"]
        self.parts += row["parts"]
        self.estimate += row["cost"]
        if row["price_unit"]:
            self.charged_texts += row["texts"]
            self.charges[row["price_unit"]] += row["charged"]

    def join(self, other: "Line") -> None:
        """Add another line to this one."""
        self.texts += other.texts
        self.parts += other.parts
        self.estimate += other.estimate
        self.charged_texts += other.charged_texts
        for unit, amount in other.charges.items():
            self.charges[unit] += amount

    @property
    def estimated(self) -> str:
        return pounds(self.estimate)

    @property
    def charged(self) -> str:
        """£1.20 and US$3.40; empty until the provider has said."""
        return " and ".join(money(amount, unit) for unit, amount in sorted(self.charges.items()))

    @property
    def not_yet_charged(self) -> int:
        return self.texts - self.charged_texts


@dataclass
class Account:
    """One organisation's month: a line for each kind of text, and all of them together."""

    total: Line
    kinds: dict[str, Line] = field(default_factory=dict)

    def add(self, row: dict[str, Any]) -> None:
        self.total.add(row)
        kind = str(TextKind(row["kind"]).label)
        self.kinds.setdefault(kind, Line(kind)).add(row)


def accounts(user: User, month: Month) -> list[Account]:
    """A month of everything this person may see the cost of, by organisation and kind."""
    found: dict[Any, Account] = {}
    for row in rows(user, month):
        name = row["organisation__name"] or NOBODY
        found.setdefault(row["organisation"], Account(Line(name))).add(row)
    return list(found.values())


def rows(user: User, month: Month) -> Iterable[dict[str, Any]]:
    """The sums of a month as the database adds them up: one query, however many texts."""
    sums: Any = (
        Message.objects.costs_visible_to(user)
        .filter(paid_for(month))
        .order_by("organisation__name", "organisation", "kind")
        .values("organisation", "organisation__name", "kind", "price_unit")
        .annotate(texts=Count("pk"), parts=Sum(PARTS), cost=Sum(COST), charged=Sum("price"))
    )
    yield from sums


def all_together(kept: Iterable[Account]) -> Line:
    """The sum of several accounts."""
    total = Line("All together")
    for account in kept:
        total.join(account.total)
    return total
