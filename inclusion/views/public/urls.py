"""Pages anyone may open: finding a session."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
