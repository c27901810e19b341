"""What was done in the last 28 days and the 28 before, organisation by organisation: counts only, three queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Sum

from inclusion.choices import SessionState
from inclusion.models import Attendance, Session, User
from inclusion.rules.figures import compared

PERIOD = dt.timedelta(days=28)
LENGTH = ExpressionWrapper(F("ends_at") - F("starts_at"), output_field=DurationField())
LABELS = {
    "helped": "people helped",
    "sessions": "sessions held",
    "first": "came for the first time",
    "hours": "hours volunteers gave",
}


@dataclass(frozen=True)
class Figure:
    """One count, what it counts, and how it compares."""

    label: str
    now: int
    compared: str


@dataclass(frozen=True)
class Counts:
    """The same four counts for two periods, by names such as helped_now and helped_before."""

    organisation: str
    values: dict[str, int]

    @property
    def figures(self) -> list[Figure]:
        return [
            Figure(label, self.now(name), compared(self.now(name), self.values[f"{name}_before"]))
            for name, label in LABELS.items()
        ]

    def now(self, name: str) -> int:
        return self.values[f"{name}_now"]


def counts_for(person: User, now: dt.datetime) -> list[Counts]:
    """The counts of each organisation whose sessions this person may see, in order of name."""
    held = Session.objects.visible_to(person).filter(
        state=SessionState.HELD, starts_at__gte=now - 2 * PERIOD, starts_at__lt=now
    )
    rows: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for query in (people(held, now), sessions(held, now), hours(held, now)):
        for row in query:
            name = row.pop("organisation")
            rows[name].update({key: whole(value) for key, value in row.items()})
    return [Counts(name, values) for name, values in sorted(rows.items())]


def total(counts: Iterable[Counts]) -> Counts:
    """All of them together. A learner belongs to one organisation, so nobody is counted twice."""
    values: dict[str, int] = defaultdict(int)
    for one in counts:
        for key, value in one.values.items():
            values[key] += value
    return Counts("", values)


def whole(value: Any) -> int:
    """A count as it is, a length of time in whole hours, nothing as 0."""
    if isinstance(value, dt.timedelta):
        return round(value / dt.timedelta(hours=1))
    return int(value or 0)


def people(held: Any, now: dt.datetime) -> Any:
    """Different people on the registers, and those whose first time ever was in the period."""
    recent, earlier = (
        Q(session__starts_at__gte=now - PERIOD),
        Q(session__starts_at__lt=now - PERIOD),
    )
    return (
        Attendance.objects.standing()
        .filter(session__in=held.order_by())
        .values(organisation=F("session__centre__organisation__name"))
        .annotate(
            helped_now=distinct_people(recent),
            helped_before=distinct_people(earlier),
            first_now=distinct_people(recent & ~came_before(now - PERIOD)),
            first_before=distinct_people(earlier & ~came_before(now - 2 * PERIOD)),
        )
    )


def distinct_people(condition: Q) -> Any:
    return Count("learner", filter=condition, distinct=True) + Count(
        "enrolment", filter=condition, distinct=True
    )


def came_before(moment: dt.datetime) -> Q:
    """They were on a register before a moment."""
    earlier = Attendance.objects.standing().filter(session__starts_at__lt=moment)
    return Q(Exists(earlier.filter(learner=OuterRef("learner")))) | Q(
        Exists(earlier.filter(enrolment=OuterRef("enrolment")))
    )


def sessions(held: Any, now: dt.datetime) -> Any:
    recent = Q(starts_at__gte=now - PERIOD)
    return (
        held.order_by()
        .values(organisation=F("centre__organisation__name"))
        .annotate(
            sessions_now=Count("pk", filter=recent), sessions_before=Count("pk", filter=~recent)
        )
    )


def hours(held: Any, now: dt.datetime) -> Any:
    """Each person on the team gave the length of the session."""
    recent = Q(starts_at__gte=now - PERIOD)
    return (
        held.order_by()
        .filter(team__isnull=False)
        .values(organisation=F("centre__organisation__name"))
        .annotate(hours_now=Sum(LENGTH, filter=recent), hours_before=Sum(LENGTH, filter=~recent))
    )
