"""What the network publishes as open data, and what may be done with it."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from inclusion.models import Council
from reports.dcat import catalogue_of
from reports.dictionary import COLUMNS, schema
from reports.places import place_at
from reports.views.openly import openly


@openly
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every set of figures, by council, with its files, its licence and what each column means."""
    context = {"councils": with_wards(), "columns": COLUMNS, "messages": ()}
    return render(request, "reports/catalogue.html", context)


@openly
def for_catalogues(request: HttpRequest) -> HttpResponse:
    """The same for other catalogues: DCAT-AP as JSON-LD."""
    now = timezone.now()
    places = [place for council in with_wards() if (place := place_at(council, now))]
    document = catalogue_of(places, settings.PUBLIC_BASE_URL)
    return JsonResponse(document, content_type="application/ld+json")


@openly
def wards_schema(request: HttpRequest) -> HttpResponse:
    """What every council's JSON file is held to."""
    address = settings.PUBLIC_BASE_URL + reverse("reports:wards_schema")
    return JsonResponse(schema(address), content_type="application/schema+json")


def with_wards() -> QuerySet[Council]:
    return Council.objects.filter(boundary_sets__isnull=False).distinct()
