"""Code Clubs at the desk: the terms, and each child's projects as a chart for the wall."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inclusion.actions.cohorts import note_look_at_children, open_club, open_cohort
from inclusion.actions.progress import Progress, progress_of_many
from inclusion.choices import SessionState
from inclusion.forms.terms import OpenCohortForm
from inclusion.models import Cohort, Enrolment, User
from inclusion.permissions import Permission, allow, permissions_of, signed_in


@dataclass(frozen=True)
class ChartRow:
    """A child's line on the wall chart."""

    child: Enrolment
    progress: Progress
    times_came: int


@require_safe
@allow(Permission.SEE_COHORTS)
def cohorts(request: HttpRequest) -> HttpResponse:
    """Every term of every club, newest first, with how many children are in it."""
    person = signed_in(request)
    found = (
        Cohort.objects.visible_to(person)
        .select_related("club__centre", "projects")
        .annotate(children=Count("enrolments", filter=Q(enrolments__left_at__isnull=True)))
        .order_by("-starts_on", "club__name", "name")
    )
    today = timezone.localdate()
    rows = list(found)
    context = {
        "now_on": [cohort for cohort in rows if cohort.ends_on >= today],
        "over": [cohort for cohort in rows if cohort.ends_on < today],
        "may_plan": Permission.PLAN_SESSIONS in permissions_of(person),
    }
    return render(request, "inclusion/desk/cohorts.html", context)


@require_safe
@allow(Permission.SEE_COHORTS)
def cohort(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One term: children by projects, and its registers. Who opens the children's part is written down."""
    person = signed_in(request)
    seen = Cohort.objects.visible_to(person).select_related("club__centre", "projects")
    found = get_object_or_404(seen.prefetch_related("projects__tasks"), pk=pk)
    is_ours = found.club.centre.organisation_id in person.reach.organisations
    may_see_children = is_ours and Permission.SEE_CHILDREN in permissions_of(person)
    if may_see_children:
        note_look_at_children(cohort=found, by=person)
    context = {
        "cohort": found,
        "may_see_children": may_see_children,
        "is_ours": is_ours,
        "rows": chart(found, person) if may_see_children else [],
        "children": found.enrolments.current().count(),
        "sessions": found.sessions.exclude(state=SessionState.CANCELLED)
        .with_turnout()
        .order_by("-starts_at"),
        "now": timezone.now(),
    }
    return render(request, "inclusion/desk/cohort.html", context)


@require_http_methods(["GET", "POST"])
@allow(Permission.PLAN_SESSIONS)
def new(request: HttpRequest) -> HttpResponse:
    """Open a term of a club, and the club too if it is new."""
    person = signed_in(request)
    form = OpenCohortForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        details = dict(form.cleaned_data)
        with transaction.atomic():
            club = open_club(centre=details.pop("centre"), name=details.pop("club"), by=person)
            opened = open_cohort(club=club, by=person, **details)
        messages.success(request, "The club is open. Next, plan its sessions and add the children.")
        return redirect("inclusion:desk_cohort", opened.pk)
    return render(request, "inclusion/desk/cohort_new.html", {"form": form})


def chart(cohort: Cohort, person: User) -> list[ChartRow]:
    """The children now in the cohort, each with what they have made: three queries however many."""
    children: Any = (
        Enrolment.objects.visible_to(person)
        .current()
        .filter(cohort=cohort)
        .annotate(times=Count("attendances", filter=Q(attendances__withdrawn_at__isnull=True)))
        .order_by("nickname", "id")  # a count drops the model's own order
    )
    rows = list(children)
    progress = progress_of_many(rows, cohort.projects)
    return [ChartRow(child, progress[child.pk], child.times) for child in rows]
