"""Where to hold the next sessions: a lead asks, sees why, and suggests them to the people who run each place."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inclusion.actions.events import record
from inclusion.models import Council
from inclusion.permissions import Permission, allow, signed_in
from reports.forms import DraftsForm, WhereNextForm
from reports.maps import draw
from reports.siting.asking import barriers_of
from reports.siting.cover import METRES_A_MINUTE
from reports.siting.plan import Plan, make_drafts, plan
from reports.views.wards import place_of

A_WEEK = dt.timedelta(days=7)


@require_safe
@allow(Permission.SEE_PRIVATE_FIGURES)
def councils(request: HttpRequest) -> HttpResponse:
    """Straight to somebody's own council; a list for the few who look after several."""
    mine = list(Council.objects.visible_to(signed_in(request)))
    if len(mine) == 1:
        return redirect("reports:where_next", mine[0].slug)
    return render(request, "reports/desk/where_next_councils.html", {"councils": mine})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_PRIVATE_FIGURES)
def where_next(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, and be answered on the same page, which has an address that can be kept. POST suggests what is ticked."""
    person = signed_in(request)
    council = get_object_or_404(Council, slug=slug, pk__in=person.reach.councils)
    form = WhereNextForm(request.GET) if request.GET else WhereNextForm(initial=beginning())
    place = place_of(council)
    estimate = place.estimate if place else None
    answer = None
    if place and estimate and request.GET and form.is_valid():
        answer = plan(place, estimate, form.question)
        record("ask_where_next", council, by=person, sessions=form.question.sessions)
    drafts = DraftsForm(request.POST if request.method == "POST" else None)
    if answer and request.method == "POST" and drafts.is_valid():
        return suggest(request, answer, drafts)
    context = {"council": council, "estimate": estimate, "form": form, "drafts": drafts}
    return render(request, "reports/desk/where_next.html", {**context, **shown(answer)})


def beginning() -> dict[str, str]:
    """A week today, as a person would type it."""
    day = timezone.localdate() + A_WEEK
    return {"day": f"{day.day} {day.month} {day.year}"}


def suggest(request: HttpRequest, answer: Plan, drafts: DraftsForm) -> HttpResponse:
    ticked = {int(pk) for pk in request.POST.getlist("centre") if pk.isascii() and pk.isdecimal()}
    made = make_drafts(
        answer=answer,
        centres=ticked,
        batch=drafts.cleaned_data["batch"],
        topic=drafts.cleaned_data["topic"],
        by=signed_in(request),
    )
    if made:
        count = len(made)
        what = "1 session is" if count == 1 else f"{count} sessions are"
        messages.success(
            request,
            f"{what} suggested. The people who run each place see it at their desk, and say yes or no.",
        )
        return redirect("inclusion:desk_drafts")
    messages.warning(request, "Tick at least one place first.")
    return redirect(
        f"{reverse('reports:where_next', args=[answer.place.council.slug])}?{request.GET.urlencode()}"
    )


def shown(answer: Plan | None) -> dict[str, object]:
    """The answer with its map."""
    if answer is None:
        return {}
    drawing = draw({ward.pk: bytes(ward.outline) for ward in answer.place.wards})
    spots = [
        (drawing.spot(choice.centre.postcode.easting, choice.centre.postcode.northing), choice)
        for choice in answer.choices
    ]
    chosen = {choice.centre.pk for choice in answer.choices}
    others = [
        drawing.spot(centre.postcode.easting, centre.postcode.northing)
        for centre in answer.venues.centres
        if centre.pk not in chosen
    ]
    return {
        "answer": answer,
        "drawing": drawing,
        "spots": spots,
        "others": others,
        "walk": round(answer.question.minutes * METRES_A_MINUTE * drawing.scale),
        "lines": [drawing.line(shape) for shape in barriers_of(answer.place)],
    }
