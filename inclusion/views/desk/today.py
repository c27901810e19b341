"""The front room: what needs you, what is on, and what the last four weeks came to."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from inclusion.actions.progress import current_framework, progress_of_many
from inclusion.models import Conflict, Evidence, Learner, Quarantine, Session, SessionDraft, User
from inclusion.permissions import Permission, allow, permissions_of, signed_in
from inclusion.rules.diary import moment
from inclusion.views.desk.figures import counts_for, total

MOST_WAITING = 10
THIS_WEEK = dt.timedelta(days=7)


@require_safe
@allow(Permission.SEE_DESK)
def today(request: HttpRequest) -> HttpResponse:
    """Today at the desk. Its queries do not grow with the day."""
    person, now = signed_in(request), timezone.now()
    counts = counts_for(person, now)
    granted = permissions_of(person)
    context = {
        "now": now,
        "waiting": list(waiting(person, now)[: MOST_WAITING + 1]),
        "most_waiting": MOST_WAITING,
        "reached": reached_this_week(person) if Permission.MANAGE_LEARNERS in granted else [],
        **(from_phones(person) if Permission.MANAGE_LEARNERS in granted else {}),
        "days": days(person),
        "figures": total(counts).figures,
        "counts": counts if Permission.SEE_PRIVATE_FIGURES in granted else [],
        "suggested": SessionDraft.objects.run_by(person).waiting().count(),
        "may_plan": Permission.PLAN_SESSIONS in granted,
    }
    return render(request, "inclusion/desk/today.html", context)


def waiting(person: User, now: dt.datetime) -> Any:
    """Sessions that are over and have no register, newest first."""
    over = Session.objects.visible_to(person).waiting_for_a_register(now)
    return over.select_related("centre").order_by("-starts_at")


def from_phones(person: User) -> dict[str, int]:
    """How much of what phones brought waits for a choice."""
    return {
        "answers": Conflict.objects.visible_to(person).open().count(),
        "held": Quarantine.objects.visible_to(person).waiting().count(),
    }


def days(person: User) -> list[tuple[str, list[Session]]]:
    """Today's and tomorrow's sessions."""
    first = timezone.localdate()
    middle, last = (moment(first + dt.timedelta(days=n), dt.time()) for n in (1, 2))
    found = (
        Session.objects.visible_to(person)
        .starting_between(moment(first, dt.time()), last)
        .select_related("centre")
        .with_places_taken()
        .with_turnout()
        .order_by("starts_at", "id")
    )
    rows = list(found)
    return [
        ("Today", [session for session in rows if session.starts_at < middle]),
        ("Tomorrow", [session for session in rows if session.starts_at >= middle]),
    ]


def reached_this_week(person: User) -> list[Learner]:
    """Learners who were seen to do the last of the needed tasks in the last seven days."""
    framework = current_framework()
    if framework is None:
        return []
    since = timezone.localdate() - THIS_WEEK
    seen = Evidence.objects.done_alone(framework).filter(seen_on__gt=since)
    people = list(
        Learner.objects.visible_to(person).current().filter(pk__in=seen.values("learner"))
    )
    progress = progress_of_many(people, framework)
    days_reached = {learner.pk: progress[learner.pk].level_reached_on for learner in people}
    return [learner for learner in people if (days_reached[learner.pk] or since) > since]
