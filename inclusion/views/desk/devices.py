"""The volunteers' phones: when each was last heard from, what it still holds, and a way in for a saved copy."""

import datetime as dt
from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inclusion.actions.operations import Reply, receive
from inclusion.actions.senders import Delivery
from inclusion.choices import OperationStatus
from inclusion.forms.queues import QueueForm
from inclusion.models import Conflict, Device, Quarantine, User
from inclusion.permissions import Permission, allow, signed_in
from inclusion.rules.batches import MOST_OPERATIONS

QUIET_FOR = dt.timedelta(days=7)
TAKEN_IN = (OperationStatus.ACCEPTED, OperationStatus.CONFLICT)


@require_safe
@allow(Permission.MANAGE_LEARNERS)
def devices(request: HttpRequest) -> HttpResponse:
    """Every phone, those that hold the most first."""
    person, now = signed_in(request), timezone.now()
    rows = Device.objects.visible_to(person).select_related("user").order_by("-unsent", "-seen_at")
    context = {
        "devices": [(device, device.seen_at < now - QUIET_FOR) for device in rows],
        "conflicts": Conflict.objects.visible_to(person).open().count(),
        "quarantined": Quarantine.objects.visible_to(person).waiting().count(),
    }
    return render(request, "inclusion/desk/devices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.MANAGE_LEARNERS)
def import_queue(request: HttpRequest) -> HttpResponse:
    """Bring in the copy a phone saved, by the same road as if the phone had sent it. Twice is once."""
    form = QueueForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        context |= told(bring_in(form.cleaned_data["queue"], signed_in(request)))
        context["form"] = QueueForm()
    return render(request, "inclusion/desk/import_queue.html", context)


def bring_in(operations: list[object], by: User) -> list[Reply]:
    """In parts of the usual size. The coordinator answers for who wrote it."""
    delivery = Delivery(by, vouched=by.reach.coordinates)
    replies: list[Reply] = []
    for start in range(0, len(operations), MOST_OPERATIONS):
        part = operations[start : start + MOST_OPERATIONS]
        replies += receive(said=part, delivery=delivery, device=None, now=timezone.now())
    return replies


def told(replies: list[Reply]) -> dict[str, object]:
    """How many were taken in, were here already, wait for a coordinator, and were not taken, with the reasons."""
    counts = Counter(reply.status for reply in replies)
    refused = [
        reply.words
        for reply in replies
        if reply.status in (OperationStatus.REJECTED, OperationStatus.RETRY, OperationStatus.GONE)
    ]
    return {
        "is_done": True,
        "taken": sum(counts[status] for status in TAKEN_IN),
        "known": counts[OperationStatus.DUPLICATE],
        "held": counts[OperationStatus.QUARANTINED],
        "refused": sorted(Counter(refused).items()),
    }
