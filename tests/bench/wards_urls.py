"""Our addresses, and one more: a view that says one word through the same middleware."""

from django.http import HttpResponse
from django.urls import include, path

from inclusion.permissions import public


@public
def bare(request):
    return HttpResponse("Hello")


urlpatterns = [path("bare/", bare), path("", include("inclusion.urls"))]
