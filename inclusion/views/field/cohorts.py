"""A Code Club's term: its children under nicknames, and its sessions."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inclusion.actions.cohorts import NoRoom, child_left, enrol_child, note_look_at_children
from inclusion.actions.progress import progress_of_many
from inclusion.forms.cohorts import ChildForm
from inclusion.models import Cohort, Enrolment
from inclusion.permissions import Permission, allow, signed_in

MOST_SESSIONS = 6


def own_cohort(request: HttpRequest, pk: UUID) -> Cohort:
    """A cohort of an organisation the person works for; 404 for anyone else's."""
    user = signed_in(request)
    ours = Cohort.objects.visible_to(user).filter(
        club__centre__organisation__in=user.reach.organisations
    )
    return get_object_or_404(ours.select_related("club__centre", "projects"), pk=pk)


@require_safe
@allow(Permission.SEE_CHILDREN)
def cohort(request: HttpRequest, pk: UUID) -> HttpResponse:
    term, user = own_cohort(request, pk), signed_in(request)
    note_look_at_children(cohort=term, by=user)
    children = list(
        Enrolment.objects.visible_to(user)
        .filter(cohort=term)
        .current()
        .prefetch_related("consents")
    )
    progress = progress_of_many(children, term.projects)
    context = {
        "cohort": term,
        "children": [(child, progress[child.pk], has_paper(child)) for child in children],
        "sessions": term.sessions.select_related("centre").with_turnout()[:MOST_SESSIONS],
        "now": timezone.now(),
    }
    return render(request, "inclusion/field/cohort.html", context)


def has_paper(child: Enrolment) -> bool:
    return any(consent.withdrawn_at is None for consent in child.consents.all())


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_CHILDREN)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A child joins under a nickname. The parent's paper is recorded, and stays with the club leader."""
    term = own_cohort(request, pk)
    form = ChildForm(request.POST or None)
    if form.is_valid():
        try:
            child = enrol_child(
                id=form.cleaned_data["id"],
                cohort=term,
                nickname=form.cleaned_data["nickname"],
                school_year=form.cleaned_data["school_year"],
                parent_agreed_on_paper=form.cleaned_data["on_paper"] == "yes",
                by=signed_in(request),
            )
        except NoRoom as reason:
            form.add_error("nickname", str(reason))
        else:
            messages.success(request, f"{child.nickname} is in the club.")
            return redirect("inclusion:field_cohort", pk=pk)
    return render(request, "inclusion/field/new_child.html", {"form": form, "cohort": term})


@require_POST
@allow(Permission.SEE_CHILDREN)
def left(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A child left the club. What they made stays on record."""
    children = Enrolment.objects.visible_to(signed_in(request)).select_related(
        "cohort__club__centre"
    )
    child = child_left(enrolment=get_object_or_404(children, pk=pk), by=signed_in(request))
    messages.success(request, f"{child.nickname} has left the club.")
    return redirect("inclusion:field_cohort", pk=child.cohort_id)
