"""Who has been helped, ward by ward: for everybody, and in exact numbers for the council's own people."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from inclusion.actions.events import record
from inclusion.models import Centre, Council, Session
from inclusion.permissions import Permission, allow, signed_in
from reports.figures import boundary_set_on, public_period
from reports.layers import FIRST, LAYERS
from reports.open_data import wards_csv, wards_geojson
from reports.views.openly import openly
from reports.ward_page import SORTS, Look, Place, as_they_are, needs_of, page

# The frame's messages live in the session, which a page for everybody never opens.
NO_MESSAGES: dict[str, object] = {"messages": ()}
SESSIONS_SHOWN = 8


@openly
def councils(request: HttpRequest) -> HttpResponse:
    """Every council there is, as links."""
    return render(
        request, "reports/councils.html", {"councils": Council.objects.all(), **NO_MESSAGES}
    )


@openly
def council(request: HttpRequest, slug: str) -> HttpResponse:
    """One council's map and table."""
    found = get_object_or_404(Council, slug=slug)
    place = place_of(found)
    body = place.body(look_of(request)) if place else ""
    return render(request, "reports/wards.html", {"council": found, "body": body, **NO_MESSAGES})


@require_safe
@allow(Permission.SEE_PRIVATE_FIGURES)
def private(request: HttpRequest, slug: str) -> HttpResponse:
    """The same in exact numbers, for somebody who looks after this council. Who looked is on record."""
    place = place_or_404(
        get_object_or_404(Council, slug=slug, pk__in=signed_in(request).reach.councils)
    )
    record("see_private_figures", place.council, by=signed_in(request))
    figures = as_they_are(place.exact())
    return render(
        request,
        "reports/wards_private.html",
        {"council": place.council, **page(place, figures, look_of(request))},
    )


@openly
def ward(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One ward: its figures, its centres, and what is on there next."""
    place = place_or_404(get_object_or_404(Council, slug=slug))
    found = next((ward for ward in place.wards if ward.code == code), None)
    if found is None:
        raise Http404
    counts = place.public()
    centres = Centre.objects.open_to_the_public().filter(postcode__placements__ward=found)
    coming = Session.objects.open_to_the_public().still_to_come(timezone.now())
    return render(
        request,
        "reports/ward.html",
        {
            "place": place,
            "ward": found,
            "estimate": place.estimate,
            "need": needs_of(place.estimate, counts).get(found.pk),
            "helped": counts.helped.cells[found.pk],
            "reached": counts.reached.cells[found.pk],
            "sessions_held": counts.sessions[found.pk],
            "centres": centres.select_related("organisation"),
            "sessions": coming.filter(centre__in=centres).select_related("centre")[:SESSIONS_SHOWN],
            **NO_MESSAGES,
        },
    )


@openly
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The published figures for a spreadsheet."""
    place = place_or_404(get_object_or_404(Council, slug=slug))
    return attachment(wards_csv(place), "text/csv; charset=utf-8; header=present", f"{slug}.csv")


@openly
def as_geojson(request: HttpRequest, slug: str) -> HttpResponse:
    """The published figures for a map."""
    place = place_or_404(get_object_or_404(Council, slug=slug))
    return attachment(wards_geojson(place), "application/geo+json", f"{slug}.geojson")


def attachment(text: str, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="wards-{name}"'},
    )


def place_of(council: Council) -> Place | None:
    """A council with the wards in force today, if we have them."""
    wards = boundary_set_on(council, timezone.localdate())
    return Place(council, wards, public_period(wards, timezone.now())) if wards else None


def place_or_404(council: Council) -> Place:
    place = place_of(council)
    if place is None:
        raise Http404
    return place


def look_of(request: HttpRequest) -> Look:
    """The layer and order asked for, or the first of each for anything else."""
    show, sort = request.GET.get("show", ""), request.GET.get("sort", "")
    return Look(show if show in LAYERS else FIRST, sort if sort in SORTS else SORTS[0])
