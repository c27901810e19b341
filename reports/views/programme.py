"""The programme: what was done, what is left and what it would cost. Exact at a council lead's desk; and for everybody."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inclusion.actions.events import record
from inclusion.models import Council
from inclusion.permissions import Permission, allow, signed_in
from reports.choices import Aim
from reports.models import Plan, PublishedFigure, Subscription, Target
from reports.programme.forms import FigureForm, PriceForm, TargetForm
from reports.programme.page import BREAKDOWNS, Programme, left_to_do, price_of, stories_of
from reports.programme.planning import add_figure, drop_figure, drop_target, set_price, set_target
from reports.programme.public import public_page
from reports.programme.spans import spans
from reports.views.openly import openly
from reports.views.wards import NO_MESSAGES, place_or_404

EQUAL_PARTS = {"public": 34, "voluntary": 33, "private": 33}


@openly
def public(request: HttpRequest, slug: str) -> HttpResponse:
    """One council's programme for everybody."""
    place = place_or_404(get_object_or_404(Council, slug=slug))
    page = public_page(place)
    whole, wards = left_to_do(place, place.public(), price_of(place.council))
    context = {
        "council": place.council,
        "public": page,
        "whole": whole,
        "wards": wards,
        "plan": Plan.objects.filter(council=place.council).first(),
        "targets": page.targets(timezone.localdate()),
        "stories": stories_of(place.council),
        **NO_MESSAGES,
    }
    return render(request, "reports/programme.html", context)


@require_safe
@allow(Permission.SEE_PRIVATE_FIGURES)
def programmes(request: HttpRequest) -> HttpResponse:
    """The councils somebody looks after. With one, that one's programme."""
    mine = list(Council.objects.filter(pk__in=signed_in(request).reach.councils))
    if len(mine) == 1:
        return redirect("reports:desk_programme", slug=mine[0].slug)
    return render(request, "reports/desk/programmes.html", {"councils": mine})


@require_safe
@allow(Permission.SEE_PRIVATE_FIGURES)
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Exact figures over a span, broken down one way. Who looked is on record."""
    council = council_of(request, slug)
    choices = spans(timezone.now())
    span = choices.get(request.GET.get("span", ""), choices["public"])
    by = request.GET.get("by", "")
    by = by if by in BREAKDOWNS else "ward"
    found = Programme(council, span)
    record("see_private_figures", council, by=signed_in(request))
    whole, wards = found.needs
    context = {
        "programme": found,
        "council": council,
        "spans": choices.values(),
        "by": by,
        "breakdowns": BREAKDOWNS.items(),
        "table": found.table(by),
        "whole": whole,
        "wards": wards,
        "plan": Plan.objects.filter(council=council).first(),
        "targets": found.targets(timezone.localdate()),
        "figures": PublishedFigure.objects.filter(council=council),
        "is_subscribed": Subscription.objects.standing()
        .filter(user=signed_in(request), council=council)
        .exists(),
    }
    return render(request, "reports/desk/programme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.PLAN_PROGRAMME)
def price(request: HttpRequest, slug: str) -> HttpResponse:
    """What it costs to help one person, and who pays."""
    council = council_of(request, slug)
    plan = Plan.objects.filter(council=council).first()
    names = ("pounds", "reason", *EQUAL_PARTS)
    before = {name: getattr(plan, name) for name in names} if plan else EQUAL_PARTS
    form = PriceForm(request.POST or None, initial=before)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        set_price(council=council, price=form.price(), reason=reason, by=signed_in(request))
        return back(request, council, "The price is set.")
    return asked(request, council, form, "What does it cost to help one person?", "Set the price")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.PLAN_PROGRAMME)
def target(request: HttpRequest, slug: str) -> HttpResponse:
    """A new target."""
    council = council_of(request, slug)
    form = TargetForm(request.POST or None)
    if form.is_valid():
        values = form.cleaned_data
        set_target(
            council=council,
            aim=Aim(values["aim"]),
            people=values["people"],
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
            by=signed_in(request),
        )
        return back(request, council, "The target is set.")
    return asked(request, council, form, "Set a target", "Set the target")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.PLAN_PROGRAMME)
def figure(request: HttpRequest, slug: str) -> HttpResponse:
    """A published figure, to tell the story with."""
    council = council_of(request, slug)
    form = FigureForm(request.POST or None)
    if form.is_valid():
        asked_of = form.cleaned_data["asked"]
        add_figure(council=council, figure=form.figure(), asked=asked_of, by=signed_in(request))
        return back(request, council, "The figure is added.")
    return asked(request, council, form, "Add a published figure", "Add it")


@require_POST
@allow(Permission.PLAN_PROGRAMME)
def end_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a target away."""
    found = get_object_or_404(Target.objects.visible_to(signed_in(request)), pk=pk)
    drop_target(target=found, by=signed_in(request))
    return back(request, found.council, "The target is taken away.")


@require_POST
@allow(Permission.PLAN_PROGRAMME)
def end_figure(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a published figure away."""
    found = get_object_or_404(PublishedFigure.objects.visible_to(signed_in(request)), pk=pk)
    drop_figure(figure=found, by=signed_in(request))
    return back(request, found.council, "The figure is taken away.")


def council_of(request: HttpRequest, slug: str) -> Council:
    return get_object_or_404(Council, slug=slug, pk__in=signed_in(request).reach.councils)


def back(request: HttpRequest, council: Council, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("reports:desk_programme", slug=council.slug)


def asked(
    request: HttpRequest, council: Council, form: Form, heading: str, button: str
) -> HttpResponse:
    words = {"heading": heading, "button": button}
    context = {"council": council, "form": form, **words}
    return render(request, "reports/desk/programme_form.html", context)
