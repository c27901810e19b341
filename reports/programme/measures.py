"""What the programme is counted by: people, sessions, hours and texts, each by ward, organisation, month or Code Club.

A measure is a set of dated rows and what to count in them. Whoever is in two rows is counted once, so that months do
not add up to the whole and wards and organisations do: a person has one postcode and one organisation.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import (
    Count,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.module_loading import import_string

from inclusion.choices import FrameworkKind, Role
from inclusion.models import Attendance, BoundarySet, Council, Evidence, Membership, Session
from reports.choices import Award
from reports.figures import NOT_KNOWN, PEOPLE, Period, came_in, sessions_held
from reports.models import Certificate

# Skills fade: somebody is "still there" if they came again, or were seen to do a task, 12 weeks or more after.
STILL_THERE_AFTER = dt.timedelta(weeks=12)
Rows = QuerySet[Any]


@dataclass(frozen=True)
class Measure:
    """Its rows, the way from a row to its postcode and organisation, when it happened, and what is counted."""

    name: str
    label: str
    rows: Callable[[Council, Period], Rows]
    postcode: str
    organisation: str
    when: str
    counts: Any
    club: str = ""


def people_who_came(council: Council, period: Period) -> Rows:
    """Adults on the registers of sessions held."""
    return adults_of(came_in(period), council)


def people_assessed(council: Council, period: Period) -> Rows:
    """Adults somebody else saw try a task of a skills framework, with help or without."""
    seen = Evidence.objects.counted().filter(
        task__framework__kind=FrameworkKind.ADULT_SKILLS,
        seen_on__gte=period.since,
        seen_on__lte=period.last_day,
    )
    return adults_of(seen, council)


def people_who_reached_the_level(council: Council, period: Period) -> Rows:
    """Adults who hold a certificate of the level, on the day they earned it."""
    earned = Certificate.objects.standing().filter(
        award=Award.LEVEL, earned_on__gte=period.since, earned_on__lte=period.last_day
    )
    return adults_of(earned, council)


def people_still_there(council: Council, period: Period) -> Rows:
    """Those of them who came, or did a task alone before somebody, 12 weeks or more after they earned it."""
    again = ExpressionWrapper(OuterRef("earned_on") + STILL_THERE_AFTER, output_field=DateField())
    same = {"learner": OuterRef("learner")}
    came = Attendance.objects.standing().filter(session__starts_at__date__gte=again, **same)
    seen = Evidence.objects.counted().filter(seen_on__gte=again, **same)
    return people_who_reached_the_level(council, period).filter(Exists(came) | Exists(seen))


def people_12_weeks_on(council: Council, period: Period) -> Rows:
    """Those who earned it 12 weeks ago or longer: the only ones who could be still there."""
    long_ago = period.last_day - STILL_THERE_AFTER
    return people_who_reached_the_level(council, period).filter(earned_on__lte=long_ago)


def volunteers_at_sessions(council: Council, period: Period) -> Rows:
    """Each volunteer on the team of each session held: they gave its length."""
    volunteers = Membership.objects.filter(user=OuterRef("user"), role=Role.VOLUNTEER)
    team = Session.team.through._default_manager.filter(
        session__in=sessions_held(council, period).order_by()
    )
    return team.filter(Exists(volunteers))


def texts_sent(council: Council, period: Period) -> Rows:
    """Texts the network sent, from whichever package sends them (settings.TEXTS_SENT)."""
    sent: Rows = import_string(settings.TEXTS_SENT)(period.starts, period.until)
    return sent.filter(organisation__council=council)


def children_who_came(council: Council, period: Period) -> Rows:
    return came_in(period).filter(
        enrolment__isnull=False, session__centre__organisation__council=council
    )


def children_who_finished(council: Council, period: Period) -> Rows:
    """Children who hold a certificate for a club's projects."""
    return Certificate.objects.standing().filter(
        award=Award.PROJECTS,
        enrolment__isnull=False,
        organisation__council=council,
        earned_on__gte=period.since,
        earned_on__lte=period.last_day,
    )


def adults_of(rows: Rows, council: Council) -> Rows:
    """Rows of the council's own adults, leaving out records merged into another."""
    return rows.filter(
        learner__isnull=False,
        learner__merged_into__isnull=True,
        learner__organisation__council=council,
    )


