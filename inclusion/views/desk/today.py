"""The front room: what needs you, and what is on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inclusion.permissions import Permission, allow


@require_safe
@allow(Permission.SEE_DESK)
def today(request: HttpRequest) -> HttpResponse:
    """Today at the desk."""
    return render(request, "inclusion/desk/today.html")
