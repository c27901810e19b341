"""One learner at the desk: what was seen, what they agreed to, where they have a place."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from inclusion.actions.bookings import NoPlace, answer, book_place
from inclusion.actions.consent import agree, withdraw
from inclusion.actions.erasure import forget_learner
from inclusion.actions.learners import change_learner
from inclusion.actions.own_word import own_words_of
from inclusion.actions.progress import current_framework, progress_of
from inclusion.choices import ABOUT_A_NUMBER, Channel
from inclusion.forms.learner_details import BookForm, ConsentForm, LearnerDetailsForm
from inclusion.models import Booking, Consent, Learner, Session, User
from inclusion.permissions import Permission, allow, signed_in
from inclusion.rules.calls import has_voice
from inclusion.rules.consent import WORDINGS
from inclusion.rules.contact import spoken

BOOK_AHEAD = dt.timedelta(weeks=8)
MOST_SHOWN = 50


def learner_or_404(request: HttpRequest, pk: UUID) -> Learner:
    """A learner this person may see by name; anybody else's is not found."""
    mine = Learner.objects.visible_to(signed_in(request)).current()
    return get_object_or_404(mine.select_related("centre", "organisation"), pk=pk)


@require_safe
@allow(Permission.MANAGE_LEARNERS)
def learner(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything the organisation knows of one person."""
    found = learner_or_404(request, pk)
    return render(request, "inclusion/desk/learner.html", about(found, signed_in(request)))


def about(learner: Learner, person: User, **more: Any) -> dict[str, Any]:
    """What the page shows. The number of queries does not grow with what there is."""
    framework = current_framework()
    return {
        "learner": learner,
        "progress": progress_of(learner, framework) if framework else None,
        "own_words": own_words_of(learner, framework) if framework else None,
        "consents": consents_of(learner),
        "bookings": learner.bookings.select_related("session__centre").order_by(
            "-session__starts_at"
        )[:MOST_SHOWN],
        "attendances": learner.attendances.standing()
        .select_related("session__centre")
        .order_by("-session__starts_at")[:MOST_SHOWN],
        "notices": learner.notices.select_related("session__centre").order_by("-due_at")[:10],
        "book_form": BookForm(sessions=open_sessions(person)),
        "sessions": open_sessions(person).with_places_taken(),
        "phone": spoken(learner.phone),
        "has_voice": has_voice(learner.language),
        "now": timezone.now(),
        **more,
    }


def consents_of(learner: Learner) -> list[dict[str, Any]]:
    """Each thing we ask, the words, and what they have said, newest first."""
    said: dict[str, list[Consent]] = {}
    for consent in learner.consents.select_related("recorded_by"):
        said.setdefault(consent.purpose, []).append(consent)
    return [
        {
            "purpose": purpose,
            "wording": wording,
            "live": next((c for c in said.get(purpose, []) if not c.withdrawn_at), None),
            "past": [c for c in said.get(purpose, []) if c.withdrawn_at],
        }
        for purpose, wording in WORDINGS.items()
    ]


def open_sessions(person: User) -> Any:
    """Sessions of the person's own organisations that somebody can still be booked onto."""
    now = timezone.now()
    return (
        Session.objects.visible_to(person)
        .still_to_come(now)
        .filter(
            centre__organisation__in=person.reach.organisations,
            cohort__isnull=True,
            starts_at__lt=now + BOOK_AHEAD,
        )
        .select_related("centre")
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@allow(Permission.MANAGE_LEARNERS)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put details right."""
    found, person = learner_or_404(request, pk), signed_in(request)
    form = LearnerDetailsForm(request.POST or None, learner=found, person=person)
    if request.method == "POST" and form.is_valid():
        change_learner(learner=found, by=person, **form.changes())
        messages.success(request, "Saved.")
        return redirect("inclusion:desk_learner", found.pk)
    return render(request, "inclusion/desk/learner_change.html", {"learner": found, "form": form})


@require_http_methods(["POST"])
@allow(Permission.MANAGE_LEARNERS)
def agreed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """They agreed to one thing."""
    found, form = learner_or_404(request, pk), ConsentForm(request.POST)
    if not form.is_valid():
        messages.error(request, "We need to know how they said so. Choose spoken or on paper.")
    elif form.cleaned_data["purpose"] in ABOUT_A_NUMBER and not found.phone:
        messages.error(request, "There is no number to text or ring. Add one first.")
    else:
        agree(person=found, by=signed_in(request), **form.cleaned_data)
        messages.success(request, "Noted: they agree.")
    return redirect("inclusion:desk_learner", found.pk)


@require_http_methods(["POST"])
@allow(Permission.MANAGE_LEARNERS)
def taken_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """They took one thing back. Always allowed, no reason asked."""
    found, form = learner_or_404(request, pk), ConsentForm(request.POST)
    if form.is_valid():
        withdraw(person=found, by=signed_in(request), **form.cleaned_data)
        messages.success(request, "Noted: they have taken it back.")
    else:
        messages.error(request, "We need to know how they said so. Choose spoken or on paper.")
    return redirect("inclusion:desk_learner", found.pk)


@require_http_methods(["POST"])
@allow(Permission.MANAGE_LEARNERS)
def book(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep a place for them."""
    found, person = learner_or_404(request, pk), signed_in(request)
    form = BookForm(request.POST, sessions=open_sessions(person))
    if not form.is_valid():
        return render(
            request,
            "inclusion/desk/learner.html",
            about(found, person, form=form, book_form=form),
        )
    try:
        book_place(
            session=form.cleaned_data["session"],
            learner=found,
            channel=Channel.SPOKEN,
            by=person,
            now=timezone.now(),
        )
        messages.success(request, "A place is kept.")
    except NoPlace as reason:
        messages.error(request, f"{reason} Choose another.")
    return redirect("inclusion:desk_learner", found.pk)


@require_http_methods(["POST"])
@allow(Permission.MANAGE_LEARNERS)
def give_up(request: HttpRequest, pk: UUID, booking: int) -> HttpResponse:
    """They can't come: somebody else may have the place."""
    found = learner_or_404(request, pk)
    answer(
        booking=get_object_or_404(Booking, pk=booking, learner=found),
        coming=False,
        now=timezone.now(),
    )
    messages.success(request, "The place is free for somebody else.")
    return redirect("inclusion:desk_learner", found.pk)


@require_http_methods(["GET", "POST"])
@allow(Permission.MANAGE_LEARNERS)
def forget(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask first, then rub the person out."""
    found = learner_or_404(request, pk)
    if request.method == "POST":
        forget_learner(learner=found, by=signed_in(request))
        messages.success(request, "Rubbed out. Nothing about them is left.")
        return redirect("inclusion:desk_learners")
    return render(request, "inclusion/desk/learner_forget.html", {"learner": found})
