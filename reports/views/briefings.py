"""The monthly briefing by email: on and off at a lead's desk, and off by the link in it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from inclusion.permissions import Permission, allow, signed, signed_in
from reports.models import Subscription
from reports.subscriptions import find_by_token, subscribe, unsubscribe
from reports.views.programme import council_of


@require_POST
@allow(Permission.SEE_PRIVATE_FIGURES)
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """On, or off."""
    council, user, now = council_of(request, slug), signed_in(request), timezone.now()
    if request.POST.get("wanted") == "yes":
        subscribe(user=user, council=council, now=now)
        messages.success(request, "You will get the briefing by email on the first of each month.")
    elif found := Subscription.objects.filter(user=user, council=council).first():
        unsubscribe(subscription=found, now=now)
        messages.success(request, "You will get no more briefings.")
    return redirect("reports:desk_programme", slug=council.slug)


# The token is the signature, and a mail program that presses the button for its reader has no cookie of ours.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Asks first, since mail programs open links by themselves. One press stops it."""
    found = find_by_token(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        found = unsubscribe(subscription=found, now=timezone.now())
    context = {"council": found.council, "is_stopped": found.ended_at is not None}
    return render(request, "reports/stop_briefing.html", context)
