"""Two people said different things while one of them had no signal. A coordinator sees both, and chooses."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from inclusion.actions.edits import say_of
from inclusion.actions.offers import AlreadySettled
from inclusion.actions.offers import settle as settle_conflict
from inclusion.choices import ConflictState
from inclusion.models import Centre, Conflict, Session
from inclusion.permissions import Permission, allow, signed_in
from inclusion.rules.sayings import FIELDS, value_in_words

KEEP, TAKE = "keep", "take"
MOST_MERGED = 10


@dataclass(frozen=True)
class Choice:
    """One conflict with both values in words."""

    conflict: Conflict
    field: str
    stands: str
    offered: str


@require_safe
@allow(Permission.MANAGE_LEARNERS)
def conflicts(request: HttpRequest) -> HttpResponse:
    """What waits for a choice, oldest first, and what was put together without asking."""
    rows = Conflict.objects.visible_to(signed_in(request)).select_related(
        "author", "learner", "session__centre"
    )
    merged = rows.filter(state=ConflictState.MERGED).order_by("-at")[:MOST_MERGED]
    context = {
        "choices": in_words(list(rows.open())),
        "merged": [(row, FIELDS.get(row.field, row.field).lower()) for row in merged],
    }
    return render(request, "inclusion/desk/conflicts.html", context)


def in_words(rows: list[Conflict]) -> list[Choice]:
    today = timezone.localdate()
    centres: dict[Any, str] = dict(
        Centre.objects.filter(organisation__in={row.organisation_id for row in rows}).values_list(
            "pk", "name"
        )
    )
    return [
        Choice(
            row,
            FIELDS.get(row.field, row.field),
            value_in_words(row.field, stands(row), today, centres),
            value_in_words(row.field, row.offered, today, centres),
        )
        for row in rows
    ]


def stands(row: Conflict) -> Any:
    """What the record says now."""
    record = row.session or row.learner
    if record is None:
        return None
    if row.field == "state" and isinstance(record, Session):
        return record.state
    return say_of(record, row.field)


@require_POST
@allow(Permission.MANAGE_LEARNERS)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what stands, or take what was offered."""
    person = signed_in(request)
    row = get_object_or_404(Conflict.objects.visible_to(person).open(), pk=pk)
    choice = request.POST.get("choice")
    if choice not in (KEEP, TAKE):
        messages.warning(request, "Choose one of the two.")
        return redirect("inclusion:desk_conflicts")
    try:
        settle_conflict(conflict=row, is_taken=choice == TAKE, by=person, now=timezone.now())
    except AlreadySettled:
        messages.warning(request, "Someone else has just settled that one.")
    else:
        messages.success(request, "Settled.")
    return redirect("inclusion:desk_conflicts")
