"""The coordinator's and the lead's rooms, at /desk/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
