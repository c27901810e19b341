"""One session at the desk: who has a place, who came, and changing when or whether it happens."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inclusion.actions.cohorts import note_look_at_children
from inclusion.actions.sessions import CannotMove, cancel_session, move_session
from inclusion.choices import SessionState
from inclusion.forms.plan import WhenForm, typed_times
from inclusion.models import Attendance, Enrolment, Learner, Session
from inclusion.permissions import Permission, allow, permissions_of, signed_in


@require_safe
@allow(Permission.SEE_DESK)
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is planned and what happened. Names only for the organisation that holds it; others see counts."""
    person = signed_in(request)
    seen = Session.objects.visible_to(person).with_places_taken().with_turnout()
    found = get_object_or_404(seen.select_related("centre__organisation", "cohort__club"), pk=pk)
    is_ours = found.centre.organisation_id in person.reach.organisations
    context = {
        "session": found,
        "is_ours": is_ours,
        "may_plan": is_ours and Permission.PLAN_SESSIONS in permissions_of(person),
        "may_see_cohort": Permission.SEE_COHORTS in permissions_of(person),
        "bookings": found.bookings.filter(
            learner__in=Learner.objects.visible_to(person)
        ).select_related("learner"),
        "attendances": Attendance.objects.standing()
        .filter(session=found, learner__in=Learner.objects.visible_to(person))
        .select_related("learner"),
        "children": Enrolment.objects.visible_to(person).filter(
            attendances__session=found, attendances__withdrawn_at__isnull=True
        ),
        "team": found.team.all() if is_ours else [],
        "now": timezone.now(),
    }
    if is_ours and found.cohort:
        note_look_at_children(cohort=found.cohort, by=person)
    return render(request, "inclusion/desk/session.html", context)


def session_to_change(request: HttpRequest, pk: UUID) -> Session:
    """A planned session of the person's own organisations; anything else is not found."""
    person = signed_in(request)
    ours = Session.objects.visible_to(person).filter(
        centre__organisation__in=person.reach.organisations, state=SessionState.PLANNED
    )
    return get_object_or_404(ours.with_places_taken().select_related("centre"), pk=pk)


@require_http_methods(["GET", "POST"])
@allow(Permission.PLAN_SESSIONS)
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask first, then call it off and owe everyone with a place word of it."""
    found = session_to_change(request, pk)
    if request.method == "POST":
        cancel_session(session=found, by=signed_in(request))
        messages.success(request, "Called off. Everyone with a place will be told.")
        return redirect("inclusion:desk_session", found.pk)
    return render(request, "inclusion/desk/session_cancel.html", {"session": found})


@require_http_methods(["GET", "POST"])
@allow(Permission.PLAN_SESSIONS)
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hold it at another time, and owe everyone with a place word of it."""
    found = session_to_change(request, pk)
    form = WhenForm(request.POST or None, initial=typed_times(found.starts_at, found.ends_at))
    if request.method == "POST" and form.is_valid():
        starts_at, ends_at = form.times_on(form.cleaned_data["day"])
        try:
            move_session(
                session=found,
                starts_at=starts_at,
                ends_at=ends_at,
                by=signed_in(request),
                now=timezone.now(),
            )
        except CannotMove as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Moved. Everyone with a place will be told.")
            return redirect("inclusion:desk_session", found.pk)
    return render(request, "inclusion/desk/session_move.html", {"session": found, "form": form})
