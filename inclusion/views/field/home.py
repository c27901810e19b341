"""The volunteer's first page: today, what still needs a register, what is next, and one tap to begin."""

import datetime as dt
import uuid

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from inclusion.choices import SessionState
from inclusion.models import Cohort, Session
from inclusion.permissions import Permission, allow, signed_in
from inclusion.views.field.draft import drop_if_old
from inclusion.views.field.sessions import last_session

# Older than this and nobody remembers who came; the desk still lists them.
OWED_FOR = dt.timedelta(days=28)
MOST_OWED, MOST_NEXT = 10, 5


@require_safe
@allow(Permission.LOG_SESSION)
def home(request: HttpRequest) -> HttpResponse:
    drop_if_old(request)
    user, now = signed_in(request), timezone.now()
    today = timezone.localdate()
    ours = Session.objects.run_by(user).select_related("centre").with_turnout()
    todays = ours.today(now)
    owed = ours.waiting_for_a_register(now).filter(starts_at__gte=now - OWED_FOR)
    context = {
        "today": today,
        "sessions": with_state(todays.order_by("starts_at"), now),
        "owed": owed.exclude(pk__in=todays.values("pk")).order_by("-starts_at")[:MOST_OWED],
        "upcoming": ours.still_to_come(now).exclude(pk__in=todays.values("pk"))[:MOST_NEXT],
        "last": last_session(user, now),
        "new_id": uuid.uuid4(),
        "cohorts": Cohort.objects.visible_to(user)
        .filter(
            club__centre__organisation__in=user.reach.organisations,
            starts_on__lte=today,
            ends_on__gte=today,
        )
        .select_related("club"),
    }
    return render(request, "inclusion/field/home.html", context)


def with_state(sessions: QuerySet[Session], now: dt.datetime) -> list[tuple[Session, str]]:
    """Each session with what to say of it: called off, saved, needs a register, or nothing yet."""
    return [(session, state(session, now)) for session in sessions]


def state(session: Session, now: dt.datetime) -> str:
    if session.state != SessionState.PLANNED:
        return str(session.state)
    if session.ends_at <= now:
        return "owed"
    return "now" if session.starts_at <= now else "planned"
