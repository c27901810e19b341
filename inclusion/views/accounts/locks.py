"""What is asked of every request before any page is drawn: do you still work here, and is it surely you?"""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from inclusion.models import User
from inclusion.permissions import PUBLIC, SIGN_IN, SIGNED, needs_second_factor

# Signing in itself, and the public website. Everything else not marked public waits behind the lock.
OPEN_ROOMS = (
    "allauth.",
    "django.views.",
    "wagtail.views",
    "wagtail.images.views.serve",
    "wagtail.documents.views.serve",
)


class Locks:
    """Ends the session of somebody whose last role has ended, and holds others at the second lock.

    The second factor is asked for once a session, not once a person: a session that began with an
    emailed code alone opens nothing but the sign-in pages. The demo signs people in with one click.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/accounts/"):
            add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return (
                None  # nobody; and a page whose session was never opened may be kept by any cache
            )
        user = request.user
        if not isinstance(user, User):
            return None
        if not user.is_superuser and not user.reach.roles:
            if not getattr(view, "takes_leavers", False):
                logout(request)
        elif is_locked(view) and needs_second_factor(user) and not is_surely_them(request, user):
            if getattr(view, "answers_json", False):
                return JsonResponse({"words": SIGN_IN}, status=401)
            return redirect("inclusion:second-lock")
        return None


def is_locked(view: Callable[..., Any]) -> bool:
    if settings.DEMO or getattr(view, "allows", None) in {PUBLIC, SIGNED}:
        return False
    return not view.__module__.startswith(OPEN_ROOMS)


def is_surely_them(request: HttpRequest, user: User) -> bool:
    """Whether a code from an app, a passkey or a spare code was shown in this session."""
    records = get_authentication_records(request, user)
    return any(record.get("method") == "mfa" for record in records)
