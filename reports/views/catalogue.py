"""What the network publishes as open data, and what may be done with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inclusion.models import Council
from reports.views.openly import openly


@openly
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every set of figures, by council, with its files and its licence."""
    councils = Council.objects.filter(boundary_sets__isnull=False).distinct()
    return render(request, "reports/catalogue.html", {"councils": councils, "messages": ()})
