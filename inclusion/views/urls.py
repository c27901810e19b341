"""The core's pages."""

from django.urls import path

from inclusion.views import health

app_name = "inclusion"
urlpatterns = [
    path("healthz", health.healthz, name="health"),
]
