"""The diary: what is coming, what has been, and planning more."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inclusion.actions.sessions import plan_session
from inclusion.forms.plan import PlanForm
from inclusion.models import Centre, Session
from inclusion.permissions import Permission, allow, permissions_of, signed_in
from inclusion.rules.diary import moment, month_after, month_of

COMING = dt.timedelta(weeks=4)


@dataclass(frozen=True)
class Span:
    """The days a page of the diary covers, from `first` up to, not at, `last`. With no month: what is coming."""

    first: dt.date
    last: dt.date
    month: dt.date | None

    @classmethod
    def asked_for(cls, typed: str, today: dt.date) -> "Span":
        month = month_of(typed)
        return cls(*month, month[0]) if month else cls(today, today + COMING, None)

    @property
    def before(self) -> dt.date:
        """The month to look back to."""
        return (
            (self.month - dt.timedelta(days=1)).replace(day=1)
            if self.month
            else self.first.replace(day=1)
        )

    @property
    def after(self) -> dt.date:
        return month_after(self.month or self.first)


@require_safe
@allow(Permission.SEE_DESK)
def sessions(request: HttpRequest) -> HttpResponse:
    """Sessions day by day, coming or in one month, at one centre or all."""
    person = signed_in(request)
    span = Span.asked_for(request.GET.get("month", ""), timezone.localdate())
    centre = request.GET.get("centre", "")
    found = (
        Session.objects.visible_to(person)
        .starting_between(moment(span.first, dt.time()), moment(span.last, dt.time()))
        .select_related("centre")
        .with_places_taken()
        .with_turnout()
        .order_by("starts_at", "id")
    )
    if centre:
        found = found.filter(centre__slug=centre)
    context = {
        "days": [(day, list(on)) for day, on in groupby(found, lambda session: session.held_on)],
        "span": span,
        "centre": centre,
        "centres": Centre.objects.visible_to(person),
        "may_plan": Permission.PLAN_SESSIONS in permissions_of(person),
        "now": timezone.now(),
    }
    return render(request, "inclusion/desk/sessions.html", context)


@require_http_methods(["GET", "POST"])
@allow(Permission.PLAN_SESSIONS)
def plan(request: HttpRequest) -> HttpResponse:
    """Put a session in the diary, once or every week."""
    person = signed_in(request)
    form = PlanForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            planned = [plan_session(by=person, **details) for details in form.plans()]
        words = "1 session is" if len(planned) == 1 else f"{len(planned)} sessions are"
        messages.success(request, f"{words} in the diary.")
        return redirect("inclusion:desk_session", planned[0].pk)
    return render(request, "inclusion/desk/plan.html", {"form": form})
