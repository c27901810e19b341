"""Where each person begins, and the stop on the way for those whose role needs a second lock."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inclusion.choices import Role
from inclusion.models import User
from inclusion.permissions import public
from inclusion.views.accounts.demo import people_to_be

# The first that somebody has wins.
FIRST_PAGES = (
    (Role.COORDINATOR, "/desk/"),
    (Role.LEAD, "/desk/"),
    (Role.ADMINISTRATOR, "/desk/"),
    (Role.VOLUNTEER, "/field/"),
    (Role.EDITOR, "/cms/"),
)


@never_cache
@require_safe
@public
def start(request: HttpRequest) -> HttpResponse:
    """Each person to their own first page; nobody to sign in. In the demo, nobody chooses who to be."""
    user = request.user
    if isinstance(user, User):
        return redirect(first_page(user))
    if settings.DEMO:
        return render(request, "inclusion/accounts/demo.html", {"people": people_to_be()})
    return redirect("account_login")


def first_page(user: User) -> str:
    return next((page for role, page in FIRST_PAGES if role in user.reach.roles), "/")


@never_cache
@require_safe
@public
def second_lock(request: HttpRequest) -> HttpResponse:
    """Why a role needs a second check, and the ways to set one up. Somebody who has one is asked for it."""
    user = request.user
    if not isinstance(user, User):
        return redirect("account_login")
    if is_mfa_enabled(user):
        return redirect(f"{reverse('mfa_reauthenticate')}?next={reverse('inclusion:start')}")
    return render(request, "inclusion/accounts/second_lock.html")
