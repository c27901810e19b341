"""The project's addresses, and a few that go wrong on purpose so that the pages for it can be looked at."""

from django.core.exceptions import SuspiciousOperation
from django.shortcuts import render
from django.urls import include, path


def odd(request):
    raise SuspiciousOperation


def hurried(request):
    return render(request, "429.html", status=429)


def broken(request):
    raise RuntimeError("Broken on purpose")


handler400 = "inclusion.views.errors.bad_request"
handler403 = "inclusion.views.errors.forbidden"
handler404 = "inclusion.views.errors.not_found"
handler500 = "inclusion.views.errors.broken"

urlpatterns = [
    path("broken/400/", odd),
    path("broken/429/", hurried),
    path("broken/500/", broken),
    path("", include("inclusion.urls")),
]
