"""The demonstration's way in: one press, and you are one of its made-up people. 404 anywhere else."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from inclusion.choices import Role
from inclusion.models import Membership, User
from inclusion.permissions import public

# How many of each role to offer, each from another organisation, and what they can do.
OFFERED: dict[str, tuple[int, str]] = {
    Role.VOLUNTEER: (2, "Takes the register on a phone and notes what each learner can do."),
    Role.COORDINATOR: (1, "Looks after learners, sessions, texts and certificates."),
    Role.LEAD: (1, "Sees how every ward is doing. Never sees a learner's name."),
    Role.EDITOR: (1, "Writes the public website."),
    Role.ADMINISTRATOR: (1, "Invites people, and ends their access."),
}


@dataclass(frozen=True)
class Part:
    """Somebody a visitor may be."""

    user: User
    role: str
    place: str
    what: str


def people_to_be() -> list[Part]:
    """The people of the demonstration a visitor may choose, found by role among its memberships."""
    memberships = Membership.objects.of_demonstrations().order_by("pk")
    return [
        Part(found.user, found.get_role_display(), str(found.body), what)
        for role, (number, what) in OFFERED.items()
        for found in one_from_each_place(memberships.filter(role=role), number)
    ]


def one_from_each_place(memberships: QuerySet[Membership], number: int) -> list[Membership]:
    """The first from each organisation or council, up to a number."""
    chosen: dict[int | None, Membership] = {}
    for membership in memberships.select_related("user", "organisation", "council"):
        chosen.setdefault(membership.organisation_id or membership.council_id, membership)
        if len(chosen) == number:
            break
    return list(chosen.values())


@require_POST
@public
def sign_in_as(request: HttpRequest, user_id: int) -> HttpResponse:
    """Become one of the people on offer, and nobody else."""
    if not settings.DEMO:
        raise Http404
    people = {part.user.pk: part.user for part in people_to_be()}
    if user_id not in people:
        raise Http404
    get_adapter(request).login(request, people[user_id])
    return redirect("inclusion:start")