CHILDREN = Count("enrolment", distinct=True)
LENGTH = ExpressionWrapper(
    F("session__ends_at") - F("session__starts_at"), output_field=DurationField()
)
HOME, THEIRS = "learner__postcode", "learner__organisation"
CAME, CLUB = "session__starts_at", "cohort__club"
HELPED = Measure("helped", "People helped", people_who_came, HOME, THEIRS, CAME, PEOPLE)
ASSESSED = Measure("assessed", "People assessed", people_assessed, HOME, THEIRS, "seen_on", PEOPLE)
REACHED = Measure(
    "reached", "Reached the level", people_who_reached_the_level, HOME, THEIRS, "earned_on", PEOPLE
)
RETAINED = Measure(
    "retained", "Still there 12 weeks on", people_still_there, HOME, THEIRS, "earned_on", PEOPLE
)
COULD_BE = Measure(
    "could_be", "Reached it 12 weeks ago", people_12_weeks_on, HOME, THEIRS, "earned_on", PEOPLE
)
SESSIONS = Measure(
    "sessions", "Sessions held", sessions_held, "centre__postcode", "centre__organisation",
    "starts_at", Count("pk"), CLUB,
)  # fmt: skip
HOURS = Measure(
    "hours", "Volunteers' hours", volunteers_at_sessions, "session__centre__postcode",
    "session__centre__organisation", CAME, Sum(LENGTH), f"session__{CLUB}",
)  # fmt: skip
TEXTS = Measure(
    "texts", "Texts sent", texts_sent, HOME, "organisation", "queued_at", Count("pk")
)  # fmt: skip
CAME_TO_CLUB = Measure(
    "helped", "Children who came", children_who_came, "session__centre__postcode",
    "session__centre__organisation", CAME, CHILDREN, f"session__{CLUB}",
)  # fmt: skip
FINISHED = Measure(
    "reached", "Finished their projects", children_who_finished, "", "organisation", "earned_on",
    CHILDREN, f"enrolment__{CLUB}",
)  # fmt: skip
OF_ADULTS = (HELPED, ASSESSED, REACHED, RETAINED, SESSIONS, HOURS, TEXTS)
OF_CLUBS = (CAME_TO_CLUB, FINISHED, SESSIONS, HOURS)


def in_all(measure: Measure, council: Council, period: Period) -> int:
    """The one number. One query."""
    rows = measure.rows(council, period).order_by()
    return whole(rows.aggregate(number=measure.counts)["number"])


def number_of(measure: Measure, council: Council, period: Period) -> Subquery:
    """The one number as a part of another query, so that several can be had in one look."""
    rows = measure.rows(council, period).order_by()
    return Subquery(
        rows.annotate(all=Value(1)).values("all").annotate(number=measure.counts).values("number")
    )


def by_ward(
    measure: Measure, council: Council, period: Period, wards: BoundarySet
) -> dict[Any, int]:
    """By the ward's id in one set; the rest under NOT_KNOWN. Every row is placed by its own postcode's point."""
    placements = f"{measure.postcode}__placements"
    placed = FilteredRelation(placements, condition=Q(**{f"{placements}__boundary_set": wards}))
    rows = measure.rows(council, period).annotate(placed=placed)
    return {key or NOT_KNOWN: number for key, number in grouped(rows, "placed__ward", measure)}


def by_organisation(measure: Measure, council: Council, period: Period) -> dict[Any, int]:
    return dict(grouped(measure.rows(council, period), measure.organisation, measure))


def by_club(measure: Measure, council: Council, period: Period) -> dict[Any, int]:
    return dict(grouped(measure.rows(council, period), measure.club, measure))


def by_month(measure: Measure, council: Council, period: Period) -> dict[Any, int]:
    """By the first day of each month. Somebody who came in two is counted in both."""
    rows = measure.rows(council, period).annotate(month=TruncMonth(measure.when))
    return {day_of(key): number for key, number in grouped(rows, "month", measure)}


def grouped(rows: Rows, key: str, measure: Measure) -> list[tuple[Any, int]]:
    found = rows.order_by().values(key).annotate(number=measure.counts)
    return [(key, whole(number)) for key, number in found.values_list(key, "number")]


def day_of(key: dt.date | dt.datetime) -> dt.date:
    return timezone.localtime(key).date() if isinstance(key, dt.datetime) else key


def whole(number: Any) -> int:
    """A count as it is, and a length of time in hours."""
    if isinstance(number, dt.timedelta):
        return round(number / dt.timedelta(hours=1))
    return int(number or 0)
