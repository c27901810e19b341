"""Finding a session: for anyone, with no sign-in. A typed postcode is used once and kept nowhere."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from inclusion.choices import SessionState
from inclusion.forms.find import FindSessionForm
from inclusion.models import Postcode, Session
from inclusion.permissions import public
from inclusion.rules.contact import spoken
from inclusion.rules.distance import Point, miles_between, miles_in_words
from inclusion.rules.figures import places_left
from inclusion.rules.icalendar import Happening, calendar
from inclusion.rules.postcodes import tidy_postcode
from inclusion.views.paging import page_of

ORDER = ("starts_at", "id")
PAGE_SIZE = 20
LOOK_AHEAD = dt.timedelta(weeks=4)
MOST_A_CENTRE, MOST_FOUND = 3, 30


@dataclass(frozen=True)
class Listed:
    """A session as the public sees it: what is left, and how far."""

    session: Session
    places: str
    far: str = ""


@sensitive_post_parameters("where")
@require_http_methods(["GET", "HEAD", "POST"])
@public
def sessions(request: HttpRequest) -> HttpResponse:
    """What is on next, or what is on near a place somebody typed."""
    form = FindSessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return render(
            request, "inclusion/public/sessions.html", near(form.cleaned_data["where"], form)
        )
    page = page_of(
        to_come(), order=ORDER, after=starting_row(request.GET.get("after", "")), size=PAGE_SIZE
    )
    context = {
        "form": form,
        "listed": [listed(session) for session in page.rows],
        "next_after": page.next_after,
        "text_number": text_number(),
    }
    return render(request, "inclusion/public/sessions.html", context)


def near(where: str, form: FindSessionForm) -> dict[str, Any]:
    """What the page shows for a place somebody typed."""
    point = point_of(where)
    soon = to_come().filter(starts_at__lt=timezone.now() + LOOK_AHEAD).order_by(*ORDER)
    found = nearest_first(soon, point) if point else [listed(s) for s in named_like(soon, where)]
    return {
        "form": form,
        "listed": found,
        "has_searched": True,
        "text_number": text_number(),
    }


def to_come() -> QuerySet[Session]:
    """Sessions anyone may know of, with the places taken and, for a club, the children in it."""
    return (
        Session.objects.open_to_the_public()
        .filter(starts_at__gt=timezone.now())
        .select_related("centre__postcode", "cohort")
        .with_places_taken()
        .annotate(
            children=Count(
                "cohort__enrolments",
                filter=Q(cohort__enrolments__left_at__isnull=True),
                distinct=True,
            )
        )
    )


def named_like(sessions: QuerySet[Session], where: str) -> QuerySet[Session]:
    return sessions.filter(Q(centre__name__icontains=where) | Q(centre__address__icontains=where))[
        :MOST_FOUND
    ]


def nearest_first(sessions: QuerySet[Session], point: Point) -> list[Listed]:
    """The next few sessions of each centre, nearest centre first."""
    shown: Counter[int] = Counter()
    rows = []
    for session in sorted(sessions, key=lambda s: (miles_to(s, point), s.starts_at)):
        shown[session.centre_id] += 1
        if shown[session.centre_id] <= MOST_A_CENTRE:
            rows.append(listed(session, miles_in_words(miles_to(session, point))))
    return rows[:MOST_FOUND]


def miles_to(session: Session, point: Point) -> float:
    postcode = session.centre.postcode
    return miles_between((postcode.easting, postcode.northing), point)


def point_of(where: str) -> Point | None:
    """Where a postcode is, or None if it is not one we hold."""
    code = tidy_postcode(where)
    postcode = Postcode.objects.filter(pk=code).first() if code else None
    return (postcode.easting, postcode.northing) if postcode else None


def listed(session: Any, far: str = "") -> Listed:
    """A club's places are its term's, everybody else's are the session's."""
    if session.cohort:
        return Listed(session, places_left(session.cohort.places, session.children), far)
    return Listed(session, places_left(session.places, session.places_taken), far)


def starting_row(typed: str) -> Session | None:
    try:
        return Session.objects.filter(pk=UUID(typed)).first()
    except ValueError:
        return None


def text_number() -> str:
    """The number to text JOIN to, as people write it. Empty where none is set."""
    return spoken(settings.TWILIO_FROM)


def public_session_or_404(pk: UUID) -> Any:
    """A session at a centre the public knows of, whatever became of it: old links still say what happened."""
    shown = Session.objects.filter(centre__is_open=True).with_places_taken()
    children = Count(
        "cohort__enrolments", filter=Q(cohort__enrolments__left_at__isnull=True), distinct=True
    )
    found = shown.select_related("centre__postcode", "centre__organisation", "cohort")
    return get_object_or_404(found.annotate(children=children), pk=pk)


@require_safe
@public
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One session: where, when, what to bring, what it costs."""
    found = public_session_or_404(pk)
    context = {
        "session": found,
        "listed": listed(found),
        "is_over": found.starts_at <= timezone.now(),
        "text_number": text_number(),
    }
    return render(request, "inclusion/public/session.html", context)


@require_safe
@public
def session_calendar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The session as a calendar file."""
    text = calendar([happening(public_session_or_404(pk))], timezone.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="session.ics"'
    return response


def happening(session: Session) -> Happening:
    centre = session.centre
    return Happening(
        uid=f"{session.pk}@footbridge",
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        title=f"{session.topic} at {centre.name}",
        place=f"{centre.name}, {centre.address}, {centre.postcode_id}",
        words="It is free. Bring your own phone or tablet, or use ours.",
        address=f"{settings.PUBLIC_BASE_URL}/sessions/{session.pk}/",
        changes=session.version,
        is_called_off=session.state == SessionState.CANCELLED,
    )
