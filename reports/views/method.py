"""How the estimates are worked out, in plain words, with the numbers we chose and what other numbers would give."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.estimate.settings import METHOD_VERSION, OTHER_SLOPES, Settings
from reports.models import Estimate
from reports.views.openly import openly


@openly
def method(request: HttpRequest) -> HttpResponse:
    """The method page."""
    estimates = Estimate.objects.filter(method=METHOD_VERSION).select_related(
        "boundary_set__council", "rates", "population", "deprivation", "survey"
    )
    return render(
        request,
        "reports/method.html",
        {
            "settings": Settings(),
            "other_slopes": OTHER_SLOPES,
            "estimates": estimates.order_by("boundary_set__council__name", "-year"),
            "messages": (),
        },
    )
