"""The public website: whatever page an editor has put at an address."""

from django.urls import include, path

urlpatterns = [path("", include("wagtail.urls"))]
