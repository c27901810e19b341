"""Beginning a session that nobody planned: a drop-in, or the same as last time."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from inclusion.actions.sessions import cancel_session, plan_session
from inclusion.choices import Audience, SessionKind, SessionState
from inclusion.forms.sessions import DropInForm, SessionIdForm
from inclusion.models import Centre, Session, User
from inclusion.permissions import Permission, allow, signed_in

# Five-minute steps read better than 10:07am.
STEP = 5
BEGUN = "Started, the same as last time."


def last_session(user: User, now: dt.datetime) -> Session | None:
    """The newest session this person was on the team of, not called off."""
    sessions = Session.objects.run_by(user).filter(team=user, starts_at__lte=now)
    return (
        sessions.exclude(state=SessionState.CANCELLED)
        .select_related("centre", "cohort")
        .order_by("-starts_at")
        .first()
    )


def just_now(now: dt.datetime) -> dt.datetime:
    """The time, by London's clock, back to the last five minutes."""
    local = timezone.localtime(now)
    return local.replace(minute=local.minute - local.minute % STEP, second=0, microsecond=0)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.LOG_SESSION)
def new(request: HttpRequest) -> HttpResponse:
    """A drop-in with no plan. The id is made with the page, so a double send is one session."""
    user, now = signed_in(request), just_now(timezone.now())
    centres = Centre.objects.run_by(user)
    last = last_session(user, now)
    form = DropInForm(request.POST or None, centres=centres, last=last, now=now)
    if not form.is_valid():
        return render(request, "inclusion/field/new_session.html", {"form": form})
    session = plan_session(
        **form.cleaned_data["session"], places=form.cleaned_data["centre"].places, by=user
    )
    return redirect("inclusion:field_register", pk=session.pk)


@require_POST
@allow(Permission.LOG_SESSION)
def again(request: HttpRequest) -> HttpResponse:
    """One tap: the same centre, kind, length and topic as last time, from now."""
    user, now = signed_in(request), just_now(timezone.now())
    form = SessionIdForm(request.POST)
    last = last_session(user, now)
    if last is None or not form.is_valid():
        return redirect("inclusion:field_new_session")
    session = plan_session(
        id=form.cleaned_data["id"],
        centre=last.centre,
        kind=SessionKind(last.kind),
        topic=last.topic,
        audience=Audience(last.audience),
        cohort=last.cohort,
        starts_at=now,
        ends_at=now + last.length,
        places=last.places,
        by=user,
    )
    messages.success(request, BEGUN)
    return redirect(f"{reverse('inclusion:field_register', args=[session.pk])}?begun=1")


@require_POST
@allow(Permission.LOG_SESSION)
def never_mind(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call off a session begun by mistake. One that people have places at is for the desk to call off."""
    user = signed_in(request)
    session = get_object_or_404(Session.objects.run_by(user).filter(team=user), pk=pk)
    if session.state != SessionState.PLANNED or session.bookings.standing().exists():
        messages.warning(request, "People have places at this session, so ask your coordinator.")
        return redirect("inclusion:field_register", pk=pk)
    cancel_session(session=session, by=user)
    messages.success(request, "Undone. That session is called off.")
    return redirect("inclusion:field_home")
