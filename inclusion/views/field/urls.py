"""The volunteer's pages, at /field/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
