"""allauth's pages we do not want: there are no passwords, no sign-up without an invitation, no other addresses."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from inclusion.permissions import public


@public
def closed(request: HttpRequest) -> HttpResponse:
    """Not here. Stands in front of allauth's own page."""
    raise Http404


@public
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """allauth's second page for asking for a code. Ours is one page."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{reverse('account_login')}?{query}" if query else "account_login")
