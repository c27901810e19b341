"""Work sent in by somebody whose part has ended. It counts only once a coordinator accepts it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from inclusion.actions import quarantine as actions
from inclusion.models import Enrolment, Learner, Quarantine, Session, Task, User
from inclusion.permissions import Permission, allow, signed_in
from inclusion.rules.sayings import saying

ACCEPT, SET_ASIDE = "accept", "set-aside"


@require_safe
@allow(Permission.MANAGE_LEARNERS)
def quarantine(request: HttpRequest) -> HttpResponse:
    """Everything that waits, by who wrote it."""
    person = signed_in(request)
    rows = list(
        Quarantine.objects.visible_to(person)
        .waiting()
        .select_related("author")
        .order_by("author__first_name", "author_id", "at", "operation")
    )
    names = names_in(rows, person)
    people: dict[User, list[tuple[Quarantine, str]]] = {}
    for row in rows:
        people.setdefault(row.author, []).append((row, saying(row.kind, row.body, names)))
    return render(request, "inclusion/desk/quarantine.html", {"people": list(people.items())})


def names_in(rows: Sequence[Quarantine], person: User) -> dict[str, str]:
    """What to call everything those rows mention, by id as text. Four queries however many."""
    ids = {name: [row.body[name] for row in rows if name in row.body] for name in FOUND}
    known = {
        str(one.pk): one.known_as
        for one in Learner.objects.visible_to(person).filter(pk__in=ids["person"])
    }
    known |= {
        str(one.pk): one.nickname
        for one in Enrolment.objects.visible_to(person).filter(pk__in=ids["person"])
    }
    known |= {
        str(one.pk): one.topic
        for one in Session.objects.visible_to(person).filter(pk__in=ids["session"])
    }
    known |= {str(one.pk): one.short_name for one in Task.objects.filter(pk__in=ids["task"])}
    return known


FOUND: tuple[Any, ...] = ("person", "session", "task")


@require_POST
@allow(Permission.MANAGE_LEARNERS)
def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept one thing as its author's, or set it aside."""
    person, now = signed_in(request), timezone.now()
    row = get_object_or_404(Quarantine.objects.visible_to(person).waiting(), pk=pk)
    try:
        if request.POST.get("choice") == ACCEPT:
            actions.accept(held=row, by=person, now=now)
            messages.success(request, "Accepted.")
        elif request.POST.get("choice") == SET_ASIDE:
            actions.set_aside(held=row, by=person, now=now)
            messages.success(request, "Set aside. We keep it, and it does not count.")
        else:
            messages.warning(request, "Choose one of the two.")
    except actions.CannotAccept as reason:
        messages.warning(request, str(reason))
    return redirect("inclusion:desk_quarantine")


@require_POST
@allow(Permission.MANAGE_LEARNERS)
def accept_from(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept all that one person sent."""
    person = signed_in(request)
    row = Quarantine.objects.visible_to(person).waiting().filter(author=pk).first()
    author = get_object_or_404(User, pk=row.author_id if row else 0)
    done, left = actions.accept_all(author=author, by=person, now=timezone.now())
    messages.success(request, f"Accepted {done}." + (f" {left} still need a look." if left else ""))
    return redirect("inclusion:desk_quarantine")
