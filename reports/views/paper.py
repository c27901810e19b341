"""Pocket cards and paper registers, from the coordinator's desk. Addresses and file names say nothing of anybody."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from inclusion.models import Learner, Session
from inclusion.permissions import Permission, allow, signed_in
from reports.paper import print_cards, print_register, without_a_card


@require_POST
@allow(Permission.MANAGE_LEARNERS)
def card(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One learner's card, again if they lost it."""
    mine = Learner.objects.visible_to(signed_in(request)).current()
    found = mine.select_related("centre", "organisation__council")
    learner = get_object_or_404(found, pk=pk)
    return pdf(print_cards(learners=[learner], by=signed_in(request)), "card")


@require_POST
@allow(Permission.MANAGE_LEARNERS)
def cards(request: HttpRequest) -> HttpResponse:
    """A card for everyone who has none, or everyone of one centre who has none. A hundred at a time."""
    mine = Learner.objects.visible_to(signed_in(request)).current()
    if centre := request.POST.get("centre", ""):
        mine = mine.filter(centre__slug=centre)
    people = mine.select_related("centre", "organisation__council")
    learners = without_a_card(people.iterator(chunk_size=500))
    if not learners:
        messages.info(request, "Everyone here has a card. To print one again, open the learner.")
        return redirect("/desk/learners/")
    return pdf(print_cards(learners=learners, by=signed_in(request)), "cards")


@require_POST
@allow(Permission.LOG_SESSION)
def register(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One session's register, to fill in where there is no signal and no phone."""
    ours = Session.objects.run_by(signed_in(request))
    found = ours.select_related("centre__organisation__council", "cohort__club__centre")
    session = get_object_or_404(found, pk=pk)
    return pdf(print_register(session=session, by=signed_in(request)), "register")


def pdf(made: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
