"""This package's pages."""

from django.urls import path

from reports.views import catalogue, wards

app_name = "reports"
urlpatterns = [
    path("data/", catalogue.catalogue, name="catalogue"),
    path("wards/", wards.councils, name="councils"),
    path("wards/<slug:slug>.csv", wards.as_csv, name="wards_csv"),
    path("wards/<slug:slug>.geojson", wards.as_geojson, name="wards_geojson"),
    path("wards/<slug:slug>/", wards.council, name="wards"),
    path("wards/<slug:slug>/private/", wards.private, name="wards_private"),
    path("wards/<slug:slug>/<slug:code>/", wards.ward, name="ward"),
]
