"""Saying yes to an invitation: who asks you, to do what, where. Saying yes signs you in."""

from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from inclusion.actions import invitations
from inclusion.forms.invitations import AcceptForm
from inclusion.models import Invitation, User
from inclusion.permissions import signed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """The link's secret is the signature. A link that is no longer good says so, without saying why."""
    try:
        return answer(request, invitations.find_open(secret, timezone.now()), secret)
    except invitations.NotOpen:
        return render(request, "inclusion/accounts/invitation_over.html", status=410)


def answer(request: HttpRequest, found: Invitation, secret: str) -> HttpResponse:
    known = User.objects.filter(email=found.email).first()
    form = AcceptForm(
        request.POST if request.method == "POST" else None,
        is_known=bool(known and known.first_name),
    )
    if form.is_valid():
        return let_in(request, found, secret, form.cleaned_data)
    context = {"invitation": found, "form": form, "is_other": is_somebody_else(request, found)}
    return render(request, "inclusion/accounts/invitation.html", context)


def let_in(
    request: HttpRequest, found: Invitation, secret: str, names: dict[str, str]
) -> HttpResponse:
    """Accept, and sign in through allauth, which still asks for a second factor somebody has."""
    if is_somebody_else(request, found):
        logout(request)
    user = invitations.accept(secret=secret, now=timezone.now(), **names)
    if user == request.user:
        return redirect("inclusion:start")
    response: HttpResponse = perform_login(
        request, user, redirect_url=reverse("inclusion:start"), email=user.email
    )
    return response


def is_somebody_else(request: HttpRequest, found: Invitation) -> bool:
    return isinstance(request.user, User) and request.user.email != found.email
