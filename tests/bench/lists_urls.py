"""Our own addresses, and one more: a view that does as little as a signed-in page can."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from inclusion.models import Learner
from inclusion.permissions import Permission, allow

PAGE = engines["django"].from_string(
    "<!doctype html><title>Bare</title><p>{{ learner.first_name }} {{ learner.initial }}</p>"
)


@allow(Permission.MANAGE_LEARNERS)
def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE.render({"learner": Learner.objects.order_by("pk").first()}, request))


urlpatterns = [path("bare/", bare), path("", include("inclusion.urls"))]
