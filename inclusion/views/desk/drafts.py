"""Sessions a council lead has suggested: the people who run each place say yes or no."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from inclusion.actions.drafts import TooLate, decline_draft, plan_draft
from inclusion.models import SessionDraft
from inclusion.permissions import Permission, allow, permissions_of, signed_in

YES, NO = "yes", "no"
SHOWN = 50


@require_safe
@allow(Permission.SEE_SESSIONS)
def drafts(request: HttpRequest) -> HttpResponse:
    """What waits for a yes or a no, soonest first. A lead sees what they suggested."""
    person = signed_in(request)
    rows = SessionDraft.objects.visible_to(person).select_related("centre__organisation", "made_by")
    mine = person.reach.organisations if Permission.PLAN_SESSIONS in permissions_of(person) else ()
    context = {
        "waiting": rows.waiting()[:SHOWN],
        "settled": rows.filter(settled_at__isnull=False).order_by("-settled_at")[:SHOWN],
        "mine": set(mine),
    }
    return render(request, "inclusion/desk/drafts.html", context)


@require_POST
@allow(Permission.PLAN_SESSIONS)
def settle(request: HttpRequest, pk: str) -> HttpResponse:
    """Put one in the diary, or say no to it."""
    person, now = signed_in(request), timezone.now()
    draft = get_object_or_404(SessionDraft.objects.run_by(person), pk=pk)
    if request.POST.get("choice") == NO:
        decline_draft(draft=draft, by=person, now=now)
        messages.success(request, "You said no. Nothing was put in the diary.")
        return redirect("inclusion:desk_drafts")
    try:
        session = plan_draft(draft=draft, by=person, now=now)
    except TooLate as problem:
        messages.error(request, str(problem))
        return redirect("inclusion:desk_drafts")
    messages.success(request, "It is in the diary.")
    return redirect("inclusion:desk_session", session.pk)
