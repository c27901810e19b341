"""Who has been helped, ward by ward: for everybody, and in exact numbers for the council's own people."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from inclusion.actions.events import record
from inclusion.models import Centre, Council, Session, Ward
from inclusion.permissions import Permission, allow, signed_in
from reports.age_picture import age_picture
from reports.briefing import briefing_pdf
from reports.councils import (
    ORDERS,
    beside_the_network,
    councils_csv,
    in_words,
    side_by_side,
    sort_key,
)
from reports.exact import as_they_are
from reports.figures import data_version
from reports.keeping import at_hand
from reports.layers import FIRST, LAYERS
from reports.open_data import wards_csv, wards_geojson, wards_json
from reports.partners import partners_of
from reports.places import place_at
from reports.rows import SORTS
from reports.small_areas import small_areas_of
from reports.trend import trend_of
from reports.views.openly import Packed, has_no_session, openly
from reports.ward_page import Look, Place, needs_of, page

# The frame's messages live in the session, which a page for everybody never opens.
NO_MESSAGES: dict[str, object] = {"messages": ()}
SESSIONS_SHOWN = 8


@openly
def councils(request: HttpRequest) -> HttpResponse:
    """Every council beside the others, in words first, and by name unless another order is asked for."""
    rows, sort = side_by_side(timezone.now()), request.GET.get("sort", "")
    sort, found = sort if sort in ORDERS else ORDERS[0], beside_the_network(rows)
    in_order = [(row, found.get(row.council.pk)) for row in sorted(rows, key=sort_key(sort))]
    context = {"rows": in_order, "sort": sort, "words": in_words(rows, found)}
    return render(request, "reports/councils.html", {**context, **NO_MESSAGES})


@openly
def councils_as_csv(request: HttpRequest) -> HttpResponse:
    """The same for a spreadsheet."""
    text = councils_csv(side_by_side(timezone.now()))
    return attachment(text, "text/csv; charset=utf-8; header=present", "councils.csv")


@openly
def council(request: HttpRequest, slug: str) -> HttpResponse:
    """One council's map and table. For everybody who is not signed in it is the same bytes, kept at hand."""
    look = look_of(request)
    if not has_no_session(request):
        return council_page(request, slug, look)
    name = f"wards:page:{slug}:{look.show}:{look.sort}:{timezone.localdate()}"
    page_of_all = at_hand(
        name, str(data_version()), lambda: Packed.of(council_page(request, slug, look))
    )
    return page_of_all.for_browser(request)


def council_page(request: HttpRequest, slug: str, look: Look) -> HttpResponse:
    found = get_object_or_404(Council, slug=slug)
    place = place_of(found)
    body = place.body(look) if place else ""
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
        {
            "council": place.council,
            "partners": partners_of(place),
            **page(place, figures, look_of(request)),
        },
    )


@require_safe
@allow(Permission.SEE_PRIVATE_FIGURES)
def private_ward(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One ward's small areas in exact numbers. Who looked, and at which ward, is on record."""
    place = place_or_404(
        get_object_or_404(Council, slug=slug, pk__in=signed_in(request).reach.councils)
    )
    found = ward_or_404(place, code)
    record("see_small_areas", found, by=signed_in(request))
    context = {"place": place, "ward": found, "small": small_areas_of(place, found)}
    return render(
        request,
        "reports/ward_private.html",
        {**context, "estimate": place.estimate, "layer": LAYERS["estimate"]},
    )


@openly
def ward(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One ward: its figures, its centres, and what is on there next."""
    place = place_or_404(get_object_or_404(Council, slug=slug))
    found = ward_or_404(place, code)
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
            "ages": age_picture(place, found),
            "trend": trend_of(place, found),
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


@openly
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The published figures for a program, with what each column means."""
    place = place_or_404(get_object_or_404(Council, slug=slug))
    text = wards_json(place, settings.PUBLIC_BASE_URL + reverse("reports:wards_schema"))
    return attachment(text, "application/json", f"{slug}.json")


@openly
def as_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The published figures on two sheets of paper, to read in two minutes."""
    place = place_or_404(get_object_or_404(Council, slug=slug))
    headers = {"Content-Disposition": f'inline; filename="wards-{slug}.pdf"'}
    return HttpResponse(briefing_pdf(place), content_type="application/pdf", headers=headers)


def attachment(text: str, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="wards-{name}"'},
    )


def place_of(council: Council) -> Place | None:
    """A council with the wards in force today, if we have them."""
    return place_at(council, timezone.now())


def place_or_404(council: Council) -> Place:
    place = place_of(council)
    if place is None:
        raise Http404
    return place


def ward_or_404(place: Place, code: str) -> Ward:
    found = next((ward for ward in place.wards if ward.code == code), None)
    if found is None:
        raise Http404
    return found


def look_of(request: HttpRequest) -> Look:
    """The layer and order asked for, or the first of each for anything else."""
    show, sort = request.GET.get("show", ""), request.GET.get("sort", "")
    return Look(show if show in LAYERS else FIRST, sort if sort in SORTS else SORTS[0])
