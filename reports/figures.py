"""What the programme has done, ward by ward. A handful of queries, however many wards or people.

Everybody is counted in the ward of their postcode *today's* boundary set gives; nobody's figures are ever shown on two
sets at once, since the slivers between two sets can hold one household. There is no way to ask for another set.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Sum, UUIDField, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from inclusion.choices import SessionState
from inclusion.models import Attendance, BoundarySet, Council, Event, Learner, Session, Ward
from reports.choices import Award
from reports.disclosure import Cell, Published, publish, publish_cell
from reports.models import Certificate
from reports.within import publish_within

PEOPLE = Count("learner", distinct=True)
NO_SESSION = uuid.UUID(int=0)
NOT_KNOWN = 0  # stands for people whose postcode we do not have, or who live outside the council


@dataclass(frozen=True)
class Period:
    """From the start of one day up to, but not at, a moment."""

    since: dt.date
    until: dt.datetime

    @property
    def starts(self) -> dt.datetime:
        return timezone.make_aware(dt.datetime.combine(self.since, dt.time()))

    @property
    def last_day(self) -> dt.date:
        """The last day any of it falls on."""
        return timezone.localtime(self.until - dt.timedelta(microseconds=1)).date()

    @property
    def words(self) -> str:
        """since April 2025"""
        return f"since {self.since:%B %Y}"


@dataclass(frozen=True)
class Counts:
    """Exact numbers. Keys are ward ids, and NOT_KNOWN. For the council's own people only."""

    helped: dict[int, int] = field(default_factory=dict)
    reached: dict[int, int] = field(default_factory=dict)
    sessions: dict[int, int] = field(default_factory=dict)
    unnamed_heads: int = 0
    children: int = 0


@dataclass(frozen=True)
class PublicCounts:
    """The same as everybody may see them. Sessions are public events, so their number is exact."""

    helped: Published[int]
    reached: Published[int]
    sessions: dict[int, int]
    unnamed_heads: Cell
    children: Cell


def this_period(now: dt.datetime) -> Period:
    """This financial year so far and the whole of the one before: councils plan from 1 April to 31 March."""
    today = timezone.localtime(now).date()
    year = today.year if (today.month, today.day) >= (4, 1) else today.year - 1
    return Period(dt.date(year - 1, 4, 1), now)


def public_period(wards: BoundarySet, now: dt.datetime) -> Period:
    """This period, but no earlier than these wards. What was published on the wards before them was of other days, so
    that nobody can take the one from the other and be left with a sliver.
    """
    period = this_period(now)
    return Period(max(period.since, wards.in_force_from), period.until)


def boundary_set_on(council: Council, day: dt.date) -> BoundarySet | None:
    """The wards in force on a day."""
    return council.boundary_sets.in_force_on(day).order_by("-in_force_from").first()


def data_version() -> int:
    """Goes up with everything anybody does, because every action leaves an event. One look at an index."""
    newest: int | None = Event.objects.aggregate(newest=Max("id"))["newest"]
    return newest or 0


def count_all(council: Council, wards: BoundarySet, period: Period) -> Counts:
    """Every exact figure of one council, for the wards of one set."""
    homes = wards_by_postcode(wards)
    heads = sessions_held(council, period).aggregate(heads=Sum("unnamed_heads"))["heads"]
    return Counts(
        helped=homes.count(helped(council, period), "postcode", Count("*")),
        reached=homes.count(reached(council, period), "learner__postcode", PEOPLE),
        sessions=homes.count(sessions_held(council, period), "centre__postcode", Count("*")),
        unnamed_heads=heads or 0,
        children=came_in(period)
        .filter(enrolment__isnull=False, session__centre__organisation__council=council)
        .values("enrolment")
        .distinct()
        .count(),
    )


def publish_all(counts: Counts) -> PublicCounts:
    """The exact figures, made fit for everybody."""
    helped = publish(counts.helped)
    return PublicCounts(
        helped=helped,
        reached=publish_within(counts.reached, helped),
        sessions=counts.sessions,
        unnamed_heads=publish_cell(counts.unnamed_heads),
        children=publish_cell(counts.children),
    )


def came_in(period: Period) -> QuerySet[Attendance]:
    """Ticks on the registers of sessions held in a period."""
    return Attendance.objects.standing().filter(
        session__state=SessionState.HELD,
        session__starts_at__gte=period.starts,
        session__starts_at__lt=period.until,
    )


def came_ever_in(period: Period) -> QuerySet[Attendance]:
    """The same, for asking of many people in turn whether they came at all.

    The sessions are read once into a list. Coalesce has SQLite look each tick up in that, and not each session anew: a
    quarter less time for a hundred thousand people.
    """
    held = held_in(period).order_by().values("pk")
    at = Coalesce("session_id", Value(NO_SESSION), output_field=UUIDField())
    return Attendance.objects.standing().alias(at=at).filter(at__in=held)


def helped(council: Council, period: Period) -> QuerySet[Learner]:
    """Different adults who came at least once."""
    came = came_ever_in(period)
    return (
        Learner.objects.current()
        .filter(organisation__council=council)
        .filter(Exists(came.filter(learner=OuterRef("pk"))))
    )


def reached(council: Council, period: Period) -> QuerySet[Certificate]:
    """Certificates of the skills level, of adults nobody has merged into another."""
    return Certificate.objects.standing().filter(
        award=Award.LEVEL,
        earned_on__gte=period.since,
        learner__merged_into__isnull=True,
        learner__organisation__council=council,
    )


def sessions_held(council: Council, period: Period) -> QuerySet[Session]:
    return held_in(period).filter(centre__organisation__council=council)


def held_in(period: Period) -> QuerySet[Session]:
    return Session.objects.filter(
        state=SessionState.HELD, starts_at__gte=period.starts, starts_at__lt=period.until
    )


@dataclass(frozen=True)
class WardsByPostcode:
    """The wards of one set, each with a nought to count from, and the ward of each postcode."""

    noughts: dict[int, int]
    ward_of: dict[str, int]

    def count(self, rows: QuerySet[Any], postcode: str, what: Count) -> dict[int, int]:
        """How many there are in each ward; the rest, and rows with no postcode, under NOT_KNOWN.

        The database counts by postcode and not by ward: a hundred thousand people live in a few thousand postcodes.
        Coalesce keeps SQLite from reading people in the order of their postcodes, which took three times as long.
        """
        home = Coalesce(postcode, Value(""))
        counted = rows.order_by().annotate(home=home).values("home").annotate(number=what)
        counts = dict(self.noughts)
        for code, number in counted.values_list("home", "number"):
            counts[self.ward_of.get(code, NOT_KNOWN)] += number
        return counts


def wards_by_postcode(boundary_set: BoundarySet) -> WardsByPostcode:
    ward_ids = [*boundary_set.wards.values_list("pk", flat=True), NOT_KNOWN]
    ward_of = dict(boundary_set.placements.values_list("postcode", "ward"))
    return WardsByPostcode(dict.fromkeys(ward_ids, 0), ward_of)


def wards_of(boundary_set: BoundarySet) -> list[Ward]:
    """Wards in the order of their names, which gives each its number on the map."""
    return list(boundary_set.wards.order_by("name", "code"))
